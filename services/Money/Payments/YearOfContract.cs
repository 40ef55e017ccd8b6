using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Money.Settlements;

namespace Inkoop.Money.Payments;

/// <summary>Of what is not settled yet: what a year may still cost by its contract.</summary>
internal static class YearOfContract
{
    /// <summary>Sums of lots that are paid by the year and not settled yet, by municipality (jaarsom).</summary>
    public static IEnumerable<(string LotId, string MunicipalityCode, long Cents)> Expected(ContractDue due, int year) =>
        due.Lots.Where(lot => lot.IsPaidByTheYear && (lot.Payables is null || due.Today.Year <= year)).SelectMany(lot => YearSum(lot, year));

    // A subsidy is granted once and settled in its last year.
    private static IEnumerable<(string LotId, string MunicipalityCode, long Cents)> YearSum(LotToPay lot, int year)
    {
        var cents = lot.Terms switch
        {
            PopulationTerms population => Population.IndexedBudget(population).Cents,
            SubsidyTerms subsidy => subsidy.Term is { } term && term.Until.Year != year ? 0 : subsidy.GrantedCents,
            _ => lot.Terms.BudgetCents,
        };
        return cents == 0 ? [] : FundingFaults.Told(() => Split.Cents(cents, lot.Key)).Select(part => (lot.LotId, part.Key, part.Value));
    }

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
            var (ofYear, ofAll) = allocated.Declared.GetValueOrDefault(allocation.AllocationId);
            var begun = allocated.Reports[allocation.AllocationId].Append(allocation.AllocationId).Distinct().Sum(id => settled.GetValueOrDefault(id.ToString()));
            var cents = bought.Select(product => Obligo.Cents(allocation, product, due.Contract.EndsOn, year, (allocation.Frequency == Obligo.InTotal ? ofAll : ofYear) + begun)).DefaultIfEmpty().Max();
            if (cents != 0) yield return (allocation.MunicipalityCode, cents);
        }
    }
}
