using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Inkoop.Platform.Data;

/// <summary>The production engine. With its connection the only files that name its client.</summary>
public sealed class SqlServerDialect : Dialect
{
    /// <summary>Up to here one INSERT is faster (3 ms against 6 for a bulk copy); one statement takes at most 2,100 parameters.</summary>
    private const int MostByInsert = 10;
    private const int MostParameters = 2000;

    private static readonly Dictionary<Type, DbType> columnTypes = new()
    {
        [typeof(string)] = DbType.String,
        [typeof(Guid)] = DbType.AnsiStringFixedLength,
        [typeof(DateOnly)] = DbType.Date,
        [typeof(DateTimeOffset)] = DbType.DateTimeOffset,
        [typeof(long)] = DbType.Int64,
        [typeof(int)] = DbType.Int32,
        [typeof(bool)] = DbType.Boolean,
        [typeof(decimal)] = DbType.Decimal,
        [typeof(byte[])] = DbType.Binary,
    };

    private readonly SqlConnectionStringBuilder settings;

    public SqlServerDialect(string connectionString, string service = "inkoop")
    {
        try
        {
            settings = new SqlConnectionStringBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            // Not the text itself: a password stands in it.
            throw new DatabaseUnusable(
                $"Inkoop:Database is geen verbindingsreeks voor SQL Server ({exception.Message.ReplaceLineEndings(" ")}); verbeter hem, of geef "
                + "sqlite op.", exception);
        }

        if (settings.InitialCatalog.Length == 0)
            throw new DatabaseUnusable("Inkoop:Database noemt geen database; zet er Database=inkoop_{service} in.");
        if (!settings.ShouldSerialize("Application Name"))
            settings.ApplicationName = "inkoop-" + service;
        if (!settings.ShouldSerialize("Max Pool Size"))
            settings.MaxPoolSize = 64;
    }

    public override string Name => "sqlserver";

    public string ConnectionString => settings.ConnectionString;

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqlServerConnection(new SqlConnection(settings.ConnectionString));
        try
        {
            await connection.OpenAsync(cancellationToken);
            // The pool hands a connection on with the level of its last transaction.
            await connection.ExecuteAsync(new CommandDefinition("SET TRANSACTION ISOLATION LEVEL READ COMMITTED", cancellationToken: cancellationToken));
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<DbTransaction> BeginAsync(DbConnection connection, bool decides, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(decides ? System.Data.IsolationLevel.Serializable : System.Data.IsolationLevel.ReadCommitted, cancellationToken);

    // Row versions give each question its own moment.
    public override async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken);

    public override string Beside(string table) => SqlServerBeside.Name(table);

    public override Task MakeBesideAsync(UnitOfWork work, string table, IReadOnlyCollection<string>? columns) => SqlServerBeside.MakeAsync(work, table, columns);

    public override Task PutInPlaceAsync(UnitOfWork work, string table) => SqlServerBeside.PutInPlaceAsync(work, table);

    public override string Page(string orderedSql) => orderedSql + "\nOFFSET @skip ROWS FETCH NEXT @take ROWS ONLY";

    public override async Task InsertManyAsync<TRow>(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        var shape = RowShape.Of(typeof(TRow));
        if (rows.Count <= MostByInsert && rows.Count * shape.Count <= MostParameters)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = InsertText(table, shape, rows.Count);
            for (var i = 0; i < rows.Count; i++)
                foreach (var (column, property) in shape)
                    command.Parameters.Add(Parameter($"@{column}_{i}", property.PropertyType, property.GetValue(rows[i])));
            await command.ExecuteNonQueryAsync(cancellationToken);
            return;
        }

        using var data = new DataTable();
        foreach (var (column, property) in shape)
            data.Columns.Add(column, StorageType(property.PropertyType));
        foreach (var row in rows)
            data.Rows.Add([.. shape.Select(column => TypeHandlers.ToStorage(column.Property.GetValue(row), sqlite: false))]);

        using var copy = new SqlBulkCopy(((SqlServerConnection)connection).Inner, SqlBulkCopyOptions.CheckConstraints, (SqlTransaction)transaction)
        {
            DestinationTableName = table,
            BulkCopyTimeout = LongCommandSeconds,
        };
        foreach (var (column, _) in shape)
            copy.ColumnMappings.Add(column, column);
        await copy.WriteToServerAsync(data, cancellationToken);
    }

