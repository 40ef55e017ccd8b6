using System.Reflection;
using Inkoop.Platform.Data;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Shouldly;

namespace Inkoop.Tests.Sql;

/// <summary>A column as the migrations leave it.</summary>
internal sealed record Column(string Table, string Name, string Type, int? Length, string? Collation, bool Nullable, bool FillsItself)
{
    /// <summary>What compares with what: number, text, date, instant or binary.</summary>
    public string Kind => KindOf(Type);

    public static string KindOf(string type) => type switch
    {
        "bigint" or "int" or "smallint" or "tinyint" or "bit" or "decimal" => "number",
        "char" or "varchar" or "nchar" or "nvarchar" => "text",
        "date" => "date",
        "datetimeoffset" => "instant",
        "varbinary" or "binary" => "binary",
        _ => throw new InvalidOperationException($"No kind for {type}."),
    };
}

/// <summary>
/// The tables of one service after all its SQL Server migrations. A model takes declarations only, so what a migration alters is folded
/// into the table that an earlier one made; what it does with rows is kept to be judged.
/// </summary>
internal sealed class Schema
{
    private readonly Dictionary<string, CreateTableStatement> tables = [];
    private readonly Dictionary<string, CreateIndexStatement> indexes = [];
    private readonly List<SqlText> rowWork = [];

    private Schema(string service) => Service = service;

    public string Service { get; }

    /// <summary>Statements of migrations that move rows.</summary>
    public IReadOnlyList<SqlText> RowWork => rowWork;

    public ILookup<string, Column> Columns => tables.Values.SelectMany(ColumnsOf).ToLookup(column => column.Name);

    /// <summary>The columns of each primary key, unique constraint and unique index.</summary>
    public IEnumerable<(string Key, Column Column)> KeyColumns =>
        from key in Keys()
        from name in key.Columns
        select (key.Name, ColumnsOf(tables[key.Table]).Single(column => column.Name == name));

    public IEnumerable<string> Declarations => tables.Values.Cast<TSqlStatement>().Concat(indexes.Values).Select(Script);

    public static Schema Of(string service, params IReadOnlyList<Assembly> assemblies) => Of(service, Migration.Find("sqlserver", assemblies));

    public static Schema Of(string service, IEnumerable<Migration> migrations)
    {
        var schema = new Schema(service);
        schema.Fold(new SqlServerDialect("Database=unused").JournalTable, "the journal");
        foreach (var migration in migrations)
            schema.Fold(migration.Sql, migration.Name);
        return schema;
    }

    public static TSqlScript Parse(string sql, string origin)
    {
        var script = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        errors.Select(error => $"line {error.Line}: {error.Message}").ShouldBeEmpty(origin + "\n" + sql);
        return script;
    }

    private static string Script(TSqlFragment fragment)
    {
        new Sql160ScriptGenerator().GenerateScript(fragment, out var text);
        return text;
    }

