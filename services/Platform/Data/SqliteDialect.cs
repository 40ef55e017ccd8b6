using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Inkoop.Platform.Data;

/// <summary>The embedded engine: one file a service, write-ahead log, every acknowledged write synced.</summary>
public sealed class SqliteDialect(string path, TimeSpan? patience = null) : Dialect
{
    private static readonly ConcurrentDictionary<(Type, string), string> inserts = new();
    private static readonly object seen = new();

    // Tests hear here what is asked, whole, to judge it as the other engine would (tests/Inkoop.Tests/Sql).
    private static readonly DiagnosticListener commands = new("Inkoop.Sql");
    private readonly ConditionalWeakTable<object, object> settled = [];

    // Pooling keeps prepared pragmas; a private cache keeps readers from blocking on the writer's table locks.
    private readonly string connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Cache = SqliteCacheMode.Private,
        ForeignKeys = true,
        DefaultTimeout = (int)(patience ?? TimeSpan.FromMinutes(1)).TotalSeconds,
        Pooling = true,
    }.ConnectionString;

    private readonly int patienceSeconds = (int)(patience ?? TimeSpan.FromMinutes(1)).TotalSeconds;

    public override string Name => "sqlite";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = commands.IsEnabled() ? new HeardConnection(connectionString) : new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        // The pool gives the same connections again and again: what is set on one stays set.
        if (settled.TryAdd(connection.Handle!, seen))
            await connection.ExecuteAsync($"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout={1000 * patienceSeconds}; PRAGMA temp_store=MEMORY;");
        return connection;
    }

    public override async Task<DbTransaction> BeginAsync(DbConnection connection, bool decides, CancellationToken cancellationToken) =>
        await Task.FromResult(((SqliteConnection)connection).BeginTransaction(deferred: false));

    // The first question takes the moment that all see.
    public override async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await Task.FromResult(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public override string Beside(string table) => SqliteBeside.Name(table);

    public override Task MakeBesideAsync(UnitOfWork work, string table, IReadOnlyCollection<string>? columns) => SqliteBeside.MakeAsync(work, table, columns);

    public override Task PutInPlaceAsync(UnitOfWork work, string table) => SqliteBeside.PutInPlaceAsync(work, table);

    public override string Page(string orderedSql) => orderedSql + "\nLIMIT @take OFFSET @skip";

    public override async Task InsertManyAsync<TRow>(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        var shape = RowShape.Of(typeof(TRow));
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = inserts.GetOrAdd((typeof(TRow), table), static key =>
        {
            var columns = RowShape.Of(key.Item1).Select(column => column.Column).ToList();
            return $"INSERT INTO {key.Item2} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})";
        });
        foreach (var (column, _) in shape)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + column;
            command.Parameters.Add(parameter);
        }

        await command.PrepareAsync(cancellationToken);
        foreach (var row in rows)
        {
            for (var i = 0; i < shape.Count; i++)
                command.Parameters[i].Value = TypeHandlers.ToStorage(shape[i].Property.GetValue(row), sqlite: true);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    // 19 is SQLITE_CONSTRAINT; 1555 and 2067 are its primary key and unique kinds.
    public override bool IsDuplicateKey(DbException exception) => exception is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 };

    // 5 is SQLITE_BUSY, 6 SQLITE_LOCKED.
    public override bool IsTransient(DbException exception) => exception is SqliteException { SqliteErrorCode: 5 or 6 };

    public override string JournalTable =>
        "CREATE TABLE IF NOT EXISTS migration (name varchar(200) NOT NULL CONSTRAINT pk_migration PRIMARY KEY, checksum char(64) NOT NULL, applied_at datetimeoffset NOT NULL)";

    // 26 is SQLITE_NOTADB, 11 SQLITE_CORRUPT, 14 SQLITE_CANTOPEN.
    public override async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM sqlite_master");
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 26 or 11 or 14)
        {
            throw new DatabaseUnusable(
                $"Het bestand {path} is geen leesbare database ({exception.Message}); zet de reservekopie van de hele "
                + "gegevensmap terug.", exception);
        }
    }

    public override Task LockForMigrationAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) =>
        Task.CompletedTask; // the immediate transaction is the lock

    public override async Task<ILookup<string, string>> ReadSchemaAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        const string columns = "SELECT m.name AS \"table\", p.name AS \"column\" FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'";
        var rows = await connection.QueryAsync<(string Table, string Column)>(columns);
        return rows.ToLookup(row => row.Table.ToLowerInvariant(), row => row.Column.ToLowerInvariant());
    }

    public override async Task BackUpAsync(DbConnection connection, string suffix, CancellationToken cancellationToken)
    {
        var copy = $"{path}.{suffix}.bak";
        File.Delete(copy); // left by an earlier attempt at the same migration
        await connection.ExecuteAsync("VACUUM INTO @copy", new { copy });
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private sealed class HeardConnection(string connectionString) : SqliteConnection(connectionString)
    {
        public override SqliteCommand CreateCommand() => new HeardCommand { Connection = this, CommandTimeout = DefaultTimeout, Transaction = Transaction };
    }

    private sealed class HeardCommand : SqliteCommand
    {
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            commands.Write("asked", this);
            return base.ExecuteReader(behavior);
        }
    }
}
