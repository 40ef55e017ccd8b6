namespace Inkoop.Platform.Data;

/// <summary>Where the data of this host stands.</summary>
public sealed record DatabaseOptions
{
    /// <summary>Folder for SQLite files, spool files and keys.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>sqlite, or a SQL Server connection string in which {service} stands for the catalog's service name.</summary>
    public string Engine { get; init; } = "sqlite";

    /// <summary>How long a change waits for another program that holds a SQLite file, before it is refused.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    public Dialect DialectFor(string service)
    {
        if (Engine != "sqlite")
            return new SqlServerDialect(Engine.Replace("{service}", service, StringComparison.Ordinal), service);
        Directory.CreateDirectory(DataDirectory);
        return new SqliteDialect(Path.Combine(DataDirectory, service + ".db"), Patience);
    }
}
