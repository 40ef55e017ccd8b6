using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>What a debit line (prestatie) is worth under the terms of one lot, by what is known of the care: to the cent what the settlement of its month pays for it.
/// Both use the same functions, so there is no second rule to keep equal. A spending cap is not about a line: it withholds payment, not worth.</summary>
public sealed class LineWorth(FundingTerms terms)
{
    private LinePricing? pricing;

    /// <summary>Whether anything of the lot is paid by what was told of the care, not by the line itself.</summary>
    public bool NeedsCare => terms is OutputTerms or PriceTimesQuantityTerms { Stays.Count: > 0 } or PriceTimesQuantityTerms { Measures.Count: > 0 };

    /// <summary>Null when the terms pay nothing for such a line: no tariff holds, or the lot is not paid by declaration.</summary>
    /// <param name="allocationId">The allocation that the line is on.</param>
    /// <param name="care">All care of the person by this provider: a stay or trajectory runs on from one allocation and municipality to the next.</param>
    /// <param name="reached">Parts of trajectories that were reached, by allocation.</param>
    public LinePrice? Of(CareLine line, Guid allocationId, IReadOnlyList<Care> care, ILookup<Guid, PartReached> reached) => terms switch
    {
        PriceTimesQuantityTerms effort when effort.Stays.Any(price => price.ProductId == line.ProductId) => OfStay(effort, line, allocationId, care),
        PriceTimesQuantityTerms effort when effort.Measures.Any(price => price.ProductId == line.ProductId) => OfMonth(effort, line, allocationId, care),
        PriceTimesQuantityTerms effort => ByVolume(pricing ??= new LinePricing(effort, Stress.None), line),
        OutputTerms output when output.Products.Any(price => price.ProductId == line.ProductId) => OfResult(output, line, allocationId, care, reached),
        _ => null,
    };

    private static LinePrice? ByVolume(LinePricing pricing, CareLine line) =>
        pricing.Cents(line) is { } cents ? new LinePrice(cents, pricing.TariffCents(line), IsByVolume: true) : null;

    /// <summary>The days of the stay in the product period that passed under this allocation. Stays are joined first and divided after, as they are settled, with the allocation in
    /// the place of the municipality: it is the allocation that is declared on.</summary>
    private static LinePrice OfStay(PriceTimesQuantityTerms effort, CareLine line, Guid allocationId, IReadOnlyList<Care> care)
    {
        var stays = CareFacts.Stays(care.Where(one => one.ProductId == line.ProductId), one => one.AllocationId.ToString());
        var parts = StayTiers.Settle(effort, stays, new Period(line.StartsOn, line.EndsOn), Stress.None)
            .SelectMany(stay => stay.Amount.Children.Zip(stay.Payables))
            .Where(part => part.Second.MunicipalityCode == allocationId.ToString())
            .Select(part => part.First);
        return Together(parts);
    }

    /// <summary>The calendar month of the product period, for the measures of this allocation.</summary>
    private static LinePrice OfMonth(PriceTimesQuantityTerms effort, CareLine line, Guid allocationId, IReadOnlyList<Care> care)
    {
        var own = care.Where(one => one.AllocationId == allocationId).Select(one => one.CareId.ToString()).ToHashSet();
        var measures = CareFacts.Measures(care.Where(one => one.ProductId == line.ProductId)).Where(measure => own.Contains(measure.MeasureId));
        return Together(MonthTariffs.Settle(effort, [.. measures], MonthOf(line), Stress.None).Select(measure => measure.Amount));
    }

    /// <summary>The parts of the trajectory (traject) of this allocation that were reached in the calendar month of the product period.</summary>
    private static LinePrice OfResult(OutputTerms output, CareLine line, Guid allocationId, IReadOnlyList<Care> care, ILookup<Guid, PartReached> reached)
    {
        var trajectories = CareFacts.Trajectories(care.Where(one => one.ProductId == line.ProductId), reached);
        var settled = Trajectories.Settle(output, new RecordedFacts { Trajectories = trajectories }, MonthOf(line));
        var own = settled.Total.Children.Where(trajectory => trajectory.PayableKey == Trajectories.KeyOf(allocationId.ToString())).ToList();
        var cents = own.Sum(trajectory => trajectory.Cents);
        var price = own.SelectMany(trajectory => trajectory.Children).Select(part => Number(part, "price_cents")).FirstOrDefault();
        // A price that is paid whole is its own tariff; a part of it has none.
        return new LinePrice(cents, cents == price && price.Sign > 0 ? cents : null, IsByVolume: false);
    }

    /// <summary>One amount of many; its tariff when all of it was made by one.</summary>
    private static LinePrice Together(IEnumerable<Explained> amounts)
    {
        var all = amounts.ToList();
        var tariffs = all.SelectMany(Leaves).Where(leaf => leaf.Inputs.Count > 0).Select(leaf => Number(leaf, "tariff_eur")).Distinct().ToList();
        return new LinePrice(all.Sum(amount => amount.Cents), tariffs.Count == 1 ? (tariffs[0] * 100).ToCents() : null, IsByVolume: false);
    }

    private static IEnumerable<Explained> Leaves(Explained node) => node.Children.Count == 0 ? [node] : node.Children.SelectMany(Leaves);

    private static Fraction Number(Explained leaf, string name) => leaf.Inputs.First(input => input.Name == name).Number ?? Fraction.Zero;

    private static Period MonthOf(CareLine line)
    {
        var first = new DateOnly(line.StartsOn.Year, line.StartsOn.Month, 1);
        return new Period(first, first.AddMonths(1).AddDays(-1));
    }
}
