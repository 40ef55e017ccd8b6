namespace Inkoop.Ijw;

/// <summary>When the contract has the tariff rounded; always half away from zero. The numbers are those of the contract terms.</summary>
public enum TariffRounding
{
    /// <summary>Not at all: volume times the unrounded tariff, then cents.</summary>
    Unrounded = 1,

    /// <summary>To four decimals before multiplying.</summary>
    FourDecimals = 2,

    /// <summary>To whole cents before multiplying.</summary>
    Cents = 3,
}

/// <summary>What the contract says of a product on the days of a product period.</summary>
public sealed record LineTerms
{
    /// <summary>Euros per <see cref="Unit"/>, unrounded; null when the contract has no tariff on those days.</summary>
    public decimal? TariffEuros { get; init; }

    /// <summary>Eenheid, one of <see cref="Units"/>.</summary>
    public required string Unit { get; init; }

    public required TariffRounding Rounding { get; init; }

    public required CareVariant Variant { get; init; }
}

/// <summary>What a declared line must cost. All arithmetic is decimal and rounds once, half away from zero, to whole cents.</summary>
public static class Amounts
{
    /// <summary>
    /// ProductTarief that belongs to the contract tariff, in cents (TR418): rounded to cents, for minutes of an hour tariff after dividing
    /// by sixty (IV081). Null when the contract has no tariff in that unit.
    /// </summary>
    public static long? TariffCents(LineTerms terms, string unit) =>
        terms.TariffEuros is { } tariff && Conversion(terms.Unit, unit) is var (times, by) ? Cents(tariff * times / by) : null;

    /// <summary>
    /// IngediendBedrag that belongs to a volume, in cents (TR346). For minutes of an hour tariff the hour tariff is multiplied first and
    /// divided by sixty last, so the rounded minute tariff plays no part (IV081). Null when the contract has no tariff in that unit.
    /// </summary>
    public static long? AmountCents(LineTerms terms, string unit, int volume)
    {
        if (terms.TariffEuros is not { } tariff || Conversion(terms.Unit, unit) is not var (times, by)) return null;
        var agreed = terms.Rounding switch
        {
            TariffRounding.FourDecimals => Math.Round(tariff, 4, MidpointRounding.AwayFromZero),
            TariffRounding.Cents => Math.Round(tariff, 2, MidpointRounding.AwayFromZero),
            _ => tariff,
        };
        return Cents(agreed * volume * times / by);
    }

    /// <summary>Whole cents of an amount in euros, half away from zero.</summary>
    public static long Cents(decimal euros) => (long)Math.Round(euros * 100, MidpointRounding.AwayFromZero);

    /// <summary>By what a tariff per agreed unit is multiplied and then divided to be one per declared unit; null when they do not compare.</summary>
    private static Tuple<int, int>? Conversion(string agreed, string declared) => (agreed, declared) switch
    {
        _ when agreed == declared => Tuple.Create(1, 1),
        (Units.Hour, Units.Minute) => Tuple.Create(1, 60),
        (Units.Minute, Units.Hour) => Tuple.Create(60, 1),
        _ => null,
    };
}
