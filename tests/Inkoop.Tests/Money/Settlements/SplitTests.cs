using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

public class SplitTests
{
    // Alkmaar, Bergen, Castricum, Heerhugowaard, Heiloo, Langedijk, Uitgeest.
    private static readonly KeyPart[] alkmaar =
    [
        new("0361", 107_100), new("0373", 29_900), new("0383", 34_800), new("0398", 54_400), new("0399", 22_700), new("0416", 27_100), new("0450", 13_300),
    ];

    [Fact]
    public void a_project_is_borne_by_seven_municipalities_to_the_cent()
    {
        var split = Readd(Split.ByKey("Projectleider", 5_000_000, alkmaar, "projectplan"));
        split.Children.Select(part => part.Cents).ShouldBe([1_851_020, 516_765, 601_452, 940_200, 392_326, 468_372, 229_865]);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(100_000)]
    [InlineData(23_516_900)]
    [InlineData(1_234_567)]
    public void amounts_that_plain_rounding_gets_wrong_still_add_up(long cents)
    {
        alkmaar.Sum(part => (part.Weight * cents / 289_300).ToCents()).ShouldNotBe(cents);
        Split.Cents(cents, alkmaar).Values.Sum().ShouldBe(cents);
        Readd(Split.ByKey("Verdeling", cents, alkmaar, "projectplan")).Cents.ShouldBe(cents);
    }

    [Fact]
    public void hours_at_the_rate_stay_under_the_limit()
    {
        Readd(SharedCosts.ProjectCost("Projectleider", 360, 100m, 5_000_000, "projectplan")).Cents.ShouldBe(3_600_000);
        Readd(SharedCosts.ProjectCost("Projectleider", 20 * 18, 138.89m, 5_000_000, "projectplan")).Cents.ShouldBe(5_000_000);
        SharedCosts.RateAtLimit(5_000_000, 360).ShouldBe(138.89m);
        Readd(SharedCosts.Project("Projectleider", 360, 150m, 5_000_000, alkmaar, "projectplan")).Children[0].Cents.ShouldBe(1_851_020);
    }

    [Fact]
    public void the_transformation_fund_is_a_sum_for_each_youth()
    {
        TransformationFund.EuroPerYouth(23_516_900, 29_015).ToText(9).ShouldBe("8.105083577");
        Readd(TransformationFund.Years([(2018, 23_516_900), (2020, 23_516_900), (2019, 23_516_900)], "Transformatiefonds")).Cents.ShouldBe(70_550_700);
        TransformationFund.ImpliedYouths(3_600_000_000, 23_516_900, 29_015).ToText(0).ShouldBe("4441657");
    }

    [Fact]
    public void equal_remainders_go_by_municipality_code()
    {
        Split.Cents(100, [new("0003", 1), new("0001", 1), new("0002", 1)]).OrderBy(part => part.Key).Select(part => part.Value).ShouldBe([34, 33, 33]);
        Split.Cents(-101, [new("0003", 1), new("0001", 1), new("0002", 1)]).OrderBy(part => part.Key).Select(part => part.Value).ShouldBe([-34, -34, -33]);
    }

    [Fact]
    public void a_fixed_key_is_a_whole()
    {
        SplitKeys.Fixed([new("0001", 0.6m), new("0002", 0.4m)]).Count.ShouldBe(2);
        Should.Throw<FaultyTerms>(() => SplitKeys.Fixed([new("0001", 0.6m), new("0002", 0.39m)])).Faults.Single().Code.ShouldBe("shares_not_whole");
    }

    [Fact]
    public void a_key_that_weighs_nothing_or_names_a_municipality_twice_is_refused()
    {
        Should.Throw<FaultyTerms>(() => Split.Cents(1, [new("0001", 0)])).Faults.Single().Code.ShouldBe("key_weighs_nothing");
        Should.Throw<FaultyTerms>(() => Split.Cents(1, [])).Faults.Single().Code.ShouldBe("key_weighs_nothing");
        Should.Throw<FaultyTerms>(() => Split.Cents(1, [new("0001", 2), new("0002", -1)])).Faults.Single().Code.ShouldBe("key_weighs_nothing");
        Should.Throw<FaultyTerms>(() => Split.Cents(1, [new("0001", 1), new("0001", 1)])).Faults.Single().Code.ShouldBe("duplicate");
    }

    [Fact]
    public void a_merger_adds_up_and_can_follow_another()
    {
        Merger[] mergers = [new("0398", "1980", new(2022, 1, 1)), new("0416", "1980", new(2022, 1, 1)), new("1980", "1999", new(2030, 1, 1))];
        SplitKeys.After(alkmaar, mergers, new(2021, 12, 31)).Count.ShouldBe(7);
        SplitKeys.After(alkmaar, mergers, new(2022, 1, 1)).Single(part => part.MunicipalityCode == "1980").Weight.ShouldBe(81_500);
        SplitKeys.After(alkmaar, mergers, new(2030, 1, 1)).Single(part => part.MunicipalityCode == "1999").Weight.ShouldBe(81_500);
    }

    [Fact]
    public void parts_add_up_each_less_than_a_cent_from_exact_and_in_any_order_up_to_ten_to_the_thirteenth() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), Gen.Choose(0, 10_000).ToArbitrary(), Gen.ArrayOf(Gen.Choose(0, 100_000_000)).ToArbitrary(), (part, tenThousandth, weights) =>
        {
            if (weights.Sum(weight => (long)weight) == 0) return true;
            // Up to 2 x 10^13 cents.
            var cents = ((long)part * 10_000) + tenThousandth;
            var key = weights.Select((weight, i) => new KeyPart($"{i:D4}", weight)).ToArray();
            var split = Split.Cents(cents, key);
            var all = key.Aggregate(Fraction.Zero, (sum, one) => sum + one.Weight);
            var mirrored = Split.Cents(-cents, key);
            var shuffled = Split.Cents(cents, Shuffled(key, part));
            return split.Values.Sum() == cents
                && key.All(one => (split[one.MunicipalityCode] - (one.Weight * cents / all)).Abs() < 1)
                && key.All(one => mirrored[one.MunicipalityCode] == -split[one.MunicipalityCode] && shuffled[one.MunicipalityCode] == split[one.MunicipalityCode])
                && ExplainedCheck.Faults(Split.ByKey("Verdeling", cents, key, "test")).Count == 0;
        }).QuickCheckThrowOnFailure();
}
