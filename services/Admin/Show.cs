using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Admin.Texts;
using Inkoop.Texts;
using Inkoop.Wire;

namespace Inkoop.Admin;

/// <summary>How values look on screen: amounts and numbers as <see cref="Formats"/> writes them, days and periods, and a dash for what is not there.</summary>
public static class Show
{
    public const string None = "–";

    public static string Money(long cents) => Formats.Money(cents);

    /// <summary>A difference: with a plus when it is more.</summary>
    public static string Signed(long cents) => (cents > 0 ? "+" : "") + Money(cents);

    /// <summary>For key figures: whole thousands and millions, since nobody reads cents on a tile.</summary>
    public static string MoneyShort(long cents) => Math.Abs(cents) switch
    {
        >= 100_000_000_00 => Round(cents / 100_000_000m, 0) + " mln",
        >= 10_000_000_00 => Round(cents / 100_000_000m, 1) + " mln",
        >= 1_000_000_00 => Round(cents / 100_000_000m, 2) + " mln",
        >= 10_000_00 => Round(cents / 100_000m, 0) + " dzd",
        _ => Money(cents),
    };

    private static string Round(decimal value, int decimals) => "€ " + Formats.Number(value, decimals);

    public static string Count(long value) => Formats.Number(value);

    /// <summary>A decimal string of the wire with its own decimals, at least two when it is a rate in euro.</summary>
    public static string Rate(string wire) => Formats.Number(wire, 2) is { } rate ? "€ " + rate : None;

    public static string Number(string wire) => Formats.Number(wire) ?? None;

    /// <summary>A share 0..1 as a percentage with one decimal.</summary>
    public static string Share(string wire, int decimals = 1) => Formats.Share(wire, decimals) ?? None;

    /// <summary>As a person would type it in a form: a comma, no thousands.</summary>
    public static string Typed(string wire) => Formats.Typed(wire);

    public static string TypedCents(long cents) => Formats.TypedCents(cents);

    public static decimal? Parse(string wire) => Formats.Parse(wire);

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
        >= 1_000_000 => Formats.Number(bytes / 1_000_000m, 1) + " MB",
        >= 1_000 => Formats.Number(bytes / 1_000m) + " kB",
        _ => bytes.ToString(CultureInfo.InvariantCulture) + " bytes",
    };

    public static string Or(string text) => text.Length == 0 ? None : text;
}
