using Inkoop.Agreements;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Contracts.Amending;

/// <summary>Which part of the funding (bekostiging) of a running lot may change: what the arrangement itself dates on or after the day of the change.</summary>
public static class AmendedFunding
{
    public static bool Keeps(LotState before, LotState after, ContractState current, DateOnly from)
    {
        if (before.FundingModel != after.FundingModel || !(before.Categories ?? []).SequenceEqual(after.Categories ?? []))
            return false;
        var known = current.Products.Select(product => product.ProductId).ToHashSet();
        return Past(before.Funding, known, from).Equals(Past(after.Funding, known, from));
    }

    // What is left speaks of days before the change, or of all days.
    private static FundingArrangement Past(FundingArrangement? funding, HashSet<string> known, DateOnly from)
    {
        var past = funding?.Clone() ?? new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() };
        if (past.PriceTimesQuantity is { } lines)
        {
            Keep(lines.Stays, stay => known.Contains(stay.ProductId));
            Keep(lines.MonthProductIds, known.Contains);
            Keep(lines.Caps, cap => WireText.ParseDay(cap.From) < from);
        }
        if (past.Population is { } population)
        {
            Keep(population.Weights, weight => weight.Year < from.Year);
            Keep(population.Index, index => index.Year < from.Year);
        }
        return past;
    }

    private static void Keep<T>(Google.Protobuf.Collections.RepeatedField<T> list, Func<T, bool> isPast)
    {
        for (var i = list.Count - 1; i >= 0; i--)
            if (!isPast(list[i]))
                list.RemoveAt(i);
    }
}
