using System.Globalization;
using System.Text.Json;

namespace Inkoop.Wire;

/// <summary>How days and values of enumerations are written in messages and documents.</summary>
public static class WireText
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Empty: there is none.</summary>
    public static string Day(DateOnly? day) => day is null ? "" : Day(day.Value);

    /// <summary>A day that was checked before it was written.</summary>
    public static DateOnly ParseDay(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The stable text of an enumeration's value, such as tariff_four_decimals.</summary>
    public static string Name<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>The value that has this text.</summary>
    public static TEnum Parse<TEnum>(string name) where TEnum : struct, Enum => Enum.GetValues<TEnum>().First(value => Name(value) == name);
}
