using Inkoop.Funding;
using Inkoop.Money.Settlements;

namespace Inkoop.Money.Payments;

/// <summary>A year between one municipality and one provider under one lot, in cents.</summary>
/// <param name="PaidCents">Betaald: in runs that were paid, and recorded as paid elsewhere.</param>
/// <param name="ApprovedCents">In betaling: approved and not paid yet.</param>
public sealed record StatementLine(string MunicipalityCode, string ProviderCode, string LotId, long DueCents, long PaidCents, long DisputedCents, long ApprovedCents = 0)
{
    /// <summary>What the next run would pay.</summary>
    public long OpenCents => DueCents - PaidCents - ApprovedCents - DisputedCents;
}

/// <summary>The year statement (jaaropgave): due, paid, approved, disputed and open. Whatever is open is what a run of that moment would pay, to the cent.</summary>
public static class YearStatement
{
    /// <summary>By municipality, provider and lot; each column adds up to that of all lots.</summary>
    /// <param name="on">The day on which the municipalities are named: in the year.</param>
    /// <param name="today">The day by which they may have merged since; null: the same.</param>
    /// <param name="approved">What of <paramref name="before"/> is in runs that were approved and not paid.</param>
    public static IReadOnlyList<StatementLine> Of(
        IReadOnlyList<LotAmount> due, IReadOnlyList<LotAmount> before, IReadOnlyList<Hold> holds, IReadOnlyList<Merger> mergers, DateOnly on, DateOnly? today = null,
        IReadOnlyList<LotAmount>? approved = null)
    {
        var providers = due.Concat(before).ToLookup(line => (line.LotId, RunLines.Heir(line.Key, line.MunicipalityCode, mergers, today ?? on).Key), line => line.ProviderCode);
        string ProviderOf(Hold hold) => providers[(hold.LotId, RunLines.Heir(hold.Key, hold.MunicipalityCode, mergers, today ?? on).Key)].Min(StringComparer.Ordinal) ?? "";
        var owed = RunLines.Heirs(due, mergers, on);
        // What was paid is set against what was owed first; what is in payment takes what then is left.
        IReadOnlyList<LotAmount> paid = approved is { Count: > 0 } ? [.. before, .. approved.Select(line => line with { Cents = -line.Cents })] : before;
        return
        [
            .. owed.Select(line => (line, Column: 0))
                .Concat(Of(paid).Select(line => (line, Column: 1)))
                .Concat(Of(before).Select(line => (line, Column: 3)))
                .Concat(Of([.. holds.Where(hold => hold.Cents != 0).Select(hold => new LotAmount(hold.LotId, hold.Key, hold.MunicipalityCode, ProviderOf(hold), hold.Cents))])
                    .Select(line => (line, Column: 2)))
                .GroupBy(amount => (amount.line.MunicipalityCode, amount.line.ProviderCode, amount.line.LotId))
                .Select(row => new StatementLine(row.Key.MunicipalityCode, row.Key.ProviderCode, row.Key.LotId, Sum(row, 0), Sum(row, 1), Sum(row, 2), Sum(row, 3) - Sum(row, 1)))
                .Where(row => row.DueCents != 0 || row.PaidCents != 0 || row.ApprovedCents != 0 || row.DisputedCents != 0)
                .OrderBy(row => row.MunicipalityCode, StringComparer.Ordinal)
                .ThenBy(row => row.ProviderCode, StringComparer.Ordinal)
                .ThenBy(row => row.LotId, StringComparer.Ordinal),
        ];

        IReadOnlyList<LotAmount> Of(IReadOnlyList<LotAmount> amounts) => ThoseThatWere.Of(RunLines.Heirs(amounts, mergers, on), owed, mergers, today ?? on);

        static long Sum(IEnumerable<(LotAmount Line, int Column)> row, int column) => row.Where(amount => amount.Column == column).Sum(amount => amount.Line.Cents);
    }
}
