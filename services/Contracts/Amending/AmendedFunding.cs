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

    /// <summary>The lot with its funding as it was written before, when it only says in other words what was agreed: what is left open and what that stands for are one.</summary>
    public static LotState InItsWords(LotState lot, ContractState current) =>
        current.Lots.FirstOrDefault(other => other.LotId == lot.LotId) is { } before && Named(before.Funding).Equals(Named(lot.Funding)) ? lot with { Funding = before.Funding } : lot;

    // What is left speaks of days before the change, or of all days.
    private static FundingArrangement Past(FundingArrangement? funding, HashSet<string> known, DateOnly from)
    {
        var past = Named(funding);
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

    private static FundingArrangement Named(FundingArrangement? funding)
    {
        var named = funding?.Clone() ?? new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() };
        if (named.StatementCheck == StatementCheck.Unspecified) named.StatementCheck = StatementCheck.Automatic;
        if (named.PriceTimesQuantity is { TariffMoment: TariffMoment.Unspecified } lines) lines.TariffMoment = TariffMoment.FirstDay;
        if (named.Output is { } output)
        {
            if (output.Variant == OutputVariant.Unspecified) output.Variant = OutputVariant.Phases;
            output.MonthsOfPart = Math.Max(1, output.MonthsOfPart);
        }
        if (named.TaskBased is { } task)
        {
            if (task.VolumeSource == VolumeSource.Unspecified) task.VolumeSource = VolumeSource.Care;
            task.MinimumCareDays = Math.Max(1, task.MinimumCareDays);
        }
        if (named.Population is { Instalments: 0 } population) population.Instalments = 12;
        return named;
    }

    private static void Keep<T>(Google.Protobuf.Collections.RepeatedField<T> list, Func<T, bool> isPast)
    {
        for (var i = list.Count - 1; i >= 0; i--)
            if (!isPast(list[i]))
                list.RemoveAt(i);
    }
}
