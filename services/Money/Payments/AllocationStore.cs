using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Inkoop.Money.Payments;

/// <summary>What was declared on an allocation in one unit, debits less credits: of the year, and of all until the end of it.</summary>
internal sealed record DeclaredOn
{
    public Guid AllocationId { get; init; }
    /// <summary>Eenheid (WJ756).</summary>
    public string Unit { get; init; } = "";
    public long YearCents { get; init; }
    public long AllCents { get; init; }
    public long YearVolume { get; init; }
    public long AllVolume { get; init; }
    /// <summary>Of the months of the year that can still be declared by the term of the contract.</summary>
    public long TermCents { get; init; }
    public long TermVolume { get; init; }
}

/// <summary>What was allocated under a contract and still stands, with what was declared on it.</summary>
internal sealed record AllocationsOfContract(IReadOnlyList<AllocatedCare> Allocations, ILookup<Guid, DeclaredOn> Declared, ILookup<Guid, Guid> Reports);

internal static class AllocationStore
{
    /// <param name="declarableFrom">The first day whose care can still be declared.</param>
    public static async Task<AllocationsOfContract> ReadAsync(DbConnection connection, Guid contractId, int year, DateTimeOffset asOf, DateOnly declarableFrom)
    {
        var months = year.ToString(CultureInfo.InvariantCulture);
        var (firstMonth, termMonth) = (months + "-01", declarableFrom.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        if (string.CompareOrdinal(termMonth, firstMonth) < 0) termMonth = firstMonth;
        var arguments = new { contractId, asOf, termMonth, firstDay = new DateOnly(year, 1, 1), lastDay = new DateOnly(year, 12, 31), firstMonth, lastMonth = months + "-12" };
        var allocations = await connection.QueryAsync<AllocatedCare>(Standing, arguments);
        var declared = await connection.QueryAsync<DeclaredOn>(Declared, arguments);
        var reports = await connection.QueryAsync<ReportRow>("SELECT DISTINCT allocation_id, report_id FROM care WHERE contract_id = @contractId", arguments);
        return new AllocationsOfContract(
            allocations.AsList(),
            declared.ToLookup(row => row.AllocationId),
            reports.ToLookup(row => row.AllocationId, row => row.ReportId));
    }

    // The newest version known by then, when that does not take the allocation away.
    private const string Standing = """
        SELECT a.allocation_id, a.product_id, a.municipality_code, a.volume, a.unit, a.frequency, a.starts_on, a.ends_on
        FROM allocation a
        WHERE a.contract_id = @contractId AND a.is_removed = 0 AND a.starts_on <= @lastDay AND (a.ends_on IS NULL OR a.ends_on >= @firstDay)
            AND a.version = (SELECT MAX(b.version) FROM allocation b WHERE b.allocation_id = a.allocation_id AND b.recorded_at <= @asOf)
        """;

    private const string Declared = """
        SELECT allocation_id, unit,
            SUM(CASE WHEN month < @firstMonth THEN 0 WHEN is_credit = 1 THEN -amount_cents ELSE amount_cents END) AS year_cents,
            SUM(CASE WHEN is_credit = 1 THEN -amount_cents ELSE amount_cents END) AS all_cents,
            SUM(CASE WHEN month < @firstMonth THEN 0 WHEN is_credit = 1 THEN -volume ELSE volume END) AS year_volume,
            SUM(CASE WHEN is_credit = 1 THEN -volume ELSE volume END) AS all_volume,
            SUM(CASE WHEN month < @termMonth THEN 0 WHEN is_credit = 1 THEN -amount_cents ELSE amount_cents END) AS term_cents,
            SUM(CASE WHEN month < @termMonth THEN 0 WHEN is_credit = 1 THEN -volume ELSE volume END) AS term_volume
        FROM ledger_line
        WHERE contract_id = @contractId AND month <= @lastMonth AND accepted_at <= @asOf AND allocation_id IS NOT NULL
        GROUP BY allocation_id, unit
        """;

    private sealed record ReportRow
    {
        public Guid AllocationId { get; init; }
        public Guid ReportId { get; init; }
    }
}
