using Google.Protobuf.WellKnownTypes;
using Inkoop.Ijw;
using Inkoop.Wire.Faults;

namespace Inkoop.Money.Settlements;

/// <summary>Reads what a settlement is asked about: whole months, and the moment as of which.</summary>
internal static class AskedPeriod
{
    private const int MostMonths = 60;

    internal static Period Read(string fromText, string untilText, string fromField, string untilField, Check check)
    {
        var from = check.Date(fromText, fromField);
        var until = check.Date(untilText, untilField);
        if (from == default || until == default) return new Period(from, until);
        check.That(from.Day == 1, fromField, "not_first_of_month", "Een afrekening begint op de eerste dag van een maand.");
        check.That(until.Day == DateTime.DaysInMonth(until.Year, until.Month), untilField, "not_last_of_month", "Een afrekening eindigt op de laatste dag van een maand.");
        check.That(until > from, untilField, "ends_before_start", "De einddatum ligt voor de begindatum.");
        check.That(((until.Year - from.Year) * 12) + until.Month - from.Month < MostMonths, untilField, "out_of_range", "Hoogstens 60 maanden in één keer.");
        return new Period(from, until);
    }

    /// <summary>As much of two periods as can be set side by side: as many whole months of both from their beginning, none of them still to come. Where no month is over yet they stay as asked.</summary>
    internal static (Period Before, Period Now) Comparable(Period before, Period now, DateOnly today)
    {
        var firstToCome = new DateOnly(today.Year, today.Month, 1);
        int Over(Period period) => Months(period.From, Ijw.Dates.Earliest(period.Until.AddDays(1), firstToCome));
        var months = Math.Min(Over(before), Over(now));
        return months <= 0 ? (before, now) : (First(before, months), First(now, months));

        static int Months(DateOnly from, DateOnly until) => ((until.Year - from.Year) * 12) + until.Month - from.Month;
        static Period First(Period period, int months) => period with { Until = period.From.AddMonths(months).AddDays(-1) };
    }

    /// <summary>Never later than now: an answer about the future would change while it is read.</summary>
    internal static DateTimeOffset AsOf(Timestamp? asked, DateTimeOffset now) => Moments.Read(asked, "as_of") is { } moment && moment < now ? moment : now;
}
