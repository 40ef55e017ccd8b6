namespace Inkoop.Ijw;

/// <summary>Uitvoeringsvariant of what was bought. The numbers are those of the contract terms.</summary>
public enum CareVariant
{
    /// <summary>Inspanningsgericht: units of effort.</summary>
    Effort = 1,

    /// <summary>Outputgericht: a result, in pieces or euros.</summary>
    Output = 2,
}

/// <summary>What an output allocation per month gives for a month in which it is not valid throughout; the standard leaves it to the contract (IV078).</summary>
public enum BrokenMonths
{
    /// <summary>The full volume, as for effort.</summary>
    Full,

    /// <summary>Nothing for a broken first month, the full volume for a broken last one (SAP-GI). A month that is both counts in full.</summary>
    FirstFree,
}

/// <summary>
/// How much an allocation allows, per product period (TR321) and over its whole life (TR322), in the allocation's own unit.
/// Start and stop messages play no part (OP364).
/// </summary>
public static class Volumes
{
    /// <summary>
    /// The product period of a calendar month: the part of it in which the allocation is valid (TR387, TR388). Null when there is none.
    /// </summary>
    public static Period? ProductPeriod(int year, int month, DateOnly from, DateOnly? to) =>
        Overlap(new(new(year, month, 1), new(year, month, DateTime.DaysInMonth(year, month))), from, to);

    /// <summary>The product periods of an allocation with an end, in order.</summary>
    public static IEnumerable<Period> ProductPeriods(DateOnly from, DateOnly to)
    {
        for (var start = from; start <= to;)
        {
            var end = LastOfMonth(start) < to ? LastOfMonth(start) : to;
            yield return new(start, end);
            if (end == DateOnly.MaxValue) yield break;
            start = end.AddDays(1);
        }
    }

    /// <summary>
    /// The most that may be declared for <paramref name="period"/> (TR321). Null when the frequency sets no such limit: a total over the
    /// whole allocation (6) may be used in one month. Days outside the allocation count for nothing.
    /// </summary>
    public static long? MaximumInPeriod(Extent extent, CareVariant variant, DateOnly from, DateOnly? to, Period period, BrokenMonths broken = BrokenMonths.Full)
    {
        if (extent.Frequency == Frequencies.InTotal) return null;
        return Overlap(period, from, to) is { } valid ? extent.Volume * Times(extent.Frequency, variant, from, to, valid, broken) : 0;
    }

    /// <summary>The most that may be declared on the allocation in all (TR322). Null when it has no end and a frequency other than a total.</summary>
    public static long? MaximumOverAllocation(Extent extent, CareVariant variant, DateOnly from, DateOnly? to, BrokenMonths broken = BrokenMonths.Full)
    {
        if (extent.Frequency == Frequencies.InTotal) return extent.Volume;
        return to is { } end ? extent.Volume * Times(extent.Frequency, variant, from, to, new(from, end), broken) : null;
    }

    /// <summary>
    /// A volume in the unit in which volumes of one allocation are added up: hours count as sixty minutes, because an allocation in hours
    /// may be declared in minutes (TR341). All other units count as themselves.
    /// </summary>
    public static long Counted(long volume, string unit) => unit == Units.Hour ? volume * 60 : volume;

    /// <summary>Whether a line in <paramref name="declared"/> may be declared on an allocation or contract in <paramref name="agreed"/> (TR341).</summary>
    public static bool Fits(string declared, string agreed) => declared == agreed || (agreed == Units.Hour && declared == Units.Minute);

    private static long Times(int frequency, CareVariant variant, DateOnly from, DateOnly? to, Period valid, BrokenMonths broken) => (frequency, variant) switch
    {
        (Frequencies.PerDay, _) => valid.Until.DayNumber - valid.From.DayNumber + 1,
        (Frequencies.PerMonth, _) => Months(valid) - (FirstMonthIsFree(variant, from, to, valid, broken) ? 1 : 0),
        (Frequencies.PerWeek, CareVariant.Output) => Sundays(valid) + (HoldsLastBrokenWeek(from, to, valid) ? 1 : 0),
        (Frequencies.PerWeek, _) => Week(valid.Until) - Week(valid.From) + 1,
        _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency, "Not a frequency of WMO757."),
    };

    private static int Months(Period period) => (period.Until.Year - period.From.Year) * 12 + period.Until.Month - period.From.Month + 1;

    private static bool FirstMonthIsFree(CareVariant variant, DateOnly from, DateOnly? to, Period valid, BrokenMonths broken) =>
        broken == BrokenMonths.FirstFree && variant == CareVariant.Output && from.Day > 1 && valid.From == from && (to is null || to > LastOfMonth(from));

    // 0001-01-01 was a Monday, so weeks of seven day numbers are ISO weeks.
    private static int Week(DateOnly day) => day.DayNumber / 7;

    private static int Sundays(Period period) => (period.Until.DayNumber + 1) / 7 - period.From.DayNumber / 7;

    /// <summary>
    /// IV077: a last week that does not end on a Sunday is declared with the last Sunday of the allocation. An allocation too short to hold
    /// a Sunday is not mentioned there; its one week is declared where it ends, since else it would be worth nothing.
    /// </summary>
    private static bool HoldsLastBrokenWeek(DateOnly from, DateOnly? to, Period valid)
    {
        if (to is not { } end || end.DayOfWeek == DayOfWeek.Sunday) return false;
        var sunday = end.AddDays(-(int)end.DayOfWeek);
        var anchor = sunday < from ? end : sunday;
        return valid.From <= anchor && anchor <= valid.Until;
    }

    private static Period? Overlap(Period period, DateOnly from, DateOnly? to)
    {
        var start = period.From > from ? period.From : from;
        var end = to < period.Until ? to.Value : period.Until;
        return start <= end ? new(start, end) : null;
    }

    private static DateOnly LastOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
