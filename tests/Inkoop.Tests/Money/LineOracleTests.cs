using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Inkoop.Tests.Contracts;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money;

/// <summary>The oracle itself: its amounts are what was worked out by hand.</summary>
public class LineOracleTests
{
    [Theory]
    [InlineData(LineAmount.UnroundedTariff, 435_344)]
    [InlineData(LineAmount.TariffFourDecimals, 435_341)]
    [InlineData(LineAmount.TariffCents, 434_880)]
    public void one_indexed_tariff_gives_three_amounts_under_three_rules(string rule, long cents) =>
        LineOracle.Cents(2_880, "01", 151_161_050, "01", rule).ShouldBe(cents);

    [Theory]
    [InlineData(1_020, 147_900)]
    [InlineData(960, 139_200)]
    [InlineData(900, 130_500)]
    [InlineData(1_000, 145_000)]
    public void minutes_at_a_minute_tariff_multiply(long minutes, long cents) =>
        LineOracle.Cents(minutes, "01", 145_000_000, "01", LineAmount.UnroundedTariff).ShouldBe(cents);

    [Fact]
    public void half_a_cent_goes_away_from_zero()
    {
        LineOracle.Cents(1, "01", 145_500_000, "01", LineAmount.UnroundedTariff).ShouldBe(146);
        LineOracle.Cents(1, "01", 145_499_999, "01", LineAmount.UnroundedTariff).ShouldBe(145);
        LineOracle.Cents(1, "01", 144_500_000, "01", LineAmount.UnroundedTariff).ShouldBe(145);
    }

    [Fact]
    public void an_hour_tariff_declared_in_minutes_is_rounded_once()
    {
        // 50.00 x 7 / 60 = 5.8333; a tariff first cut to cents a minute (0.83) would give 5.81.
        LineOracle.Cents(7, "01", 5_000_000_000, "04", LineAmount.UnroundedTariff).ShouldBe(583);
        // 87.03 x 10 / 60 = 14.505 exactly.
        LineOracle.Cents(10, "01", 8_703_000_000, "04", LineAmount.UnroundedTariff).ShouldBe(1_451);
    }

    [Fact]
    public void euros_are_their_own_amount() => LineOracle.Cents(252_000, "83", 0, "83", LineAmount.TariffCents).ShouldBe(252_000);

    [Fact]
    public void every_amount_is_the_nearest_cent_to_its_unrounded_value() =>
        Prop.ForAll(
            Gen.Choose(1, 99_999_999).ToArbitrary(), Gen.Choose(1, int.MaxValue).Select(rate => rate * 46L).ToArbitrary(), Gen.Choose(0, 5).ToArbitrary(),
            (volume, rateE8, kind) =>
            {
                var rule = new[] { LineAmount.UnroundedTariff, LineAmount.TariffFourDecimals, LineAmount.TariffCents }[kind % 3];
                var rateUnit = kind < 3 ? "01" : "04";
                var unrounded = LineOracle.UnroundedEuro(volume, "01", rateE8, rateUnit, rule);
                return LineOracle.Cents(volume, "01", rateE8, rateUnit, rule) == (long)decimal.Round(unrounded * 100, MidpointRounding.AwayFromZero);
            }).QuickCheckThrowOnFailure();
}
