using System.Text.RegularExpressions;
using Inkoop.Platform.Data;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Sql;

/// <summary>A question costs what it asks: no statement of the product reads a table whole that grows with lines, messages or clients.</summary>
[Collection(nameof(AllTexts))]
public sealed partial class IndexTests(AllTexts texts)
{
    private static readonly HashSet<string> big = new(StringComparer.Ordinal)
    {
        "event", "inbox", "answer", "ledger_line", "ledger_sum", "care", "settled_cell", "lot_year", "year_cell", "payment_line", "client", "disposition", "allocation", "message",
        "message_body", "message_finding", "used_identification", "declaration_line", "rejected_line", "care_start", "care_stop", "settled_month", "declared_quarter", "indicator_result",
    };

    /// <summary>Statements that may: how each begins, and why.</summary>
    private static readonly (string Begins, string Why)[] allowed =
    [
        ("SELECT * FROM ", "a rebuild compares its tables whole, and the first start of money takes all that Contracts had"),
        ("SELECT event_id, type, subject, subject_version, actor", "the same first start"),
        ("SELECT organisation, method, request_id, digest", "the same first start"),
        ("SELECT CASE WHEN EXISTS (SELECT 1 FROM inbox)", "stops at the first row"),
        ("SELECT COUNT(*) FROM allocation a", "how many there are when nothing narrower was asked"),
        ("SELECT COUNT(*) FROM message m", "how many there are when nothing narrower was asked"),
        ("SELECT COUNT(*) FROM disposition d", "how many there are when nothing narrower was asked"),
    ];

    // A page of a list walks the index of its order and stops when it is full; what is not published yet has an index of its own.
    private static bool Stops(string plan, string asked) =>
        plan.Contains("INDEX ix_event_unpublished", StringComparison.Ordinal)
        || (asked.Contains("LIMIT @take", StringComparison.Ordinal) && !plan.Contains("TEMP B-TREE", StringComparison.Ordinal));

    [Fact]
    public void no_question_reads_a_big_table_whole()
    {
        var scans = new List<string>();
        foreach (var module in AllTexts.Modules)
        {
            using var database = new SqliteConnection("Data Source=:memory:");
            database.Open();
            Run(database, new SqliteDialect("unused").JournalTable);
            foreach (var migration in Migration.Find("sqlite", typeof(Database).Assembly, module.GetType().Assembly))
                Run(database, migration.Sql);
            foreach (var (asked, text) in texts.Asked.Where(entry => entry.Text.Service == module.Name && Statement().IsMatch(entry.Asked)))
                scans.AddRange(Scans(database, asked, text).Select(scan => $"{module.Name}: {scan}\n    {asked.Trim()}"));
        }
        scans.Where(scan => !allowed.Any(one => Begins(scan, one.Begins))).Distinct().ShouldBeEmpty();
        allowed.Where(one => !scans.Any(scan => Begins(scan, one.Begins))).Select(one => one.Begins).ShouldBeEmpty("needs no exception any more");

        static bool Begins(string scan, string text) => scan.Contains("\n    " + text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Scans(SqliteConnection database, string asked, SqlText text)
    {
        using var plan = database.CreateCommand();
        plan.CommandText = "EXPLAIN QUERY PLAN " + asked;
        foreach (Match name in Parameter().Matches(asked).DistinctBy(match => match.Value))
            plan.Parameters.AddWithValue(name.Value, text.ParameterTypes.GetValueOrDefault(name.Value[1..], "") is "int" or "bigint" or "bit" ? 1 : "a");
        var names = Tables().Matches(asked).Where(match => match.Groups[2].Success).GroupBy(match => match.Groups[2].Value).ToDictionary(same => same.Key, same => same.First().Groups[1].Value);
        var steps = new List<string>();
        using (var reader = plan.ExecuteReader())
            while (reader.Read())
                steps.Add(reader.GetString(3));
        var whole = string.Join("; ", steps);
        return steps.Select(step => (Step: step, Scan: Scan().Match(step))).Where(one => one.Scan.Success)
            .Where(one => big.Contains(names.GetValueOrDefault(one.Scan.Groups[1].Value, one.Scan.Groups[1].Value)))
            .Where(_ => !Stops(whole, asked)).Select(_ => whole);
    }

    private static void Run(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"^\s*(SELECT|WITH|UPDATE|DELETE|INSERT)\b")]
    private static partial Regex Statement();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\b(?:FROM|JOIN)\s+(\w+)(?:\s+(?:AS\s+)?(?!(?:WHERE|ON|JOIN|LEFT|INNER|GROUP|ORDER|SET|LIMIT|USING)\b)(\w+))?")]
    private static partial Regex Tables();

    [GeneratedRegex(@"^SCAN (\w+)")]
    private static partial Regex Scan();
}
