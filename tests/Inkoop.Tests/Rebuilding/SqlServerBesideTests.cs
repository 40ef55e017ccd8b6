using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Tests.Sql;
using Inkoop.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Rebuilding;

/// <summary>
/// Without a server: the tables as the migrations leave them are told as its catalog would, and what is written from that is parsed and says the same.
/// </summary>
public sealed class SqlServerBesideTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    [Fact]
    public void every_projected_table_is_declared_beside_itself_as_the_migrations_left_it()
    {
        var tables = app.Services.GetServices<Projection>().SelectMany(projection => projection.Tables.Select(table => (projection.Database.Service, Table: table))).ToList();
        foreach (var (service, table) in tables)
        {
            var module = AllTexts.Modules.Single(module => module.Name == service);
            var declared = Schema.Of(service, typeof(Database).Assembly, module.GetType().Assembly).Declarations
                .SelectMany(text => Schema.Parse(text, service).Batches.SelectMany(batch => batch.Statements)).ToList();
            var live = declared.OfType<CreateTableStatement>().Single(create => create.SchemaObjectName.BaseIdentifier.Value == table);
            var indexes = declared.OfType<CreateIndexStatement>().Where(index => index.OnName.BaseIdentifier.Value == table).ToList();
            live.Definition.TableConstraints.ShouldAllBe(constraint => constraint is UniqueConstraintDefinition, $"{table} has a constraint that would be lost");

            var catalog = Constraints(live).Concat(indexes.Select(Catalog)).ToList();
            var definition = SqlServerBeside.Definition(live.Definition.ColumnDefinitions.Select(Catalog), catalog);
            var beside = (CreateTableStatement)Schema.Parse($"CREATE TABLE beside.{table} ({definition})", table).Batches[0].Statements[0];

            Columns(beside).ShouldBe(Columns(live), table);
            Say(Constraints(beside)).ShouldBe(Say(Constraints(live)), table);
            var made = catalog.Where(index => !index[0].IsPrimaryKey && !index[0].IsUniqueConstraint).Select(index => SqlServerBeside.IndexText(table, index))
                .Select(text => (CreateIndexStatement)Schema.Parse(text, table).Batches[0].Statements[0]).ToList();
            made.ShouldAllBe(index => index.OnName.SchemaIdentifier.Value == "beside");
            Say(made.Select(Catalog)).ShouldBe(Say(indexes.Select(Catalog)), table);
        }
    }

    private static IEnumerable<string> Columns(CreateTableStatement table) => table.Definition.ColumnDefinitions.Select(Catalog).Select(column => column.ToString());

    private static IEnumerable<string> Say(IEnumerable<IReadOnlyList<SqlServerIndexColumn>> indexes) =>
        indexes.Select(index => string.Join("; ", index.Select(column => column.ToString().Replace("[", "").Replace("]", "")))).Order(StringComparer.Ordinal);

    private static SqlServerColumn Catalog(ColumnDefinition column)
    {
        var type = (ParameterizedDataTypeReference)column.DataType;
        var name = type.Name.BaseIdentifier.Value.ToLowerInvariant();
        var lengths = type.Parameters.Select(parameter => parameter is MaxLiteral ? -1 : int.Parse(parameter.Value)).ToList();
        var isKey = column.Constraints.OfType<UniqueConstraintDefinition>().Any(constraint => constraint.IsPrimaryKey);
        column.IdentityOptions.ShouldBeNull($"{column.ColumnIdentifier.Value} would lose its numbering");
        return new SqlServerColumn
        {
            Name = column.ColumnIdentifier.Value,
            TypeName = name,
            MaxLength = !name.EndsWith("char", StringComparison.Ordinal) && !name.EndsWith("binary", StringComparison.Ordinal) ? 0 : lengths is [var length] && name.EndsWith("char", StringComparison.Ordinal) && name[0] == 'n' && length > 0 ? 2 * length : lengths.FirstOrDefault(),
            Precision = name == "decimal" ? lengths[0] : 0,
            Scale = name == "decimal" ? lengths[1] : name == "datetimeoffset" ? lengths.FirstOrDefault(7) : 0,
            CollationName = column.Collation?.Value,
            IsNullable = !isKey && column.Constraints.OfType<NullableConstraintDefinition>().FirstOrDefault()?.Nullable != false,
            DefaultName = column.DefaultConstraint is { } filled ? filled.ConstraintIdentifier?.Value ?? "df" : null,
            DefaultDefinition = column.DefaultConstraint is { } one ? Text(one.Expression) : null,
        };
    }

    private static IEnumerable<IReadOnlyList<SqlServerIndexColumn>> Constraints(CreateTableStatement table) =>
        table.Definition.TableConstraints.OfType<UniqueConstraintDefinition>().Select(constraint => (constraint, Columns: constraint.Columns.Select(Named).ToList()))
            .Concat(table.Definition.ColumnDefinitions.SelectMany(column => column.Constraints.OfType<UniqueConstraintDefinition>()
                .Select(constraint => (constraint, Columns: new List<(string, bool)> { (column.ColumnIdentifier.Value, false) }))))
            .Select(one => one.Columns.Select((column, i) => new SqlServerIndexColumn
            {
                IndexName = one.constraint.ConstraintIdentifier.Value,
                IsPrimaryKey = one.constraint.IsPrimaryKey,
                IsUnique = true,
                IsUniqueConstraint = !one.constraint.IsPrimaryKey,
                TypeDesc = (one.constraint.Clustered ?? one.constraint.IsPrimaryKey) ? "CLUSTERED" : "NONCLUSTERED",
                ColumnName = column.Item1,
                IsDescendingKey = column.Item2,
                KeyOrdinal = i + 1,
            }).ToList());

    private static IReadOnlyList<SqlServerIndexColumn> Catalog(CreateIndexStatement index) =>
    [
        .. index.Columns.Select(Named).Select((column, i) => Of(index, column.Name, column.IsDescending, i + 1)),
        .. index.IncludeColumns.Select(column => Of(index, column.MultiPartIdentifier.Identifiers[^1].Value, false, 0)),
    ];

    private static SqlServerIndexColumn Of(CreateIndexStatement index, string column, bool isDescending, int ordinal) => new()
    {
        IndexName = index.Name.Value,
        IsUnique = index.Unique,
        TypeDesc = index.Clustered == true ? "CLUSTERED" : "NONCLUSTERED",
        FilterDefinition = index.FilterPredicate is { } filter ? Text(filter) : null,
        ColumnName = column,
        KeyOrdinal = ordinal,
        IsDescendingKey = isDescending,
        IsIncludedColumn = ordinal == 0,
    };

    private static (string Name, bool IsDescending) Named(ColumnWithSortOrder column) =>
        (column.Column.MultiPartIdentifier.Identifiers[^1].Value, column.SortOrder == SortOrder.Descending);

    private static string Text(TSqlFragment fragment)
    {
        new Sql160ScriptGenerator().GenerateScript(fragment, out var text);
        return text;
    }
}
