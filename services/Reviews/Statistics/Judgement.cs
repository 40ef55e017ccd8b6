using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Reviews.Statistics;

/// <summary>What was counted. For a mean the numerator is the sum of the scores in tenths.</summary>
public sealed record Measured(bool Mean, long Numerator, long Denominator)
{
    /// <summary>Share or mean, unrounded; null without observations.</summary>
    public decimal? Value => Denominator == 0 ? null : Mean ? Numerator / (10m * Denominator) : (decimal)Numerator / Denominator;

    /// <summary>Negative below the norm, 0 on it, positive above: exact, since 75.0% of 208 must meet 75%.</summary>
    public int CompareTo(long normE8) =>
        ((Int128)Numerator * 100_000_000).CompareTo((Int128)normE8 * Denominator * (Mean ? 10 : 1));
}

/// <summary>What was agreed (KPI-afspraak): the norm times 100,000,000, its direction, and whether it is a duty.</summary>
public sealed record Norm(long NormE8, bool AtMost, bool IsDuty)
{
    public decimal Value => NormE8 / 100_000_000m;
}

/// <summary>A colour with the reason in words.</summary>
public sealed record Verdict(Colour Colour, string Text)
{
    public decimal? Value { get; init; }
    public Interval? Interval { get; init; }
}

/// <summary>
/// The colour of an indicator (kleur van een indicator). Red only when the whole 95% interval is on the wrong side of the norm, green only when
/// all of it is on the right side, amber between; below 10 observations no colour is given. A duty needs no interval: missed is red.
/// A mean comes as a sum and a count, from which no interval can be made, so its colour is that of the value against the norm.
/// </summary>
public static class Judgement
{
    public const long FewestObservations = 10;

    /// <param name="measured">Null: nothing was submitted.</param>
    public static Verdict Of(Measured? measured, Norm norm)
    {
        if (measured is null)
            return new Verdict(Colour.Missing, "Niet aangeleverd.");
        if (measured.Value is not { } value)
            return new Verdict(Colour.NoObservations, "Geen waarnemingen in dit kwartaal.");

        Interval? interval = measured.Mean ? null : Wilson.At95(measured.Numerator, measured.Denominator);
        var (colour, text) = Judge(measured, norm, value, interval);
        return new Verdict(colour, text) { Value = value, Interval = interval };
    }

    private static (Colour, string) Judge(Measured measured, Norm norm, decimal value, Interval? interval)
    {
        var shown = Show(value, measured.Mean);
        var agreed = $"de norm van {(norm.AtMost ? "ten hoogste" : "ten minste")} {Show(norm.Value, measured.Mean)}";
        var side = measured.CompareTo(norm.NormE8);
        var met = norm.AtMost ? side <= 0 : side >= 0;

        if (norm.IsDuty)
            return met
                ? (Colour.Green, $"Groen: de verplichting is nagekomen ({shown}, bij {agreed}).")
                : (Colour.Red, $"Rood: de verplichting is niet nagekomen ({shown}, bij {agreed}); daarvoor is geen interval nodig.");
        if (measured.Denominator < FewestObservations)
            return (Colour.Grey, $"Grijs: {measured.Denominator} waarnemingen is te weinig voor een oordeel (minder dan {FewestObservations}).");
        if (interval is not { } range)
            return met
                ? (Colour.Green, $"Groen: {shown} voldoet aan {agreed}; uit som en aantal is geen interval te bepalen.")
                : (Colour.Red, $"Rood: {shown} voldoet niet aan {agreed}; uit som en aantal is geen interval te bepalen.");

        var limit = (double)norm.Value;
        var between = $"{DutchText.Percent((decimal)range.Low)} tot {DutchText.Percent((decimal)range.High)}";
        if (norm.AtMost ? range.High <= limit : range.Low >= limit)
            return (Colour.Green, $"Groen: het hele interval ({between}) voldoet aan {agreed}.");
        if (norm.AtMost ? range.Low > limit : range.High < limit)
            return (Colour.Red, $"Rood: het hele interval ({between}) ligt aan de verkeerde kant van {agreed}.");
        return (Colour.Amber, $"Oranje: te weinig zekerheid; het interval ({between}) ligt aan weerszijden van {agreed}.");
    }

    private static string Show(decimal value, bool mean) => mean ? DutchText.Decimal(value) : DutchText.Percent(value);
}
