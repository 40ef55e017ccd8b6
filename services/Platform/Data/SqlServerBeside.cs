using System.Globalization;

namespace Inkoop.Platform.Data;

/// <summary>
/// Tables beside the live ones in a schema of their own, where tables, constraints and indexes have the names that they keep: they come into place
/// by a transfer, which moves no row.
/// </summary>
public static class SqlServerBeside
{
    public static string Name(string table) => "beside." + table;

    /// <summary>Made from what the catalog says of the live table and its indexes, without the columns that are not wanted any more.</summary>
    public static async Task MakeAsync(UnitOfWork work, string table, IReadOnlyCollection<string>? columns)
    {
        await work.ExecuteAsync(MakeSchema);
        await work.ExecuteAsync(Drop, new { table });
        var live = await work.QueryAsync<SqlServerColumn>(ColumnsOf, new { table });
        var wanted = live.Where(column => columns?.Contains(column.Name, StringComparer.OrdinalIgnoreCase) != false).ToList();
        var indexes = (await work.QueryAsync<SqlServerIndexColumn>(IndexesOf, new { table })).GroupBy(column => column.IndexName)
            .Where(index => index.All(column => wanted.Any(kept => kept.Name == column.ColumnName))).Select(index => index.ToList()).ToList();
        await work.ExecuteAsync(Make, new { table, definition = Definition(wanted, indexes) });
        foreach (var index in indexes.Where(index => !IsConstraint(index)))
            await work.ExecuteAsync(IndexText(table, index));
    }

    public static Task PutInPlaceAsync(UnitOfWork work, string table) => work.ExecuteAsync(Place, new { table });

    /// <summary>What stands between the brackets of the table: its columns, primary key and unique constraints.</summary>
    public static string Definition(IEnumerable<SqlServerColumn> columns, IEnumerable<IReadOnlyList<SqlServerIndexColumn>> indexes) =>
        string.Join(", ", columns.Select(ColumnText).Concat(indexes.Where(IsConstraint).Select(ConstraintText)));

    /// <summary>The declaration of an index that is no constraint.</summary>
    public static string IndexText(string table, IReadOnlyList<SqlServerIndexColumn> index)
    {
        var (first, included) = (index[0], index.Where(column => column.IsIncludedColumn).ToList());
        return $"CREATE {(first.IsUnique ? "UNIQUE " : "")}{first.TypeDesc} INDEX [{first.IndexName}] ON {Name(table)} ({Keys(index)})"
            + (included.Count > 0 ? $" INCLUDE ({string.Join(", ", included.Select(column => $"[{column.ColumnName}]"))})" : "")
            + (first.FilterDefinition is { } filter ? $" WHERE {filter}" : "");
    }

    private static bool IsConstraint(IReadOnlyList<SqlServerIndexColumn> index) => index[0].IsPrimaryKey || index[0].IsUniqueConstraint;

    private static string ConstraintText(IReadOnlyList<SqlServerIndexColumn> index) =>
        $"CONSTRAINT [{index[0].IndexName}] {(index[0].IsPrimaryKey ? "PRIMARY KEY" : "UNIQUE")} {index[0].TypeDesc} ({Keys(index)})";

    private static string Keys(IEnumerable<SqlServerIndexColumn> index) =>
        string.Join(", ", index.Where(column => !column.IsIncludedColumn).OrderBy(column => column.KeyOrdinal).Select(column => $"[{column.ColumnName}]{(column.IsDescendingKey ? " DESC" : "")}"));

    private static string ColumnText(SqlServerColumn column) =>
        $"[{column.Name}] {TypeText(column)}{(column.CollationName is { } collation ? $" COLLATE {collation}" : "")} {(column.IsNullable ? "NULL" : "NOT NULL")}"
        + (column.DefaultName is { } name ? $" CONSTRAINT [{name}] DEFAULT {column.DefaultDefinition}" : "");

