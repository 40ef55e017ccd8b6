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

    /// <summary>Never later than now: an answer about the future would change while it is read.</summary>
    internal static DateTimeOffset AsOf(Timestamp? asked, DateTimeOffset now) => Moments.Read(asked, "as_of") is { } moment && moment < now ? moment : now;
}
