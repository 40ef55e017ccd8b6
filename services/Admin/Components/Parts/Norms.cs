namespace Inkoop.Admin.Components.Parts;

/// <summary>Values and norms of indicators: up to 1 a share, shown as a percentage; above that the value of a mean.</summary>
public static class Norms
{
    public static string Text(string wire) => Show.Parse(wire) is { } value ? value <= 1m ? Show.Share(wire) : Show.Number(value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)) : Show.None;
}
