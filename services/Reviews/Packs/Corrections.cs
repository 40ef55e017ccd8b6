using System.Globalization;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Reviews.Packs;

/// <summary>What became known after both sides signed (later gecorrigeerd): shown beside the signed pack, never inside.</summary>
public static class Corrections
{
    public static IEnumerable<Change> Between(Review signed, Review live)
    {
        if (signed.Budget.ProducedQuarterCents != live.Budget.ProducedQuarterCents)
            yield return Amount("Afgerekend in het kwartaal", signed.Budget.ProducedQuarterCents, live.Budget.ProducedQuarterCents);

        var volumes = live.Volumes.ToDictionary(Key);
        foreach (var then in signed.Volumes)
        {
            var now = volumes.Remove(Key(then), out var found) ? found.AmountCents : 0;
            if (now != then.AmountCents)
                yield return Amount($"{then.ProductDescription}, {then.MunicipalityName}", then.AmountCents, now);
        }
        foreach (var added in live.Volumes.Where(volume => volumes.ContainsKey(Key(volume)) && volume.AmountCents != 0))
            yield return Amount($"{added.ProductDescription}, {added.MunicipalityName}", 0, added.AmountCents);

        foreach (var then in signed.Indicators)
        {
            if (live.Indicators.FirstOrDefault(indicator => indicator.IndicatorCode == then.IndicatorCode) is not { } now)
                continue;
            if (then.SubmissionVersion != now.SubmissionVersion)
                yield return new Change { What = then.Name, Before = Reported(then), After = Reported(now) };
            if ((then.HasDerived, then.DerivedNumerator, then.DerivedDenominator) != (now.HasDerived, now.DerivedNumerator, now.DerivedDenominator))
                yield return new Change { What = $"{then.Name} (door het platform afgeleid)", Before = Derived(then), After = Derived(now) };
        }
    }

    private static (string, string, string) Key(VolumeRow row) => (row.ProductId, row.MunicipalityCode, row.Unit);

    private static Change Amount(string what, long before, long after) => new() { What = what, Before = DutchText.Euro(before), After = DutchText.Euro(after) };

    private static string Reported(IndicatorResult indicator) =>
        indicator.SubmissionVersion == 0
            ? "niet aangeleverd"
            : string.Create(CultureInfo.InvariantCulture, $"{Counted(indicator.Value, indicator.Numerator, indicator.Denominator)} (versie {indicator.SubmissionVersion})");

    private static string Derived(IndicatorResult indicator) =>
        indicator.HasDerived ? Counted(indicator.DerivedValue, indicator.DerivedNumerator, indicator.DerivedDenominator) : "geen";

    /// <summary>Of a mean the numerator is a sum in tenths, which says nobody anything: the value does.</summary>
    public static string Counted(string value, long numerator, long denominator)
    {
        var known = decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var shown);
        var isMean = known && denominator > 0 && Math.Abs(shown - (decimal)numerator / denominator) > 0.0001m;
        return isMean
            ? string.Create(CultureInfo.InvariantCulture, $"{decimal.Round(shown, 2):0.##}").Replace('.', ',') + string.Create(CultureInfo.InvariantCulture, $" over {denominator} waarnemingen")
            : string.Create(CultureInfo.InvariantCulture, $"{numerator} van {denominator}");
    }
}
