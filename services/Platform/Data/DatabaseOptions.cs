namespace Inkoop.Platform.Data;

/// <summary>Where the data of this host stands.</summary>
public sealed record DatabaseOptions
{
    /// <summary>Folder for SQLite files, spool files and keys.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>sqlite, or a SQL Server connection string in which {service} stands for the catalog's service name.</summary>
    public string Engine { get; init; } = "sqlite";

    public Dialect DialectFor(string service)
    {
        if (Engine != "sqlite")
            return SqlServerAvailable
                ? new SqlServerDialect(Engine.Replace("{service}", service, StringComparison.Ordinal))
                : throw new InvalidOperationException("This build has no SQL Server client: build with -p:FullFeed=true, or leave Inkoop:Database at sqlite.");
        Directory.CreateDirectory(DataDirectory);
        return new SqliteDialect(Path.Combine(DataDirectory, service + ".db"));
    }

    /// <summary>False in a build from the partial feed, whose SQL Server client lacks a package it needs at run time.</summary>
    public static bool SqlServerAvailable { get; } =
        AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is string list && list.Contains("Microsoft.Data.SqlClient.dll", StringComparison.Ordinal);
}