    private static string TypeText(SqlServerColumn column) => column.TypeName switch
    {
        "char" or "varchar" or "binary" or "varbinary" => $"{column.TypeName}({Length(column.MaxLength)})",
        "nchar" or "nvarchar" => $"{column.TypeName}({Length(column.MaxLength < 0 ? column.MaxLength : column.MaxLength / 2)})",
        "datetimeoffset" => $"{column.TypeName}({column.Scale})",
        "decimal" => $"{column.TypeName}({column.Precision}, {column.Scale})",
        "bigint" or "int" or "smallint" or "tinyint" or "bit" or "date" => column.TypeName,
        _ => throw new NotSupportedException($"A table with a column of type {column.TypeName} cannot be built beside itself."),
    };

    private static string Length(int bytes) => bytes < 0 ? "max" : bytes.ToString(CultureInfo.InvariantCulture);

    private const string MakeSchema = "IF SCHEMA_ID('beside') IS NULL EXEC ('CREATE SCHEMA beside')";

    private const string Drop = "DECLARE @sql nvarchar(max) = N'DROP TABLE IF EXISTS beside.' + QUOTENAME(@table); EXEC (@sql)";

    private const string Make =
        "DECLARE @sql nvarchar(max) = CAST(N'CREATE TABLE beside.' AS nvarchar(max)) + QUOTENAME(@table) + N' (' + @definition + N')'; EXEC (@sql)";

    private const string Place = """
        DECLARE @schema nvarchar(258) = QUOTENAME(SCHEMA_NAME());
        DECLARE @sql nvarchar(max) = N'DROP TABLE ' + @schema + N'.' + QUOTENAME(@table) + N'; ALTER SCHEMA ' + @schema + N' TRANSFER beside.' + QUOTENAME(@table);
        EXEC (@sql)
        """;

    private const string ColumnsOf = """
        SELECT c.name, t.name AS type_name, c.max_length, c.precision, c.scale, c.collation_name, c.is_nullable, d.name AS default_name, d.definition AS default_definition
        FROM sys.columns c
        JOIN sys.types t ON t.user_type_id = c.user_type_id
        LEFT JOIN sys.default_constraints d ON d.object_id = c.default_object_id
        WHERE c.object_id = OBJECT_ID(@table)
        ORDER BY c.column_id
        """;

    private const string IndexesOf = """
        SELECT i.name AS index_name, i.is_primary_key, i.is_unique, i.is_unique_constraint, i.type_desc, i.filter_definition,
               c.name AS column_name, x.key_ordinal, x.is_descending_key, x.is_included_column
        FROM sys.indexes i
        JOIN sys.index_columns x ON x.object_id = i.object_id AND x.index_id = i.index_id
        JOIN sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id
        WHERE i.object_id = OBJECT_ID(@table) AND i.name IS NOT NULL
        ORDER BY i.index_id, x.key_ordinal, x.index_column_id
        """;
}

/// <summary>A column as the catalog of SQL Server tells it; lengths in bytes, -1 for max.</summary>
public sealed record SqlServerColumn
{
    public string Name { get; init; } = "";
    public string TypeName { get; init; } = "";
    public int MaxLength { get; init; }
    public int Precision { get; init; }
    public int Scale { get; init; }
    public string? CollationName { get; init; }
    public bool IsNullable { get; init; }
    public string? DefaultName { get; init; }
    public string? DefaultDefinition { get; init; }
}

/// <summary>A column of an index as the catalog of SQL Server tells it, with what holds of the whole index.</summary>
public sealed record SqlServerIndexColumn
{
    public string IndexName { get; init; } = "";
    public bool IsPrimaryKey { get; init; }
    public bool IsUnique { get; init; }
    public bool IsUniqueConstraint { get; init; }
    /// <summary>CLUSTERED or NONCLUSTERED.</summary>
    public string TypeDesc { get; init; } = "";
    public string? FilterDefinition { get; init; }
    public string ColumnName { get; init; } = "";
    public int KeyOrdinal { get; init; }
    public bool IsDescendingKey { get; init; }
    public bool IsIncludedColumn { get; init; }
}
