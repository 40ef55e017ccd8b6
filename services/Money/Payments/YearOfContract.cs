using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Inkoop.Wire.Events;

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

    public const string ObligoTooLarge = "obligo_too_large";
    /// <summary>More than this of one lot is no obligo of ours: regions still add up to an int64 of cents.</summary>
    private const long LargestObligoCents = 1_000_000_000_000_000;
    private const string ObligoTooLargeText = "De openstaande verplichting (obligo) is te groot om mee te rekenen; kijk na wat is toegewezen. Zij telt niet mee.";

    /// <summary>What was allocated and may still be declared in the year, by allocation (obligo). A lot whose sum cannot be counted is left out whole, by name.</summary>
    public static (IReadOnlyList<(string MunicipalityCode, long Cents)> Bound, IReadOnlyList<LeftOut> LeftOut) Committed(
        ContractDue due, int year, AllocationsOfContract allocated)
    {
        var lots = due.Lots.Where(lot => lot.Terms is PriceTimesQuantityTerms or OutputTerms).ToDictionary(lot => lot.LotId);
        var products = due.Contract.Products.Where(product => lots.ContainsKey(product.LotId)).ToDictionary(product => product.ProductId);
        // Stays, measures and trajectories are not declared but settled, under the report or the allocation that they began with.
        var settled = lots.Values.SelectMany(lot => lot.Payables ?? []).Where(payable => !payable.Key.StartsWith("line/", StringComparison.Ordinal))
            .Select(payable => (Parts: payable.Key.Split('/'), payable.Cents)).Where(one => one.Parts.Length > 1)
            .GroupBy(one => one.Parts[1]).ToDictionary(same => same.Key, same => same.Sum(one => one.Cents));
        var byLot = allocated.Allocations.GroupBy(allocation => ContractFacts.LotOf(due.Contract, allocation.ProductId)).ToList();
        var counted = byLot.Select(lot => (LotId: lot.Key, Amounts: Counted(() => [.. lot.Select(allocation => (allocation.MunicipalityCode, Bound(allocation)))]))).ToList();
        return (
            [.. counted.SelectMany(lot => lot.Amounts ?? []).Where(one => one.Cents != 0)],
            [.. counted.Where(lot => lot.Amounts is null).Select(lot => new LeftOut(lot.LotId, ObligoTooLarge, ObligoTooLargeText))]);

        long Bound(AllocatedCare allocation)
        {
            // A whole category may be used for the dearest of its products; more than that cannot come.
            var bought = products.TryGetValue(allocation.ProductId, out var one) ? [one] : products.Values.Where(product => product.Category == allocation.ProductId).ToList();
            var declared = allocated.Declared[allocation.AllocationId].ToList();
            var begun = allocated.Reports[allocation.AllocationId].Append(allocation.AllocationId).Distinct().Sum(id => settled.GetValueOrDefault(id.ToString()));
            return bought.Select(product => BoundAt(allocation, product, declared, begun)).DefaultIfEmpty().Max();
        }

        long BoundAt(AllocatedCare allocation, ProductTerm product, IReadOnlyList<DeclaredOn> declared, long begun)
        {
            var inTotal = allocation.Frequency == Obligo.InTotal;
            // What is paid by the day, the month or the result is settled by what was told of the care, declared or not: the term for declaring is not its own.
            var byLine = lots[product.LotId].Terms is PriceTimesQuantityTerms effort
                && !effort.Stays.Any(stay => stay.ProductId == product.ProductId) && !effort.Measures.Any(measure => measure.ProductId == product.ProductId);
            var cents = declared.Sum(lines => inTotal ? lines.AllCents : byLine ? lines.TermCents : lines.YearCents);
            var volume = declared.Aggregate(Fraction.Zero, (sum, lines) =>
                sum + ((inTotal ? lines.AllVolume : byLine ? lines.TermVolume : lines.YearVolume) * Obligo.PerUnit(lines.Unit, allocation.Unit)));
            return Obligo.Cents(allocation, product, BuysUntil(due, allocation.MunicipalityCode), year, cents + begun, volume,
                due.Contract.RoundingRule, Obligo.DeclarableFrom(due.Today, byLine ? due.Contract.DeclarationMonths : null));
        }
    }

    /// <summary>Null when they are too large to add up.</summary>
    private static IReadOnlyList<(string MunicipalityCode, long Cents)>? Counted(Func<IReadOnlyList<(string MunicipalityCode, long Cents)>> amounts)
    {
        try
        {
            var counted = amounts();
            return counted.Sum(one => one.Cents) > LargestObligoCents ? null : counted;
        }
        catch (OverflowException)
        {
            return null;
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
