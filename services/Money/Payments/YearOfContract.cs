using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Money.Settlements;

namespace Inkoop.Money.Payments;

/// <summary>Of what is not settled yet: what a year may still cost by its contract.</summary>
internal static class YearOfContract
{
    /// <summary>Sums of lots that are paid by the year and not settled yet, by municipality (jaarsom).</summary>
    public static IEnumerable<(string LotId, string MunicipalityCode, long Cents)> Expected(ContractDue due, int year) =>
        due.Lots.Where(lot => lot.IsPaidByTheYear && (lot.Payables is null || due.Today.Year <= year))
            .SelectMany(lot => YearSum(lot, year, Inkoop.Ijw.Dates.Earliest(due.Today, new DateOnly(year, 12, 31))));

    // A subsidy is granted once and settled in its last year.
    private static IEnumerable<(string LotId, string MunicipalityCode, long Cents)> YearSum(LotToPay lot, int year, DateOnly on)
    {
        // A subsidy that was determined while the year runs is that sum.
        var cents = lot.Terms is SubsidyTerms { Term: { } term } && term.Until.Year != year ? 0
            : lot is { Terms: SubsidyTerms, Payables: { } determined } ? determined.Sum(payable => payable.Cents)
            : SumOf(lot.Terms);
        return cents == 0 ? [] : FundingFaults.Told(() => Split.Cents(cents, SplitKeys.After(lot.Key, lot.Mergers, on))).Select(part => (lot.LotId, part.Key, part.Value));
    }

    /// <summary>The sum of a year by the contract, in cents.</summary>
    public static long SumOf(FundingTerms terms) => terms switch
    {
        PopulationTerms population => Population.IndexedBudget(population).Cents,
        SubsidyTerms subsidy => subsidy.GrantedCents,
        _ => terms.BudgetCents,
    };

    /// <summary>What was allocated and may still be declared in the year, by allocation (obligo).</summary>
    public static IEnumerable<(string MunicipalityCode, long Cents)> Committed(ContractDue due, int year, AllocationsOfContract allocated)
    {
        var lots = due.Lots.Where(lot => lot.Terms is PriceTimesQuantityTerms or OutputTerms).ToDictionary(lot => lot.LotId);
        var products = due.Contract.Products.Where(product => lots.ContainsKey(product.LotId)).ToDictionary(product => product.ProductId);
        // Stays, measures and trajectories are not declared but settled, under the report or the allocation that they began with.
        var settled = lots.Values.SelectMany(lot => lot.Payables ?? []).Where(payable => !payable.Key.StartsWith("line/", StringComparison.Ordinal))
            .Select(payable => (Parts: payable.Key.Split('/'), payable.Cents)).Where(one => one.Parts.Length > 1)
            .GroupBy(one => one.Parts[1]).ToDictionary(same => same.Key, same => same.Sum(one => one.Cents));
        foreach (var allocation in allocated.Allocations)
        {
            // A whole category may be used for the dearest of its products; more than that cannot come.
            var bought = products.TryGetValue(allocation.ProductId, out var one) ? [one] : products.Values.Where(product => product.Category == allocation.ProductId).ToList();
            var inTotal = allocation.Frequency == Obligo.InTotal;
            var declared = allocated.Declared[allocation.AllocationId].ToList();
            var cents = declared.Sum(lines => inTotal ? lines.AllCents : lines.YearCents);
            var volume = declared.Aggregate(Fraction.Zero, (sum, lines) => sum + ((inTotal ? lines.AllVolume : lines.YearVolume) * Obligo.PerUnit(lines.Unit, allocation.Unit)));
            var begun = allocated.Reports[allocation.AllocationId].Append(allocation.AllocationId).Distinct().Sum(id => settled.GetValueOrDefault(id.ToString()));
            var bound = bought.Select(product => Obligo.Cents(allocation, product, BuysUntil(due, allocation.MunicipalityCode), year, cents + begun, volume,
                due.Contract.RoundingRule, Obligo.DeclarableFrom(due.Today))).DefaultIfEmpty().Max();
            if (bound != 0) yield return (allocation.MunicipalityCode, bound);
        }
    }

    // A municipality that left is bound to nothing from then on; one that merged, as long as the one that it became part of buys.
    private static DateOnly BuysUntil(ContractDue due, string municipalityCode)
    {
        var heir = Mergers.CodeOn(municipalityCode, due.Mergers, DateOnly.MaxValue);
        var ends = due.Contract.Buyers.Where(buyer => buyer.MunicipalityCode == municipalityCode || buyer.MunicipalityCode == heir)
            .Select(buyer => buyer.ValidUntil ?? due.Contract.EndsOn).ToList();
        return ends.Count == 0 ? due.Contract.EndsOn : Inkoop.Ijw.Dates.Earliest(ends.Max(), due.Contract.EndsOn);
    }
}
