using System.Globalization;
using Inkoop.Texts;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Texts;

/// <summary>What stands in an explanation, as a person reads it: money as money, shares as percentages, codes as words.</summary>
public static class Explaining
{
    private const int MostDecimals = 10;

    /// <summary>The inputs that say something: a rate per one unit needs no "per".</summary>
    public static IEnumerable<ExplanationInput> Inputs(Explanation node)
    {
        var agreed = node.Inputs.FirstOrDefault(input => input.Name == "tariff_eur")?.Value;
        return node.Inputs.Where(input => input.Value.Length > 0
            && !(input.Name == "per" && input.Value == "1")
            && !(input.Name == "side" && input.Value == "0")
            && !(input.Name == "tariff_agreed_eur" && input.Value == agreed));
    }

    public static string Value(ExplanationInput input) => input.Name switch
    {
        "unit" or "tariff_unit" => Named.Unit(input.Value),
        "rounding_rule" => Names.Rounding(input.Value),
        "period" => input.Value.Split('/') is [var from, var until] ? Show.Period(from, until) : input.Value,
        "reached_on" => Show.Date(input.Value) is { } day && day != Show.None ? day : input.Value,
        "side" => input.Value.StartsWith('-') ? Words.Explained.Below : Words.Explained.Above,
        "share" or "corridor" or "released" or "reference_share" or "share_now" or "share_before" => Percentage(input.Value),
        _ when input.Name.EndsWith("_cents", StringComparison.Ordinal) => Cents(input.Value),
        _ when input.Name.EndsWith("_eur", StringComparison.Ordinal) => Euro(input.Value),
        _ => Number(input.Value, 0),
    };

    /// <summary>The exact value, cut on screen after ten decimals.</summary>
    public static string Unrounded(string euro) => Euro(euro);

    /// <summary>What a finding is about: an amount, a count, or the reference of what was declared. An id of the product itself says nobody anything.</summary>
    public static string Subject(Finding finding) => finding.Code switch
    {
        "reserve_above_cap" or "execution_cost_above_band" or "execution_cost_below_band" => Cents(finding.Subject),
        "safety_valve" when Show.Parse(finding.Subject) is { } count && !IsYear(finding.Subject) => Number(decimal.Round(count, 2).ToString(CultureInfo.InvariantCulture), 0),
        _ when Guid.TryParse(finding.Subject, out _) => "",
        _ => finding.Subject,
    };

    private static bool IsYear(string text) => text.Length == 4 && text.StartsWith("20", StringComparison.Ordinal);

    private static string Euro(string wire) => wire.StartsWith('-') ? "-€ " + Number(wire[1..], 2) : "€ " + Number(wire, 2);

    private static string Cents(string wire) =>
        Show.Parse(wire) is not { } cents ? wire : cents == decimal.Truncate(cents) ? Show.Money((long)cents) : Euro((cents / 100m).ToString(CultureInfo.InvariantCulture));

    private static string Percentage(string wire) => Show.Parse(wire) is not { } share ? wire : Number((share * 100m).ToString("0.############", CultureInfo.InvariantCulture), 0) + "%";

    private static string Number(string wire, int least)
    {
        if (Show.Parse(wire) is not { } value)
            return wire;
        var point = wire.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : wire.Length - point - 1;
        var shown = Show.Number(decimal.Round(value, Math.Clamp(decimals, least, MostDecimals), MidpointRounding.ToZero).ToString("F" + Math.Clamp(decimals, least, MostDecimals), CultureInfo.InvariantCulture));
        return decimals > MostDecimals ? shown + "…" : shown;
    }
}