    private void Fold(string sql, string migration)
    {
        foreach (var statement in Parse(sql, migration).Batches.SelectMany(batch => batch.Statements))
        {
            switch (statement)
            {
                case CreateTableStatement create:
                    tables.Add(create.SchemaObjectName.BaseIdentifier.Value, create);
                    break;
                case IfStatement { ThenStatement: CreateTableStatement create }:
                    tables.Add(create.SchemaObjectName.BaseIdentifier.Value, create);
                    break;
                case CreateIndexStatement create:
                    indexes.Add(create.Name.Value, create);
                    break;
                case DropIndexStatement drop:
                    foreach (var clause in drop.DropIndexClauses.Cast<DropIndexClause>())
                        indexes.Remove(clause.Index.Value).ShouldBeTrue($"{migration} drops {clause.Index.Value}, which is not there");
                    break;
                case AlterTableAddTableElementStatement add:
                    foreach (var column in add.Definition.ColumnDefinitions)
                        TableOf(add).ColumnDefinitions.Add(column);
                    foreach (var constraint in add.Definition.TableConstraints)
                        TableOf(add).TableConstraints.Add(constraint);
                    break;
                case AlterTableAlterColumnStatement alter:
                    Alter(TableOf(alter).ColumnDefinitions.Single(column => column.ColumnIdentifier.Value == alter.ColumnIdentifier.Value), alter);
                    break;
                case AlterTableDropTableElementStatement drop:
                    foreach (var element in drop.AlterTableDropTableElements)
                        Drop(TableOf(drop), element.Name.Value, migration);
                    break;
                case ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableStringList { Strings: [StringLiteral inner] } }:
                    Fold(inner.Value, migration);
                    break;
                default:
                    rowWork.Add(new SqlText(Service, Script(statement), migration));
                    break;
            }
        }
    }

    private TableDefinition TableOf(AlterTableStatement statement) => tables[statement.SchemaObjectName.BaseIdentifier.Value].Definition;

    private static void Alter(ColumnDefinition column, AlterTableAlterColumnStatement alter)
    {
        column.DataType = alter.DataType;
        column.Collation = alter.Collation;
        foreach (var old in column.Constraints.OfType<NullableConstraintDefinition>().ToList())
            column.Constraints.Remove(old);
        column.Constraints.Add(new NullableConstraintDefinition { Nullable = alter.AlterTableAlterColumnOption != AlterTableAlterColumnOption.NotNull });
    }

    private static void Drop(TableDefinition table, string name, string migration)
    {
        bool Named(ConstraintDefinition constraint) => constraint.ConstraintIdentifier?.Value == name;
        if (table.TableConstraints.FirstOrDefault(Named) is { } ofTable)
            table.TableConstraints.Remove(ofTable);
        else if (table.ColumnDefinitions.FirstOrDefault(column => column.Constraints.Any(Named)) is { } owner)
            owner.Constraints.Remove(owner.Constraints.First(Named));
        else if (table.ColumnDefinitions.FirstOrDefault(column => column.DefaultConstraint is { } one && Named(one)) is { } filled)
            filled.DefaultConstraint = null;
        else
            throw new InvalidOperationException($"{migration} drops {name}, which is not there.");
    }

    private static IEnumerable<Column> ColumnsOf(CreateTableStatement table) => table.Definition.ColumnDefinitions.Select(column =>
    {
        var type = (ParameterizedDataTypeReference)column.DataType;
        var inKey = column.Constraints.OfType<UniqueConstraintDefinition>().Any(constraint => constraint.IsPrimaryKey);
        return new Column(
            table.SchemaObjectName.BaseIdentifier.Value, column.ColumnIdentifier.Value, type.Name.BaseIdentifier.Value.ToLowerInvariant(),
            type.Parameters is [IntegerLiteral length] ? int.Parse(length.Value) : null, column.Collation?.Value,
            !inKey && column.Constraints.OfType<NullableConstraintDefinition>().FirstOrDefault()?.Nullable != false,
            column.IdentityOptions is not null || column.DefaultConstraint is not null);
    });

    private IEnumerable<(string Name, string Table, IEnumerable<string> Columns)> Keys()
    {
        static IEnumerable<string> Names(IEnumerable<ColumnWithSortOrder> columns) => columns.Select(column => column.Column.MultiPartIdentifier.Identifiers[^1].Value);
        foreach (var (name, table) in tables)
        {
            foreach (var constraint in table.Definition.TableConstraints.OfType<UniqueConstraintDefinition>())
                yield return (constraint.ConstraintIdentifier.Value, name, Names(constraint.Columns));
            foreach (var column in table.Definition.ColumnDefinitions)
                foreach (var constraint in column.Constraints.OfType<UniqueConstraintDefinition>())
                    yield return (constraint.ConstraintIdentifier.Value, name, [column.ColumnIdentifier.Value]);
        }

        foreach (var index in indexes.Values.Where(index => index.Unique))
            yield return (index.Name.Value, index.OnName.BaseIdentifier.Value, Names(index.Columns));
    }
}
