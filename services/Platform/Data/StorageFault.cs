using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Inkoop.Platform.Data;

/// <summary>What keeps the storage from taking or giving something, apart from what was asked of it.</summary>
/// <param name="Reason">Stable, English, snake_case.</param>
/// <param name="Text">One Dutch sentence.</param>
/// <param name="Passes">It goes by itself, as another program that holds the database does; nobody need come and look.</param>
public sealed record StorageFault(string Reason, string Text, bool Passes)
{
    private static readonly StorageFault busy = new("database_busy",
        "De database is bezet door een ander programma en er is niets vastgelegd: probeer het over een minuut opnieuw.", Passes: true);

    private static readonly StorageFault full = new("disk_full",
        "De schijf is vol en er is niets vastgelegd: laat de beheerder ruimte vrijmaken, en probeer het daarna opnieuw.", Passes: false);

    private static readonly StorageFault unusable = new("storage_unusable",
        "De opslag is niet te gebruiken en er is niets vastgelegd: laat de beheerder de schijf en de databases nakijken.", Passes: false);

    /// <summary>Null for what is not about the storage.</summary>
    public static StorageFault? Of(Exception? exception) => exception switch
    {
        null => null,
        SqliteException { SqliteErrorCode: 5 or 6 } => busy, // SQLITE_BUSY, SQLITE_LOCKED
        SqliteException { SqliteErrorCode: 13 } => full, // SQLITE_FULL
        SqliteException { SqliteErrorCode: 8 or 10 or 11 or 14 or 26 } => unusable, // READONLY, IOERR, CORRUPT, CANTOPEN, NOTADB
        SqlException { Number: 1101 or 1105 or 9002 } => full, // no room in a file group or in the transaction log
        SqlException { Number: 823 or 824 or 825 } => unusable, // what was read is not what was written
        SqlException sql when SqlServerDialect.IsTransientNumber(sql.Number) => busy,
        IOException { HResult: 28 or 122 or unchecked((int)0x80070070) or unchecked((int)0x80070027) } => full, // ENOSPC, EDQUOT, ERROR_DISK_FULL
        AggregateException many => many.InnerExceptions.Select(Of).FirstOrDefault(found => found is not null),
        _ => Of(exception.InnerException),
    };
}
