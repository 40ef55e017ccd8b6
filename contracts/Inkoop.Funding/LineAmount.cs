namespace Inkoop.Funding;

/// <summary>Names of the rounding rules that a contract can state (TR346, IV081).</summary>
public static class LineAmount
{
    public const string UnroundedTariff = "unrounded_tariff";
    public const string TariffFourDecimals = "tariff_four_decimals";
    public const string TariffCents = "tariff_cents";
}
