using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Admin.Texts;
using Inkoop.Wire;

namespace Inkoop.Admin;

/// <summary>
/// How values look on screen: Dutch whatever the machine's culture. The format is spelled out here, because a container without ICU
/// would otherwise show money in another notation than the print-out of a colleague.
/// </summary>
public static class Show
{
    public const string None = "–";

    private static readonly NumberFormatInfo Dutch = new()
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = ".",
        NumberGroupSizes = [3],
        NegativeSign = "-",
    };

    public static string Money(long cents) => (cents < 0 ? "-€ " : "€ ") + Math.Abs(cents / 100m).ToString("N2", Dutch);

    /// <summary>A difference: with a plus when it is more.</summary>
    public static string Signed(long cents) => (cents > 0 ? "+" : "") + Money(cents);

    /// <summary>For key figures: whole thousands and millions, since nobody reads cents on a tile.</summary>
    public static string MoneyShort(long cents) => Math.Abs(cents) switch
    {
        >= 100_000_000_00 => Round(cents / 100_000_000m, "N0") + " mln",
        >= 10_000_000_00 => Round(cents / 100_000_000m, "N1") + " mln",
        >= 1_000_000_00 => Round(cents / 100_000_000m, "N2") + " mln",
        >= 10_000_00 => Round(cents / 100_000m, "N0") + " dzd",
        _ => Money(cents),
    };

    private static string Round(decimal value, string format) => "€ " + value.ToString(format, Dutch);

    public static string Count(long value) => value.ToString("N0", Dutch);

    /// <summary>A decimal string of the wire with its own decimals, at least two when it is a rate in euro.</summary>
    public static string Rate(string wire) =>
        Parse(wire) is { } value ? "€ " + value.ToString(Decimals(wire) < 2 ? "N2" : "N" + Decimals(wire), Dutch) : None;

    public static string Number(string wire) => Parse(wire) is { } value ? value.ToString("N" + Decimals(wire), Dutch) : None;

    /// <summary>A share 0..1 as a percentage with one decimal.</summary>
    public static string Share(string wire, int decimals = 1) => Parse(wire) is { } value ? (value * 100m).ToString("N" + decimals, Dutch) + "%" : None;

    /// <summary>As a person would type it in a form: a comma, no thousands.</summary>
    public static string Typed(string wire) => wire.Replace('.', ',');

    public static string TypedCents(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');

    public static decimal? Parse(string wire) =>
        decimal.TryParse(wire, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static int Decimals(string wire) => wire.IndexOf('.') is >= 0 and var point ? wire.Length - point - 1 : 0;

    /// <summary>yyyy-MM-dd as dd-MM-yyyy.</summary>
    public static string Date(string iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture) : None;

    public static string Period(string from, string until) => Date(from) + " " + Words.Common.Until + " " + (until.Length == 0 ? Words.Common.OpenEnd : Date(until));

    /// <summary>Dutch local time, to the minute.</summary>
    public static string Moment(Timestamp? at) =>
        at is null ? None : DutchDay.Local(at.ToDateTimeOffset()).ToString("dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>2026-Q1 as "1e kwartaal 2026".</summary>
    public static string Quarter(string quarter) => quarter is [_, _, _, _, '-', 'Q', var q] ? Words.Common.QuarterOf(q, quarter[..4]) : quarter;

    /// <summary>2026-01 as "januari 2026".</summary>
    public static string Month(string month) =>
        month.Length == 7 && int.TryParse(month.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var m) && m is >= 1 and <= 12 ? Words.Common.MonthName(m) + " " + month[..4] : month;

    public static string Size(long bytes) => bytes switch
    {
        >= 1_000_000 => (bytes / 1_000_000m).ToString("N1", Dutch) + " MB",
        >= 1_000 => (bytes / 1_000m).ToString("N0", Dutch) + " kB",
        _ => bytes.ToString(Dutch) + " bytes",
    };

    public static string Or(string text) => text.Length == 0 ? None : text;
}
