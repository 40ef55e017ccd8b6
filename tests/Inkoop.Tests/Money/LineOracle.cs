using Inkoop.Agreements;
using Inkoop.Contracts;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Inkoop.Tests.Contracts;

namespace Inkoop.Tests.Money;

/// <summary>What one line is worth, computed apart from the kernel with nothing but integers, to hold the kernel against.</summary>
internal static class LineOracle
{
    /// <summary>The amount in euro cents.</summary>
    /// <param name="volume">In <paramref name="unit"/>; in cents when the unit is euros (83).</param>
    /// <param name="rateE8">Euro per <paramref name="rateUnit"/> times 100,000,000; not read when the unit is euros.</param>
    public static long Cents(long volume, string unit, long rateE8, string rateUnit, string roundingRule)
    {
        if (unit == Units.Euro) return volume;
        var product = (Int128)volume * TariffE8(rateE8, roundingRule);
        return (long)DivideHalfAway(product, (Int128)1_000_000 * Divisor(unit, rateUnit));
    }

    /// <summary>The tariff that is multiplied: as agreed, or first rounded where the contract says so.</summary>
    public static long TariffE8(long rateE8, string roundingRule) => roundingRule switch
    {
        LineAmount.UnroundedTariff => rateE8,
        LineAmount.TariffFourDecimals => (long)DivideHalfAway(rateE8, 10_000) * 10_000,
        LineAmount.TariffCents => (long)DivideHalfAway(rateE8, 1_000_000) * 1_000_000,
        _ => throw new ArgumentOutOfRangeException(nameof(roundingRule), roundingRule, "Unknown rounding rule."),
    };

    /// <summary>The value before the last rounding, in euro. Exact, except that sixtieths of an hour may not end: those are cut after 20 decimals, which never changes the cents.</summary>
    public static decimal UnroundedEuro(long volume, string unit, long rateE8, string rateUnit, string roundingRule)
    {
        if (unit == Units.Euro) return volume / 100m;
        var product = volume * (decimal)TariffE8(rateE8, roundingRule) / E8.One;
        var divisor = Divisor(unit, rateUnit);
        return divisor == 1 ? product : decimal.Round(product / divisor, 20, MidpointRounding.ToZero);
    }

    /// <summary>60 where minutes are declared on an hour tariff, the one exception that iJw makes (TR341); else 1.</summary>
    public static int Divisor(string unit, string rateUnit) =>
        unit == rateUnit ? 1
        : unit == Units.Minute && rateUnit == Units.Hour ? 60
        : throw new ArgumentException($"Unit {unit} cannot be paid at a tariff per unit {rateUnit}.");

    private static Int128 DivideHalfAway(Int128 value, Int128 divisor)
    {
        var half = divisor / 2;
        return value >= 0 ? (value + half) / divisor : (value - half) / divisor;
    }
}