    /// <summary>What a few rows are inserted by.</summary>
    public static string InsertText(string table, IReadOnlyList<(string Column, System.Reflection.PropertyInfo Property)> shape, int rowCount) =>
        $"INSERT INTO {table} ({string.Join(", ", shape.Select(column => column.Column))}) VALUES "
        + string.Join(", ", Enumerable.Range(0, rowCount).Select(i => $"({string.Join(", ", shape.Select(column => $"@{column.Column}_{i}"))})"));

    /// <summary>A parameter with the type of its property, also when it holds nothing: an untyped null is nvarchar, which varbinary refuses.</summary>
    public static SqlParameter Parameter(string name, Type type, object? value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var parameter = new SqlParameter
        {
            ParameterName = name,
            DbType = columnTypes.TryGetValue(type, out var column) ? column : throw new ArgumentException($"No column type for {type.Name}."),
            Value = TypeHandlers.ToStorage(value, sqlite: false),
        };
        if (type == typeof(Guid))
            parameter.Size = 36;
        return parameter;
    }

    // 2627 is a primary key or unique constraint, 2601 a unique index.
    public override bool IsDuplicateKey(DbException exception) => exception is SqlException { Number: 2627 or 2601 };

    public override bool IsTransient(DbException exception) => exception is SqlException sql && IsTransientNumber(sql.Number);

    /// <summary>
    /// A change whose answer was lost may have been committed: its stored answer, its inbox row or its key tells the next attempt so.
    /// </summary>
    public static bool IsTransientNumber(int number) => number is
        1205 or 1222 or 3960 // deadlock victim, lock time-out, snapshot conflict
        or -2 or 258 // a command or a connection took too long
        or -1 or 2 or 20 or 40 or 53 or 64 or 121 or 233 or 10053 or 10054 or 10060 or 10061 // the way to the server was lost
        or 701 or 1204 or 8645 or 10928 or 10929 // out of memory, locks or workers for now
        or 40197 or 40501 or 40613 or 49918 or 49919 or 49920; // a hosted server that moves or is busy

    public override string JournalTable =>
        "IF OBJECT_ID('migration') IS NULL CREATE TABLE migration (name varchar(200) NOT NULL CONSTRAINT pk_migration PRIMARY KEY, "
        + "checksum char(64) NOT NULL, applied_at datetimeoffset(7) NOT NULL)";

    public override async Task LockForMigrationAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        const string take = """
            DECLARE @answer int;
            EXEC @answer = sp_getapplock @Resource = 'inkoop-migration', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000;
            SELECT @answer
            """;
        var command = new CommandDefinition(take, transaction: transaction, commandTimeout: 90, cancellationToken: cancellationToken);
        RequireLock(await connection.ExecuteScalarAsync<int>(command));
    }

    /// <summary>sp_getapplock says no with a negative answer and no exception.</summary>
    public static void RequireLock(int answer)
    {
        if (answer < 0)
            throw new DatabaseUnusable(
                $"Een ander exemplaar werkt deze database al langer dan een minuut bij (antwoord {answer}); wacht tot het klaar is en start "
                + "opnieuw.");
    }

    public override async Task<ILookup<string, string>> ReadSchemaAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        const string columns = "SELECT TABLE_NAME AS [table], COLUMN_NAME AS [column] FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = SCHEMA_NAME()";
        var rows = await connection.QueryAsync<(string Table, string Column)>(columns);
        return rows.ToLookup(row => row.Table.ToLowerInvariant(), row => row.Column.ToLowerInvariant());
    }

    public override async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            var isOn = await connection.ExecuteScalarAsync<bool>("SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()");
            RequireSnapshot(settings.InitialCatalog, isOn);
        }
        catch (SqlException exception)
        {
            throw new DatabaseUnusable(
                $"Database {settings.InitialCatalog} op {settings.DataSource} is niet te openen ({exception.Message.ReplaceLineEndings(" ")}); "
                + "controleer Inkoop:Database, en maak de databases met deploy/create-databases.sql.", exception);
        }
    }

    /// <summary>Without it a reader waits for every writer, and a writer for every reader.</summary>
    public static void RequireSnapshot(string catalog, bool isOn)
    {
        if (!isOn)
            throw new DatabaseUnusable(
                $"In database {catalog} staat READ_COMMITTED_SNAPSHOT uit; laat een beheerder ALTER DATABASE [{catalog}] SET "
                + "READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE uitvoeren en start opnieuw.");
    }

    // A server is backed up by its own operator: a copy per migration would double a production database.
    public override Task BackUpAsync(DbConnection connection, string suffix, CancellationToken cancellationToken) => Task.CompletedTask;

    private static Type StorageType(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(Guid) ? typeof(string) : type == typeof(DateOnly) ? typeof(DateTime) : type;
    }
}
