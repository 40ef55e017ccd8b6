using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Inkoop.Wire.Events;

namespace Inkoop.Money.Payments;

/// <summary>How much was allocated (toegewezen) to one client, as the newest version of the allocation says it.</summary>
public sealed record AllocatedCare
{
    public required Guid AllocationId { get; init; }
    public required string ProductId { get; init; }
    public required string MunicipalityCode { get; init; }
    public required long Volume { get; init; }
    /// <summary>Eenheid (WJ756).</summary>
    public required string Unit { get; init; }
    /// <summary>Frequentie (WMO757).</summary>
    public required string Frequency { get; init; }
    public required DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
}

/// <summary>What was bound by allocating and not declared yet (obligo, openstaande verplichting).</summary>
public static class Obligo
{
    private const string PerDay = "1";
    private const string PerWeek = "2";
    private const string PerMonth = "4";
    /// <summary>Totaal binnen geldigheidsduur toewijzing.</summary>
    public const string InTotal = "6";

    /// <summary>Cents that may still come in a year for one allocation: what was allocated at the tariff, less what was declared; never below zero, since what was declared too
    /// much for one client binds nothing less for another. Nothing, once all of the volume was declared: what lines are rounded by binds nobody.</summary>
    /// <param name="declaredCents">Of the year, from <paramref name="declarableFrom"/> on; for a volume in total, of all that was declared until the end of the year.</param>
    /// <param name="declaredVolume">Likewise, in the unit of the allocation.</param>
    public static long Cents(
        AllocatedCare allocation, ProductTerm product, DateOnly contractEndsOn, int year, long declaredCents, Fraction declaredVolume = default,
        string roundingRule = LineAmount.UnroundedTariff, DateOnly declarableFrom = default) =>
        Days(allocation, contractEndsOn, year) is { } days && allocation.Volume > 0
            && (days.Until < declarableFrom || declaredVolume >= Volume(allocation, product.Variant, new Period(Dates.Latest(days.From, declarableFrom), days.Until))) ? 0
            : Math.Max(0, AllocatedCents(allocation, product, contractEndsOn, year, roundingRule, declarableFrom) - declaredCents);

    /// <summary>The first day whose care can still be declared: a line ends no more than five years before it is declared (TR335), and a line is a month.</summary>
    /// <param name="termMonths">Declaratietermijn of the contract: care of a month is declared by the last day of so many months later; null when none was agreed.</param>
    public static DateOnly DeclarableFrom(DateOnly today, int? termMonths = null)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        return Dates.Latest(month.AddYears(-5), termMonths is { } months ? month.AddMonths(-months) : DateOnly.MinValue);
    }

    private static Period? Days(AllocatedCare allocation, DateOnly contractEndsOn, int year)
    {
        var lastDay = Dates.Earliest(allocation.EndsOn ?? DateOnly.MaxValue, contractEndsOn, new DateOnly(year, 12, 31));
        var firstDay = Dates.Latest(allocation.StartsOn, new DateOnly(year, 1, 1));
        return firstDay > lastDay ? null : new Period(firstDay, lastDay);
    }

    /// <summary>The volume of the year at the tariff of its days, rounded once. A volume in total may be used in any month, so all of it counts in every year that the allocation holds.</summary>
    /// <param name="declarableFrom">What was to be declared before it, is not bound any more.</param>
    public static long AllocatedCents(
        AllocatedCare allocation, ProductTerm product, DateOnly contractEndsOn, int year, string roundingRule = LineAmount.UnroundedTariff, DateOnly declarableFrom = default)
    {
        if (Days(allocation, contractEndsOn, year) is not { } days || days.Until < declarableFrom) return 0;
        var (firstDay, lastDay) = (Dates.Latest(days.From, declarableFrom), days.Until);
        if (allocation.Unit == Units.Euro) return Volume(allocation, product.Variant, new Period(firstDay, lastDay));

        var cents = Fraction.Zero;
        long before = 0;
        foreach (var (until, euro) in Stretches(allocation, product, contractEndsOn, firstDay, lastDay, roundingRule))
        {
            // The volume of a stretch is what the year until its end holds more than until the one before: a week that lies in two of them counts once.
            var volume = Volume(allocation, product.Variant, new Period(firstDay, until));
            cents += euro * 100 * (volume - before);
            before = volume;
        }
        return (cents * PerUnit(allocation.Unit, product.Unit)).ToCents();
    }

    /// <summary>Times the allocated volume that days of an allocation hold (IV076, IV077, TR321); a volume in total counts once.</summary>
    public static long Volume(AllocatedCare allocation, string variant, Period days) => checked(allocation.Volume * (allocation.Frequency switch
    {
        PerDay => days.Days,
        PerWeek when variant == "output" => Sundays(days) + (HoldsLastBrokenWeek(allocation, days) ? 1 : 0),
        PerWeek => Monday(days.Until) - Monday(days.From) + 1,
        PerMonth => ((days.Until.Year - days.From.Year) * 12) + days.Until.Month - days.From.Month + 1,
        InTotal => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(allocation), allocation.Frequency, "Not a frequency of WMO757."),
    }));

    private static IEnumerable<(DateOnly Until, Fraction Euro)> Stretches(
        AllocatedCare allocation, ProductTerm product, DateOnly contractEndsOn, DateOnly firstDay, DateOnly lastDay, string roundingRule)
    {
        // In total: at the tariff of the first day, since nobody knows when it will be used.
        if (allocation.Frequency == InTotal)
        {
            yield return (lastDay, EuroOn(firstDay));
            yield break;
        }
        var changes = product.Tariffs.SelectMany(tariff => new[] { tariff.ValidFrom.AddDays(-1), tariff.ValidUntil ?? lastDay }).Where(day => firstDay <= day && day < lastDay).Append(lastDay).Distinct().Order();
        var from = firstDay;
        foreach (var until in changes)
        {
            yield return (until, EuroOn(from));
            from = until.AddDays(1);
        }

        Fraction EuroOn(DateOnly day) =>
            TariffCalendar.On(product.Tariffs, day, contractEndsOn) is { } tariff ? LineAmount.Rounded(Fraction.OfE8(tariff.RateE8), roundingRule) : Fraction.Zero;
    }

    /// <summary>What one of a unit is of another; zero where they do not meet.</summary>
    public static Fraction PerUnit(string unit, string rateUnit) => (unit, rateUnit) switch
    {
        _ when unit == rateUnit => Fraction.One,
        (Units.Minute, Units.Hour) => Fraction.Of(1, 60),
        (Units.Hour, Units.Minute) => 60,
        _ => Fraction.Zero,
    };

    // Days are numbered from a Monday, so whole sevens are weeks.
    private static int Monday(DateOnly day) => day.DayNumber / 7;

    private static int Sundays(Period days) => ((days.Until.DayNumber + 1) / 7) - (days.From.DayNumber / 7);

    // A last week that does not reach its Sunday is declared with the last Sunday of the allocation, or where the allocation ends when it holds none.
    private static bool HoldsLastBrokenWeek(AllocatedCare allocation, Period days)
    {
        if (allocation.EndsOn is not { } end || end.DayOfWeek == DayOfWeek.Sunday) return false;
        var sunday = end.AddDays(-(int)end.DayOfWeek);
        return days.Holds(sunday < allocation.StartsOn ? end : sunday);
    }
}
