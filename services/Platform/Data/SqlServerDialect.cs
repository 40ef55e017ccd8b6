using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Inkoop.Platform.Data;

/// <summary>The production engine. The only file that names its client.</summary>
public sealed class SqlServerDialect(string connectionString) : Dialect
{
    public override string Name => "sqlserver";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellationToken);

    public override string Page(string orderedSql) => orderedSql + "\nOFFSET @skip ROWS FETCH NEXT @take ROWS ONLY";

    public override async Task InsertManyAsync<TRow>(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        var shape = RowShape.Of(typeof(TRow));
        using var data = new DataTable();
        foreach (var (column, property) in shape)
            data.Columns.Add(column, StorageType(property.PropertyType));
        foreach (var row in rows)
            data.Rows.Add([.. shape.Select(column => TypeHandlers.ToStorage(column.Property.GetValue(row), sqlite: false))]);

        using var copy = new SqlBulkCopy((SqlConnection)connection, SqlBulkCopyOptions.CheckConstraints, (SqlTransaction)transaction) { DestinationTableName = table };
        foreach (var (column, _) in shape)
            copy.ColumnMappings.Add(column, column);
        await copy.WriteToServerAsync(data, cancellationToken);
    }

    // 2627 is a primary key or unique constraint, 2601 a unique index.
    public override bool IsDuplicateKey(DbException exception) => exception is SqlException { Number: 2627 or 2601 };

    // 1205 deadlock victim, 1222 lock time-out, 3960 snapshot conflict.
    public override bool IsTransient(DbException exception) => exception is SqlException { Number: 1205 or 1222 or 3960 };

    public override Task LockForMigrationAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) =>
        connection.ExecuteAsync("EXEC sp_getapplock @Resource = 'inkoop-migration', @LockMode = 'Exclusive', @LockTimeout = 60000", transaction: transaction);

    public override async Task<ILookup<string, string>> ReadSchemaAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        const string columns = "SELECT TABLE_NAME AS [table], COLUMN_NAME AS [column] FROM INFORMATION_SCHEMA.COLUMNS";
        var rows = await connection.QueryAsync<(string Table, string Column)>(columns);
        return rows.ToLookup(row => row.Table.ToLowerInvariant(), row => row.Column.ToLowerInvariant());
    }

    // A server is backed up by its own operator: a copy per migration would double a production database.
    public override Task BackUpAsync(DbConnection connection, string suffix, CancellationToken cancellationToken) => Task.CompletedTask;

    private static Type StorageType(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(Guid) ? typeof(string) : type == typeof(DateOnly) ? typeof(DateTime) : type;
    }
}
