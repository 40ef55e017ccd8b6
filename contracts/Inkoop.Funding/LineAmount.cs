namespace Inkoop.Funding;

/// <summary>Names of the rounding rules that a contract can state (TR346, IV081).</summary>
public static class LineAmount
{
    public const string UnroundedTariff = "unrounded_tariff";
    public const string TariffFourDecimals = "tariff_four_decimals";
    public const string TariffCents = "tariff_cents";

    /// <summary>A tariff in euro as the rule has it computed with.</summary>
    public static Fraction Rounded(Fraction euro, string rule) => rule switch
    {
        UnroundedTariff => euro,
        TariffFourDecimals => euro.Round(4),
        TariffCents => euro.Round(2),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown rounding rule."),
    };
}
