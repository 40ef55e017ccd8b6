using System.Text.RegularExpressions;
using Inkoop.Platform.Data;

namespace Inkoop.Tests.Sql;

/// <summary>One text that a service sends, as SQL Server would get it, with the types of its parameters as far as they were seen.</summary>
internal sealed record SqlText(string Service, string Text, string Origin)
{
    public Dictionary<string, string> ParameterTypes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same text, however its parameters are called and its lines are broken.</summary>
    public string Shape => Texts.Shape(Text);
}

internal static partial class Texts
{
    private static readonly string sqlitePage = new SqliteDialect("unused").Page("");
    private static readonly string sqlServerPage = new SqlServerDialect("Database=unused").Page("");

    /// <summary>What was sent to SQLite as it would be sent to SQL Server: its page, and one parameter for a list.</summary>
    public static string ForSqlServer(string asked)
    {
        if (asked.EndsWith(sqlitePage, StringComparison.Ordinal))
            asked = asked[..^sqlitePage.Length] + sqlServerPage;
        asked = EmptyListPattern().Replace(asked, "(@$1)");
        return ListPattern().Replace(asked, "(@$1)");
    }

    /// <summary>A list in the code, before Dapper has written out its members.</summary>
    public static string WithLists(string literal) => WrittenListPattern().Replace(literal, "IN (@$1)");

    public static string Shape(string text) => SpacePattern().Replace(ParameterPattern().Replace(WithLists(text), "@"), " ").Trim();

    /// <summary>What only SQLite knows.</summary>
    public static bool IsSqliteOnly(string text) => SqlitePattern().IsMatch(text);

    /// <summary>What only SQL Server knows.</summary>
    public static bool IsSqlServerOnly(string text) => SqlServerPattern().IsMatch(text);

    /// <summary>What Microsoft.Data.Sqlite says on its own account.</summary>
    public static bool IsOfTheProvider(string text) => ProviderPattern().IsMatch(text);

    /// <summary>What a dialect says when it makes a table beside another: tests/Inkoop.Tests/Rebuilding looks at those.</summary>
    public static bool IsDeclaration(string text) => DeclarationPattern().IsMatch(text);

    [GeneratedRegex(@"^\s*(CREATE|ALTER|DROP)\b")]
    private static partial Regex DeclarationPattern();

    [GeneratedRegex(@"\(SELECT @(\w+) WHERE 1 = 0\)")]
    private static partial Regex EmptyListPattern();

    [GeneratedRegex(@"\(@([A-Za-z_]+)1(?:,@\1\d+)*\)")]
    private static partial Regex ListPattern();

    [GeneratedRegex(@"\bIN @(\w+)")]
    private static partial Regex WrittenListPattern();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex ParameterPattern();

    [GeneratedRegex(@"\s+")]
    private static partial Regex SpacePattern();

    [GeneratedRegex(@"\b(LIMIT|PRAGMA|sqlite_\w+|VACUUM|ON CONFLICT|RETURNING|pragma_\w+|AUTOINCREMENT|strftime|julianday|ifnull|group_concat|json_extract|GLOB|ROWID|INSERT OR|REPLACE INTO|IF NOT EXISTS)\b|\|\|", RegexOptions.IgnoreCase)]
    private static partial Regex SqlitePattern();

    [GeneratedRegex(@"\b(FETCH NEXT|TOP ?\(|sp_\w+|INFORMATION_SCHEMA|OBJECT_ID|sys\.\w+|OUTPUT|MERGE|GETDATE|SYSUTCDATETIME|NOLOCK|ISNULL|SCOPE_IDENTITY|DB_ID|ISOLATION LEVEL)\b|\[\w+\]", RegexOptions.IgnoreCase)]
    private static partial Regex SqlServerPattern();

    [GeneratedRegex(@"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA)\b")]
    private static partial Regex ProviderPattern();
}
