using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Microsoft.Data.SqlClient;
using Xunit;

namespace Inkoop.Tests.Engines;

/// <summary>A database of its own for one test, on one engine.</summary>
public abstract class TestEngine : IDisposable
{
    protected TestEngine() => Folder = Directory.CreateTempSubdirectory("inkoop-engine-").FullName;

    public string Folder { get; }

    public abstract DatabaseOptions Options { get; }

    /// <summary>Makes what a database of this name must stand in.</summary>
    public virtual Task PrepareAsync(string service) => Task.CompletedTask;

    public virtual void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteEngine : TestEngine
{
    public override DatabaseOptions Options => new() { DataDirectory = Folder };
}

/// <summary>Catalogs named after the test's own run on the server that INKOOP_TEST_SQLSERVER names, {service} in its catalog.</summary>
public sealed class SqlServerEngine : TestEngine
{
    public const string Variable = "INKOOP_TEST_SQLSERVER";

    public static string? Unavailable { get; } =
        Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } ? $"No SQL Server: {Variable} is not set."
        : null;

    private readonly List<SqlConnectionStringBuilder> made = [];

    // What an earlier run left behind when it was killed must not be in the way.
    private readonly string run = Guid.CreateVersion7().ToString("N")[^8..];

    public override DatabaseOptions Options => new()
    {
        DataDirectory = Folder,
        Engine = Environment.GetEnvironmentVariable(Variable)!.Replace("{service}", "{service}_" + run, StringComparison.Ordinal),
    };

    public override async Task PrepareAsync(string service)
    {
        var catalog = new SqlConnectionStringBuilder(Options.Engine.Replace("{service}", service, StringComparison.Ordinal));
        await OnMasterAsync(catalog, $"CREATE DATABASE [{catalog.InitialCatalog}] COLLATE Latin1_General_100_CI_AS");
        made.Add(catalog);
        await OnMasterAsync(catalog, $"ALTER DATABASE [{catalog.InitialCatalog}] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE");
    }

    public override void Dispose()
    {
        SqlConnection.ClearAllPools();
        foreach (var catalog in made)
            OnMasterAsync(catalog, $"ALTER DATABASE [{catalog.InitialCatalog}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{catalog.InitialCatalog}]").GetAwaiter().GetResult();
        base.Dispose();
    }

    private static async Task OnMasterAsync(SqlConnectionStringBuilder catalog, string sql)
    {
        await using var connection = new SqlConnection(new SqlConnectionStringBuilder(catalog.ConnectionString) { InitialCatalog = "master" }.ConnectionString);
        await connection.ExecuteAsync(sql);
    }
}

/// <summary>A test on SQL Server; a visible skip with the reason where there is none.</summary>
public sealed class SqlServerFactAttribute : FactAttribute
{
    public SqlServerFactAttribute() => Skip = SqlServerEngine.Unavailable;
}

/// <summary>A bare database with the platform's own tables.</summary>
public sealed class BareDatabase(DatabaseOptions options, TimeProvider clock, string service = "bare") : Database(service, options, clock, new EventSignal())
{
    public Task MigrateAsync(params Migration[] more) => Migrator.RunAsync(
        Dialect, [.. Migration.Find(Dialect.Name, typeof(Database).Assembly), .. more], new Dictionary<string, string[]>(), TimeProvider.System, CancellationToken.None);
}
