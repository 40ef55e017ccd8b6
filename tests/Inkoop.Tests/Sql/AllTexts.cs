using System.Reflection;
using Inkoop.AllInOne;
using Inkoop.Platform.Data;
using Inkoop.Platform.Hosting;
using Inkoop.Tests.Demo;
using Xunit;

namespace Inkoop.Tests.Sql;

/// <summary>One walk over the features for all that look at its texts.</summary>
[CollectionDefinition(nameof(AllTexts))]
public sealed class AllTextsCollection : ICollectionFixture<AllTexts>;

/// <summary>Every SQL text of the product: what stands in the code, and what a walk over the features makes of it.</summary>
public sealed class AllTexts : IAsyncLifetime
{
    private static readonly Assembly platform = typeof(Database).Assembly;

    internal static IReadOnlyList<ServiceModule> Modules { get; } = AllInOneHost.Modules();

    internal IReadOnlyDictionary<string, Schema> Schemas { get; } = Modules.ToDictionary(module => module.Name, module => Schema.Of(module.Name, platform, module.GetType().Assembly));

    /// <summary>Everything that reads like SQL in the platform and the services.</summary>
    internal IReadOnlyList<Literal> Written { get; } = [.. Modules.Select(module => module.GetType().Assembly).Prepend(platform).SelectMany(Literals.SqlOf)];

    /// <summary>What was asked of SQLite, less what the engine's own dialect and provider say.</summary>
    internal IReadOnlyList<(string Asked, SqlText Text)> Asked { get; private set; } = [];

    /// <summary>What SQL Server gets: asked, written and in the migrations.</summary>
    internal IReadOnlyList<SqlText> ToJudge { get; private set; } = [];

    public async Task InitializeAsync()
    {
        using var recorder = new Recorder();
        var app = new SmallRegionApp();
        recorder.Folder = app.Folder;
        await app.InitializeAsync();
        try
        {
            await new FeatureWalk(app).RunAsync();
        }
        finally
        {
            await app.DisposeAsync();
        }

        var heard = recorder.Heard;
        var ofTheDialect = Written.Where(literal => IsOf(literal, "Sqlite")).Select(literal => literal.Text).ToHashSet();
        var migrations = Migration.Find("sqlite", [platform, .. Modules.Select(module => module.GetType().Assembly)]).Select(migration => migration.Sql).ToHashSet();
        Asked = [.. heard.Where(entry => !Texts.IsOfTheProvider(entry.Asked) && !Texts.IsDeclaration(entry.Asked) && !ofTheDialect.Contains(entry.Asked) && !migrations.Contains(entry.Asked))];

        var texts = new Dictionary<(string Service, string Shape), SqlText>();
        foreach (var (_, text) in Asked)
            if (!texts.TryAdd((text.Service, text.Shape), text))
                foreach (var (name, type) in text.ParameterTypes)
                    texts[(text.Service, text.Shape)].ParameterTypes.TryAdd(name, type);
        var heardShapes = texts.Keys.Select(key => key.Shape).ToList();
        foreach (var literal in Written.Where(literal => !IsOf(literal, "Sqlite") && !IsOf(literal, "SqlServer") && IsWhole(literal.Text)))
        {
            // The platform's own tables are the same in every service.
            var text = new SqlText(literal.Assembly == platform ? "contracts" : literal.Service, Texts.WithLists(literal.Text), literal.Owner);
            // The beginning of a text that was heard whole is no text of its own.
            if (!heardShapes.Any(shape => shape.Length > text.Shape.Length && shape.Contains(text.Shape, StringComparison.Ordinal)))
                texts.TryAdd((text.Service, text.Shape), text);
        }

        ToJudge = [.. texts.Values, .. Schemas.Values.SelectMany(schema => schema.RowWork)];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    internal static bool IsOf(Literal literal, string engine) => literal.Assembly == platform && literal.Owner.StartsWith(engine, StringComparison.Ordinal);

    /// <summary>A statement on its own, not the beginning or the middle of one.</summary>
    internal static bool IsWhole(string text)
    {
        if (!Literals.OpensLikeAStatement(text))
            return false;
        new Microsoft.SqlServer.TransactSql.ScriptDom.TSql160Parser(true).Parse(new StringReader(Texts.WithLists(text)), out var errors);
        return errors.Count == 0;
    }
}
