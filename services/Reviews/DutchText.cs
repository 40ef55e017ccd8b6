using System.Globalization;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Reviews;

/// <summary>Figures as Dutch readers write them. Made by hand, so that a machine without Dutch locale data shows the same.</summary>
public static class DutchText
{
    private static readonly string[] months =
        ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

    /// <summary>0.1905 becomes 19,0% (half away from zero).</summary>
    public static string Percent(decimal share) => Decimal(share * 100) + "%";

    /// <summary>One decimal, with a comma.</summary>
    public static string Decimal(decimal value) =>
        Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture).Replace('.', ',');

    /// <summary>123456 cents becomes € 1.234,56.</summary>
    public static string Euro(long cents) =>
        "€ " + (cents / 100m).ToString("N2", CultureInfo.InvariantCulture).Replace(',', ';').Replace('.', ',').Replace(';', '.');

    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {months[day.Month - 1]} {day.Year}");

    /// <summary>The colour in one Dutch word.</summary>
    public static string Name(Colour colour) => colour switch
    {
        Colour.Green => "groen",
        Colour.Amber => "oranje",
        Colour.Red => "rood",
        Colour.Grey => "grijs",
        Colour.NoObservations => "geen waarnemingen",
        _ => "niet aangeleverd",
    };
}
