using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Xunit;

namespace Inkoop.Tests.Engines;

/// <summary>A database of its own for one test, on one engine.</summary>
public abstract class TestEngine : IDisposable
{
    protected TestEngine() => Folder = Directory.CreateTempSubdirectory("inkoop-engine-").FullName;

    public string Folder { get; }

    public abstract DatabaseOptions Options { get; }

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

    public override DatabaseOptions Options => new() { DataDirectory = Folder, Engine = Environment.GetEnvironmentVariable(Variable)! };
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
