using System.Data.Common;

namespace Inkoop.Platform.Data;

/// <summary>What two engines cannot say with one text. Everything else is written once (docs/decisions/0003).</summary>
public abstract class Dialect
{
    /// <summary>The suffix of this engine's migration files: sqlite or sqlserver.</summary>
    public abstract string Name { get; }

    /// <summary>An open connection with the engine's settings applied.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A write transaction. One that <paramref name="decides"/> on what it reads is serializable: what it read still holds when it commits.
    /// On SQLite it takes the write lock at once, so that it cannot fail half-way on a lock.
    /// </summary>
    public abstract Task<DbTransaction> BeginAsync(DbConnection connection, bool decides, CancellationToken cancellationToken);

    /// <summary>A transaction to read in, in which several questions see one moment as far as the engine can.</summary>
    public abstract Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>How the table is called that is built beside <paramref name="table"/>.</summary>
    public abstract string Beside(string table);

    /// <summary>Makes the table beside <paramref name="table"/>, empty, with its keys and indexes; only <paramref name="columns"/> of it unless null.</summary>
    public abstract Task MakeBesideAsync(UnitOfWork work, string table, IReadOnlyCollection<string>? columns);

    /// <summary>The table beside <paramref name="table"/> takes its place and its names; the live one and its rows are gone.</summary>
    public abstract Task PutInPlaceAsync(UnitOfWork work, string table);

    /// <summary><paramref name="orderedSql"/> must end in ORDER BY; adds the page of parameters @skip and @take.</summary>
    public abstract string Page(string orderedSql);

    /// <summary>Inserts rows; columns are the snake_case names of the row's properties.</summary>
    public abstract Task InsertManyAsync<TRow>(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken);

    public abstract bool IsDuplicateKey(DbException exception);

    public abstract bool IsTransient(DbException exception);

    /// <summary>How long a migration, a rebuild or a bulk copy may take.</summary>
    public const int LongCommandSeconds = 600;

    /// <summary>Throws <see cref="DatabaseUnusable"/> when the database cannot be opened or is not set up as it must be.</summary>
    public abstract Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Makes the table of applied migrations when it is not there.</summary>
    public abstract string JournalTable { get; }

    /// <summary>Serialises migrations of several instances; held until the transaction ends.</summary>
    public abstract Task LockForMigrationAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Table and column names as the database has them, lower case.</summary>
    public abstract Task<ILookup<string, string>> ReadSchemaAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>A copy of the database before it is migrated, where the engine keeps a file; nothing elsewhere.</summary>
    public abstract Task BackUpAsync(DbConnection connection, string suffix, CancellationToken cancellationToken);

    /// <summary>Escapes a value for <c>LIKE @value ESCAPE '\'</c> and wraps it to match anywhere.</summary>
    public static string Like(string value) =>
        "%" + value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)
            .Replace("[", @"\[", StringComparison.Ordinal) // a character class on SQL Server, a plain character on SQLite
        + "%";
}
