using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Inkoop.Tests.Sql;

/// <summary>What a model does not look at: kinds and collations that meet, what an INSERT leaves out, what a GROUP BY leaves bare, functions that are not there.</summary>
internal sealed class TextRules : TSqlFragmentVisitor
{
    private static readonly HashSet<string> functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "count", "count_big", "sum", "avg", "min", "max", "abs", "round", "floor", "ceiling", "concat", "upper", "lower", "translate", "ltrim", "rtrim", "trim", "len", "replace", "substring",
        "string_agg", "row_number", "rank", "dense_rank", "lag", "lead", "first_value", "last_value", "year", "month", "day", "datediff", "dateadd", "object_id", "db_id",
    };

    private static readonly HashSet<string> aggregates = new(StringComparer.OrdinalIgnoreCase) { "count", "count_big", "sum", "avg", "min", "max", "string_agg" };

    private readonly ILookup<string, Column> columns;
    private readonly IReadOnlyDictionary<string, string> sent;
    private readonly TableNames names = new();

    public TextRules(TSqlFragment text, ILookup<string, Column> columns, IReadOnlyDictionary<string, string> sent)
    {
        (this.columns, this.sent) = (columns, sent);
        text.Accept(names);
        text.Accept(this);
    }

    public List<string> Complaints { get; } = [];

    /// <summary>What a parameter that nobody saw must be: the type of the column that it meets.</summary>
    public Dictionary<string, string> Inferred { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlySet<string> Parameters => names.Parameters;

    public override void Visit(BooleanComparisonExpression node) => Meet(node.FirstExpression, node.SecondExpression, node);

    public override void Visit(BooleanTernaryExpression node)
    {
        Meet(node.FirstExpression, node.SecondExpression, node);
        Meet(node.FirstExpression, node.ThirdExpression, node);
    }

    public override void Visit(InPredicate node)
    {
        foreach (var value in node.Values)
            Meet(node.Expression, value, node);
        if (node.Subquery?.QueryExpression is QuerySpecification { SelectElements: [SelectScalarExpression { Expression: { } chosen }] })
            Meet(node.Expression, chosen, node);
    }

    public override void Visit(LikePredicate node)
    {
        Meet(node.FirstExpression, node.SecondExpression, node);
        if (KindOf(node.FirstExpression) is { } kind and not "text")
            Complain(node, $"LIKE on a {kind}");
    }

    public override void Visit(AssignmentSetClause node)
    {
        if (node.Column is not null)
            Meet(node.Column, node.NewValue, node);
    }

    public override void Visit(FunctionCall node)
    {
        var name = node.FunctionName.Value;
        if (!functions.Contains(name))
            Complain(node, $"{name} is no function that is known here");
        if (aggregates.Contains(name) && name.ToLowerInvariant() is not "string_agg" && node.Parameters.Count != 1)
            Complain(node, $"{name} takes one value");
    }

    public override void Visit(InsertSpecification node)
    {
        if (node.Target is not NamedTableReference { SchemaObject.BaseIdentifier.Value: var table })
            return;
        var given = node.Columns.Select(NameOf).ToList();
        if (given.Count == 0)
            Complain(node, $"INSERT INTO {table} names no columns");
        foreach (var column in columns.SelectMany(group => group).Where(column => column.Table == table && !column.Nullable && !column.FillsItself && !given.Contains(column.Name)))
            Complain(node, $"INSERT INTO {table} leaves out {column.Name}, which is NOT NULL");
        IEnumerable<IList<ScalarExpression>> rows = node.InsertSource switch
        {
            ValuesInsertSource values => values.RowValues.Select(row => row.ColumnValues),
            SelectInsertSource { Select: QuerySpecification select } => [[.. select.SelectElements.OfType<SelectScalarExpression>().Select(element => element.Expression)]],
            _ => [],
        };
        foreach (var row in rows)
        {
            if (row.Count != given.Count)
                Complain(node, $"{given.Count} columns get {row.Count} values");
            foreach (var (column, value) in node.Columns.Zip(row))
            {
                Meet(column, value, node);
                if (value is NullLiteral && Find(column) is { Nullable: false })
                    Complain(node, $"{NameOf(column)} is NOT NULL");
            }
        }
    }

    public override void Visit(QuerySpecification node)
    {
        var chosen = node.SelectElements.OfType<SelectScalarExpression>().ToList();
        var bare = chosen.Select(element => BareColumns.Of(element.Expression)).ToList();
        var grouped = node.GroupByClause?.GroupingSpecifications.OfType<ExpressionGroupingSpecification>().Select(group => group.Expression).ToList() ?? [];
        var groups = grouped.SelectMany(expression => BareColumns.Of(expression).Columns).ToHashSet();
        if (node.GroupByClause is not null || bare.Any(element => element.HasAggregate))
        {
            foreach (var column in bare.SelectMany(element => element.Columns).Where(column => !groups.Contains(column)).Distinct())
                Complain(node, $"{column} is neither grouped by nor aggregated");
        }

        if (node.UniqueRowFilter == UniqueRowFilter.Distinct && node.OrderByClause is { } order)
        {
            var shown = chosen.Select(element => element.ColumnName?.Value ?? (element.Expression is ColumnReferenceExpression column ? NameOf(column) : "")).ToHashSet();
            foreach (var column in order.OrderByElements.SelectMany(element => BareColumns.Of(element.Expression).Columns).Where(column => !shown.Contains(column)))
                Complain(node, $"ORDER BY {column} of a DISTINCT that does not show it");
        }
    }

    public override void Visit(QueryDerivedTable node) => NoOrder(node.QueryExpression);

    public override void Visit(ScalarSubquery node) => NoOrder(node.QueryExpression);

    public override void Visit(CommonTableExpression node) => NoOrder(node.QueryExpression);

    private void NoOrder(QueryExpression query)
    {
        if (query is { OrderByClause: not null, OffsetClause: null } && query is not QuerySpecification { TopRowFilter: not null })
            Complain(query, "ORDER BY in a subquery");
    }

    private void Meet(ScalarExpression left, ScalarExpression right, TSqlFragment where)
    {
        Infer(left, right);
        Infer(right, left);
        var (one, other) = (KindOf(left), KindOf(right));
        var literal = one == "literal" ? other : other == "literal" ? one : null;
        if (one is null || other is null || one == other || literal is "text" or "date" or "instant")
        {
            if (left is ColumnReferenceExpression first && right is ColumnReferenceExpression second && Find(first) is { } a && Find(second) is { } b && a.Kind == "text" && a.Collation != b.Collation)
                Complain(where, $"{a.Table}.{a.Name} ({a.Collation ?? "default"}) meets {b.Table}.{b.Name} ({b.Collation ?? "default"})");
            return;
        }

        Complain(where, $"a {one} meets a {other}");
    }

    private void Infer(ScalarExpression parameter, ScalarExpression partner)
    {
        if (parameter is VariableReference { Name: var name } && !sent.ContainsKey(name[1..]) && partner is ColumnReferenceExpression column && Find(column) is { } found)
            Inferred.TryAdd(name[1..], found.Type is "char" or "varchar" or "nchar" or "nvarchar" or "varbinary" ? $"{found.Type}({found.Length?.ToString() ?? "max"})" : found.Type);
    }

    private string? KindOf(ScalarExpression expression) => expression switch
    {
        ColumnReferenceExpression column => Find(column)?.Kind,
        VariableReference variable => (sent.GetValueOrDefault(variable.Name[1..]) ?? Inferred.GetValueOrDefault(variable.Name[1..])) is { } type ? Column.KindOf(type.Split('(')[0]) : null,
        IntegerLiteral or NumericLiteral => "number",
        StringLiteral => "literal",
        ParenthesisExpression inner => KindOf(inner.Expression),
        UnaryExpression inner => KindOf(inner.Expression),
        BinaryExpression both => KindOf(both.FirstExpression) ?? KindOf(both.SecondExpression),
        CoalesceExpression many => FirstKind(many.Expressions),
        NullIfExpression first => KindOf(first.FirstExpression),
        SearchedCaseExpression choice => FirstKind([.. choice.WhenClauses.Select(when => when.ThenExpression), .. choice.ElseExpression is { } other ? [other] : Array.Empty<ScalarExpression>()]),
        CastCall cast => Column.KindOf(cast.DataType.Name.BaseIdentifier.Value.ToLowerInvariant()),
        ScalarSubquery { QueryExpression: QuerySpecification { SelectElements: [SelectScalarExpression { Expression: { } chosen }] } } => KindOf(chosen),
        FunctionCall call => call.FunctionName.Value.ToLowerInvariant() switch
        {
            "count" or "count_big" or "sum" or "avg" or "abs" or "len" or "row_number" => "number",
            "min" or "max" when call.Parameters is [var only] => KindOf(only),
            "concat" or "upper" or "lower" or "replace" or "substring" or "string_agg" => "text",
            _ => null,
        },
        _ => null,
    };

    private string? FirstKind(IEnumerable<ScalarExpression> expressions) =>
        expressions.Select(KindOf).OfType<string>().OrderBy(kind => kind == "literal").FirstOrDefault();

    /// <summary>The column that is meant; null when it is of a subquery, or of tables that do not agree.</summary>
    private Column? Find(ColumnReferenceExpression reference)
    {
        if (reference.MultiPartIdentifier is not { Identifiers: { Count: > 0 } parts })
            return null;
        var tables = parts.Count > 1 ? names.Of(parts[^2].Value) : names.All;
        var found = columns[parts[^1].Value].Where(column => tables.Contains(column.Table)).ToList();
        return found.Count > 0 && found.All(column => column.Kind == found[0].Kind && column.Collation == found[0].Collation) ? found[0] : null;
    }

    private void Complain(TSqlFragment node, string what) => Complaints.Add($"line {node.StartLine}: {what}");

    private static string NameOf(ColumnReferenceExpression column) => column.MultiPartIdentifier?.Identifiers[^1].Value ?? "*";

    /// <summary>Which table a name stands for, anywhere in the text, and which parameters it has.</summary>
    private sealed class TableNames : TSqlFragmentVisitor
    {
        private readonly Dictionary<string, HashSet<string>> byName = new(StringComparer.OrdinalIgnoreCase);
        private readonly HashSet<string> declared = new(StringComparer.OrdinalIgnoreCase);
        private readonly HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);

        public HashSet<string> All { get; } = new(StringComparer.OrdinalIgnoreCase);

        public HashSet<string> Parameters => [.. used.Except(declared, StringComparer.OrdinalIgnoreCase)];

        public HashSet<string> Of(string name) => byName.GetValueOrDefault(name) ?? [];

        public override void Visit(NamedTableReference node)
        {
            var table = node.SchemaObject.BaseIdentifier.Value;
            All.Add(table);
            foreach (var name in new[] { node.Alias?.Value, table }.OfType<string>())
            {
                if (!byName.TryGetValue(name, out var tables))
                    byName[name] = tables = new(StringComparer.OrdinalIgnoreCase);
                tables.Add(table);
            }
        }

        public override void Visit(VariableReference node) => used.Add(node.Name[1..]);

        public override void Visit(DeclareVariableElement node) => declared.Add(node.VariableName.Value[1..]);
    }

    /// <summary>The columns of an expression that stand outside aggregates and subqueries.</summary>
    private sealed class BareColumns : TSqlFragmentVisitor
    {
        public List<string> Columns { get; } = [];

        public bool HasAggregate { get; private set; }

        public static BareColumns Of(TSqlFragment expression)
        {
            var found = new BareColumns();
            expression.Accept(found);
            return found;
        }

        public override void ExplicitVisit(FunctionCall node)
        {
            if (node.OverClause is null && aggregates.Contains(node.FunctionName.Value))
                HasAggregate = true;
            else
                base.ExplicitVisit(node);
        }

        public override void ExplicitVisit(ScalarSubquery node)
        {
        }

        public override void ExplicitVisit(ColumnReferenceExpression node) => Columns.Add(NameOf(node));
    }
}
