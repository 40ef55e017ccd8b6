using Inkoop.Platform.Data;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Inkoop.Tests.Sql;

/// <summary>What SQL Server would say to everything that it is asked, said without one.</summary>
[Collection(nameof(AllTexts))]
public sealed class SqlServerTextTests(AllTexts texts, ITestOutputHelper output)
{
    [Fact]
    public void every_text_that_sql_server_gets_is_one_that_it_understands()
    {
        var complaints = texts.Schemas.Values.SelectMany(schema => Judge.Complaints(schema, [.. texts.ToJudge.Where(text => text.Service == schema.Service)])).ToList();
        output.WriteLine($"{texts.ToJudge.Count} texts judged: {texts.Asked.Count} asked, {texts.Written.Count} pieces written, {texts.Schemas.Values.Sum(schema => schema.RowWork.Count)} in migrations.");
        complaints.ShouldBeEmpty();
        texts.ToJudge.Count.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void every_piece_of_sql_in_the_code_was_judged_whole_or_in_a_text_that_was()
    {
        var judged = texts.ToJudge.Select(text => text.Shape).ToList();
        var asked = texts.Asked.Select(entry => Texts.Shape(entry.Asked)).ToList();
        var unseen = texts.Written
            .Where(literal => !AllTexts.IsOf(literal, "Sqlite") && !AllTexts.IsOf(literal, "SqlServer") && !AllTexts.IsWhole(literal.Text))
            .Where(literal => !judged.Concat(asked).Any(text => text.Contains(Texts.Shape(literal.Text), StringComparison.Ordinal)))
            .Select(literal => $"{literal.Service} {literal.Owner}: {literal.Text}");
        unseen.ShouldBeEmpty();
    }

    [Fact]
    public void what_is_for_one_engine_only_stands_in_the_dialect_of_that_engine()
    {
        var strays = texts.Written.Where(literal => Texts.IsSqliteOnly(literal.Text) && !AllTexts.IsOf(literal, "Sqlite") || Texts.IsSqlServerOnly(literal.Text) && !AllTexts.IsOf(literal, "SqlServer"))
            .Select(literal => $"{literal.Service} {literal.Owner}: {literal.Text}");
        strays.ShouldBeEmpty();
        texts.ToJudge.Where(text => Texts.IsSqliteOnly(text.Text)).Select(text => text.Text).ShouldBeEmpty();
        texts.Asked.Where(entry => Texts.IsSqlServerOnly(entry.Asked)).Select(entry => entry.Asked).ShouldBeEmpty();
        texts.Written.ShouldContain(literal => Texts.IsSqliteOnly(literal.Text));
        texts.Written.ShouldContain(literal => Texts.IsSqlServerOnly(literal.Text));
    }

    [Fact]
    public void what_the_sql_server_dialect_says_itself_is_its_language()
    {
        var own = texts.Written.Where(literal => AllTexts.IsOf(literal, "SqlServer") && Literals.OpensLikeAStatement(literal.Text) && !literal.Text.StartsWith("INSERT INTO ", StringComparison.Ordinal)).ToList();
        own.Count.ShouldBeGreaterThan(3);
        foreach (var literal in own)
            Schema.Parse(literal.Text, literal.Owner);
    }

    [Fact]
    public void a_column_that_one_migration_calls_otherwise_is_missed()
    {
        var module = AllTexts.Modules.Single(module => module.Name == "providers");
        var migrations = Migration.Find("sqlserver", typeof(Database).Assembly, module.GetType().Assembly);
        var renamed = Schema.Of("providers", migrations.Select(migration => migration with { Sql = migration.Sql.Replace("kvk_number", "kvk_nummer", StringComparison.Ordinal) }));
        var complaints = Judge.Complaints(renamed, [.. texts.ToJudge.Where(text => text.Service == "providers")]);
        complaints.ShouldContain(complaint => complaint.Contains("kvk_number"));
    }

    /// <summary>Each with a part of what is said about it.</summary>
    private static readonly (string Wrong, string Says)[] faults =
    [
        ("SELECT name FROM provider LIMIT 1", "LIMIT"),
        ("SELECT naam FROM provider", "naam"),
        ("SELECT name FROM aanbieder", "aanbieder"),
        ("SELECT p.name FROM provider p WHERE p.version = 'een'", "a number meets a literal"),
        ("SELECT p.name FROM provider p WHERE p.registered_on = p.name", "a date meets a text"),
        ("SELECT name, COUNT(*) FROM provider", "name is neither grouped by nor aggregated"),
        ("SELECT city, name, COUNT(*) FROM provider_location GROUP BY city", "name is neither grouped by nor aggregated"),
        ("INSERT INTO municipality (code, starts_on, name) VALUES ('0957', '2026-01-01', 'Roermond')", "leaves out province"),
        ("INSERT INTO provider_location (provider_id, line_number) SELECT provider_id FROM provider", "2 columns get 1 values"),
        ("SELECT substr(name, 1) FROM provider", "substr is no function"),
        ("SELECT max(name, city) FROM provider_location", "max takes one value"),
        ("SELECT DISTINCT name FROM provider ORDER BY version", "ORDER BY version of a DISTINCT"),
        ("SELECT n FROM (SELECT name AS n FROM provider ORDER BY name) x", "ORDER BY"),
        ("SELECT provider_id FROM provider p JOIN provider_location l ON l.provider_id = p.provider_id", "provider_id"),
    ];

    [Fact]
    public void the_judge_sees_what_is_wrong()
    {
        var complaints = Judge.Complaints(texts.Schemas["providers"], [.. faults.Select(fault => new SqlText("providers", fault.Wrong, "test"))]);
        foreach (var (wrong, says) in faults)
            complaints.ShouldContain(complaint => complaint.Contains(wrong) && complaint.Split('\n')[0].Contains(says), $"{wrong}\n{string.Join("\n", complaints.Where(complaint => complaint.Contains(wrong)))}");
    }
}
