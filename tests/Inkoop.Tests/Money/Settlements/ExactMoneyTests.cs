using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

public class ExactMoneyTests
{
    [Fact]
    public void a_decimal_is_taken_exactly_and_shown_again()
    {
        ((Fraction)1.5116105m).ToString().ShouldBe("1.5116105");
        ((Fraction)(-0.00000001m)).ToString().ShouldBe("-0.00000001");
        ((Fraction)decimal.MaxValue).Numerator.ShouldBe(BigInteger.Parse("79228162514264337593543950335", System.Globalization.CultureInfo.InvariantCulture));
        Fraction.Of(-1, 3).ToText(4).ShouldBe("-0.3333");
        Fraction.Of(2, 3).ToText(2).ShouldBe("0.67");
        default(Fraction).ShouldBe(0);
        (default(Fraction) + Fraction.One).ShouldBe(1);
    }

    [Theory]
    [InlineData("0.5", 1)]
    [InlineData("-0.5", -1)]
    [InlineData("1.49999999", 1)]
    [InlineData("2.5", 3)]
    [InlineData("-2.5", -3)]
    public void a_half_goes_away_from_zero(string value, long rounded) =>
        ((Fraction)decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).ToCents().ShouldBe(rounded);

    [Fact]
    public void more_than_an_int64_of_cents_is_an_error_and_never_another_amount() =>
        Should.Throw<OverflowException>(() => ((Fraction)long.MaxValue + 1).ToCents());

    [Fact]
    public void fractions_obey_the_laws_of_numbers() =>
        Prop.ForAll(Gen.Choose(-1_000_000, 1_000_000).Three().ToArbitrary(), Gen.Choose(1, 1_000_000).Three().ToArbitrary(), (n, d) =>
        {
            Fraction a = Fraction.Of(n.Item1, d.Item1), b = Fraction.Of(n.Item2, d.Item2), c = Fraction.Of(n.Item3, d.Item3);
            return a * (b + c) == (a * b) + (a * c) && a - a == 0 && (b.Sign == 0 || a / b * b == a) && (a < b) == (b - a > 0)
                && new Fraction(a.Floor(), 1) <= a && a < new Fraction(a.Floor() + 1, 1) && (a - new Fraction(a.RoundHalfAway(), 1)).Abs() <= Fraction.Of(1, 2);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void lines_up_to_ten_to_the_eighth_units_are_the_nearest_cent_by_both_roads() =>
        Prop.ForAll(Gen.Choose(1, 100_000_000).ToArbitrary(), Gen.Choose(1, int.MaxValue).ToArbitrary(), Gen.Choose(0, 5).ToArbitrary(), (volume, rate, kind) =>
        {
            var rule = new[] { LineAmount.UnroundedTariff, LineAmount.TariffFourDecimals, LineAmount.TariffCents }[kind % 3];
            var rateUnit = kind < 3 ? "01" : "04";
            var rateE8 = rate * 4_600L;
            var terms = new PriceTimesQuantityTerms { RoundingRule = rule, Products = [Product("45A04", rateUnit, Fraction.OfE8(rateE8))] };
            var settled = Settle(terms, new RecordedFacts { Lines = [Line("R1", new(2026, 1, 1), volume)] });
            return settled.Total.Cents == LineOracle.Cents(volume, "01", rateE8, rateUnit, rule) && settled.Total.Cents == Find(settled.Total, "Prestatie").Unrounded.ToCents();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void a_tariff_of_many_digits_stays_exact()
    {
        // Twenty years of 3.333% on 1.23456789: no Int128 holds it.
        var years = Enumerable.Range(2026, 20).Select(year => new IndexYear(year, new IndexFigures(3.333m, 3.333m))).ToList();
        var terms = new PriceTimesQuantityTerms { Products = [new ProductPrice { ProductId = "45A04", RateUnit = "01", Rates = Indexation.Steps(1.23456789m, new(2025, 1, 1), years, IndexWeights.Usual) }] };
        var settled = Settle(terms, new RecordedFacts { Lines = [Line("R1", new(2045, 1, 1), 100_000_000)] }, Period.Year(2045));
        var exact = BigInteger.Pow(103_333, 20) * 123_456_789 * 100;
        settled.Total.Cents.ShouldBe((long)((exact + (BigInteger.Pow(10, 100) / 2)) / BigInteger.Pow(10, 100)));
    }

    [Fact]
    public void a_settlement_of_ten_to_the_thirteenth_cents_is_exact()
    {
        var lines = Enumerable.Range(0, 10).Select(i => Line($"R{i}", new(2026, 1, 1), 1_000_000_000_000, "83")).ToList();
        var settled = Settle(new PriceTimesQuantityTerms(), new RecordedFacts { Lines = lines });
        settled.Total.Cents.ShouldBe(10_000_000_000_000);
        var task = TaskBasedTests.Terms with { BudgetCents = ArrangementCheck.MostCents, ReferenceVolume = 100_000_000, Kpis = [] };
        // 99,999,999 below by one unit is in the free band; 80,000,000 lies 20% below: 10% at half and 5% at three quarters of 10^13.
        var facts = new RecordedFacts { ReportedVolumes = [new VolumeReported { EventId = Event(1), RecordedAt = Recorded, Year = 2026, Volume = 80_000_000 }] };
        Settle(task, facts).Total.Cents.ShouldBe(10_000_000_000_000 - 875_000_000_000);
    }

    [Fact]
    public void settling_again_gives_the_same_tree()
    {
        var facts = PopulationTests.Facts;
        Settle(PopulationTests.Terms, facts).Total.ShouldBeSameTree(Settle(PopulationTests.Terms, facts).Total);
    }
}
