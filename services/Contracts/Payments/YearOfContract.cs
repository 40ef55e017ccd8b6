using Inkoop.Contracts.Settlements;
using Inkoop.Funding;

namespace Inkoop.Contracts.Payments;

/// <summary>What one contract brings to the year of its municipalities.</summary>
internal static class YearOfContract
{
    public static IEnumerable<YearAmount> Amounts(ContractDue due, int year, AllocationsOfContract allocated)
    {
        foreach (var line in due.Before) yield return new YearAmount(line.MunicipalityCode, PaidCents: line.Cents);
        foreach (var lot in due.Lots)
        {
            if (lot.Payables is { } payables && (!lot.IsPaidByTheYear || due.Today.Year > year))
                foreach (var payable in payables) yield return new YearAmount(payable.MunicipalityCode, SettledCents: payable.Cents);
            else if (lot.IsPaidByTheYear)
                foreach (var part in YearSum(lot, year)) yield return part;
        }
        foreach (var open in Obligos(due, year, allocated)) yield return open;
    }

    // A subsidy is granted once and settled in its last year.
    private static IEnumerable<YearAmount> YearSum(LotToPay lot, int year)
    {
        var cents = lot.Terms switch
        {
            PopulationTerms population => Population.IndexedBudget(population).Cents,
            SubsidyTerms subsidy => subsidy.Term is { } term && term.Until.Year != year ? 0 : subsidy.GrantedCents,
            _ => lot.Terms.BudgetCents,
        };
        return cents == 0 ? [] : FundingFaults.Told(() => Split.Cents(cents, lot.Key)).Select(part => new YearAmount(part.Key, YearSumCents: part.Value));
    }

    private static IEnumerable<YearAmount> Obligos(ContractDue due, int year, AllocationsOfContract allocated)
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
            if (cents != 0) yield return new YearAmount(allocation.MunicipalityCode, ObligoCents: cents);
        }
    }
}
