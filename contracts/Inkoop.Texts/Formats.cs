using System.Globalization;

namespace Inkoop.Texts;

/// <summary>
/// How amounts, numbers and shares are written, on the pages and on the command line alike: Dutch whatever the machine's culture. The format is spelled out here, because a
/// machine without language data would otherwise show money in another notation than the print-out of a colleague.
/// </summary>
public static class Formats
{
    private static readonly NumberFormatInfo dutch = new()
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = ".",
        NumberGroupSizes = [3],
        NegativeSign = "-",
    };

    /// <summary>€ 1.234,56, from cents.</summary>
    public static string Money(long cents) => (cents < 0 ? "-€ " : "€ ") + Math.Abs(cents / 100m).ToString("N2", dutch);

    /// <summary>In groups of three, with so many decimals.</summary>
    public static string Number(decimal value, int decimals = 0) => value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), dutch);

    /// <summary>A share 0..1 of the wire as a percentage with so many decimals; null when it is no number.</summary>
    public static string? Share(string wire, int decimals = 1) => Parse(wire) is { } value ? Number(value * 100m, decimals) + "%" : null;

    /// <summary>A decimal text of the wire with its own decimals, at least so many; null when it is no number.</summary>
    public static string? Number(string wire, int least = 0) => Parse(wire) is { } value ? Number(value, Math.Max(least, Decimals(wire))) : null;

    /// <summary>A share 0..1 of the wire as a percentage with the decimals that it has and no more; null when it is no number.</summary>
    public static string? ExactShare(string wire) =>
        Parse(wire) is { } value ? Number((value * 100m).ToString("0.######", CultureInfo.InvariantCulture)) + "%" : null;

    /// <summary>A decimal text of the wire as a person types it: a comma, no thousands.</summary>
    public static string Typed(string wire) => wire.Replace('.', ',');

    /// <summary>An amount as a person types it, and as a file for a spreadsheet has it: 1234,56.</summary>
    public static string TypedCents(long cents) => Typed((cents / 100m).ToString("0.00", CultureInfo.InvariantCulture));

    /// <summary>A decimal text of the wire as a number; null when it is none.</summary>
    public static decimal? Parse(string wire) =>
        decimal.TryParse(wire, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static int Decimals(string wire) => wire.IndexOf('.') is >= 0 and var point ? wire.Length - point - 1 : 0;
}
