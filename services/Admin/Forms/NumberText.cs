using System.Globalization;
using System.Text.RegularExpressions;

namespace Inkoop.Admin.Forms;

/// <summary>
/// Numbers as people here type them: a comma before the decimals, points between thousands. A point is read as a decimal point only where it
/// cannot separate thousands (1.45), because 1.000 typed by a Dutch user is a thousand.
/// </summary>
public static partial class NumberText
{
    public static bool TryWhole(string text, out long value)
    {
        value = 0;
        var bare = text.Trim().Replace(" ", "", StringComparison.Ordinal);
        return WholePattern().IsMatch(bare) && long.TryParse(bare.Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryCents(string text, out long cents)
    {
        cents = 0;
        if (!TryDecimal(text, out var plain) || plain.StartsWith('-'))
            return false;
        var value = decimal.Parse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 100m;
        if (value != decimal.Truncate(value) || value > long.MaxValue)
            return false;
        cents = (long)value;
        return true;
    }

    /// <summary>In the notation of the wire: a point, no thousands.</summary>
    public static bool TryDecimal(string text, out string plain)
    {
        plain = text.Trim().Replace("€", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal);
        if (DutchPattern().IsMatch(plain))
            plain = plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        return PlainPattern().IsMatch(plain);
    }

    [GeneratedRegex(@"^(\d{1,18}|\d{1,3}(\.\d{3})+)$")]
    private static partial Regex WholePattern();

    [GeneratedRegex(@"^-?(\d{1,15}|\d{1,3}(\.\d{3})+)(,\d{1,8})?$")]
    private static partial Regex DutchPattern();

    [GeneratedRegex(@"^-?\d{1,15}(\.\d{1,8})?$")]
    private static partial Regex PlainPattern();
}
