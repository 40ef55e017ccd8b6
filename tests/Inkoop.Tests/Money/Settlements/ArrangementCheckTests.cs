using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

public class ArrangementCheckTests
{
    private static IEnumerable<string> Faults(FundingTerms terms) => ArrangementCheck.Faults(terms).Select(fault => $"{fault.Field}: {fault.Code}");

    [Fact]
    public void terms_that_add_up_have_no_faults()
    {
        Faults(TaskBasedTests.Terms).ShouldBeEmpty();
        Faults(PopulationTests.Terms).ShouldBeEmpty();
        Faults(MinuteTerms(1.45m) with { Term = new Period(new(2025, 1, 1), new(2028, 12, 31)) }).ShouldBeEmpty();
    }

    [Fact]
    public void bands_that_overlap_or_leave_a_gap_are_refused()
    {
        Faults(TaskBasedTests.Terms with { Bands = [new(0, 0.05m, 0, 0), new(0.04m, 0.15m, 0.5m, 0.5m), new(0.16m, null, 0.75m, 0.75m)] }).ShouldBe(["bands[1].from: overlaps", "bands[2].from: gap"]);
        Faults(TaskBasedTests.Terms with { Bands = [new(0.01m, null, 0, 0), new(0.05m, null, 0, 0)] }).ShouldBe(["bands[0].until: required", "bands[0].from: gap"], ignoreOrder: true);
    }

    [Fact]
    public void shares_outside_their_bounds_are_refused_all_at_once() =>
        Faults(TaskBasedTests.Terms with
        {
            BudgetCents = -1,
            ReferenceVolume = 0,
            Bands = [new(0, null, 1.5m, -0.1m)],
            Kpis = [new("a", 0.6m), new("a", 0.6m)],
        }).ShouldBe(["budget_cents: out_of_range", "reference_volume: out_of_range", "budget_cents: required", "bands[0].share_above: out_of_range", "bands[0].share_below: out_of_range", "kpis[1]: duplicate", "kpis: shares_above_whole"]);

    [Fact]
    public void weights_missing_for_a_municipality_are_refused_by_name()
    {
        var faults = ArrangementCheck.Faults(PopulationTests.Terms with { Weights = [new("0556", 2026, 1m), new("0606", 2025, 1m)] });
        faults.Single().ShouldSatisfyAllConditions(fault => fault.Code.ShouldBe("weight_missing"), fault => fault.Text.ShouldContain("0606, 0622"));
        Faults(PopulationTests.Terms with { Weights = [], Key = [new(KeyKind.Youths, 1)], Corridor = null }).ShouldBeEmpty();
    }

    [Fact]
    public void keys_that_are_not_a_hundred_percent_are_refused()
    {
        Faults(PopulationTests.Terms with { Key = [new(KeyKind.Youths, 0.5m), new(KeyKind.Weighted, 0.4m)] }).ShouldBe(["key: shares_not_whole"]);
        Faults(PopulationTests.Terms with { Key = [new(KeyKind.Fixed, 1)], FixedShares = [new("0556", 0.99m)] }).ShouldBe(["fixed_shares: shares_not_whole"]);
        Faults(PopulationTests.Terms with { IndexWeights = new(0.9m, 0.2m) }).ShouldBe(["index_weights: shares_not_whole"]);
    }

    [Fact]
    public void a_negative_reserve_and_a_band_turned_round_are_refused() =>
        Faults(PopulationTests.Terms with { ReserveCap = -0.01m, ExecutionCost = new(0.10m, 0.08m) }).ShouldBe(["execution_cost.upper: ends_before_start", "reserve_cap: reserve_negative"]);

    [Fact]
    public void parts_of_a_price_that_are_not_a_hundred_percent_are_refused()
    {
        var price = new OutputPrice { ProductId = "45T01", Parts = [new("Start", 0.3m), new("Einde", 0.6m)], Rates = [new RateStep(new(2025, 1, 1), null, 1m)] };
        Faults(new OutputTerms { Products = [price] }).ShouldBe(["products[0].parts: shares_not_whole"]);
    }

    [Fact]
    public void a_contract_day_without_a_tariff_or_with_two_is_refused()
    {
        PriceTimesQuantityTerms With(params RateStep[] rates) => new() { Term = Year2026, Products = [new ProductPrice { ProductId = "45A04", RateUnit = "01", Rates = rates }] };
        Faults(With(new RateStep(new(2026, 1, 2), null, 1m))).ShouldBe(["products[0].rates: period_without_tariff"]);
        Faults(With(new RateStep(new(2026, 1, 1), new(2026, 12, 30), 1m))).ShouldBe(["products[0].rates: period_without_tariff"]);
        Faults(With(new(new(2026, 1, 1), new(2026, 5, 31), 1m), new(new(2026, 6, 2), null, 1m))).ShouldBe(["products[0].rates[1].from: gap"]);
        Faults(With(new(new(2026, 1, 1), new(2026, 6, 1), 1m), new(new(2026, 6, 1), null, 1m))).ShouldBe(["products[0].rates[1].from: overlaps"]);
        Faults(With()).ShouldBe(["products[0].rates: required"]);
    }

    [Fact]
    public void stays_and_caps_that_overlap_are_refused()
    {
        Faults(new PriceTimesQuantityTerms { Stays = [new StayPrice("43A12", [new(90, 1m), new(80, 1m), new(100, -1m)])] })
            .ShouldBe(["stays[0].tiers[1].up_to_day: overlaps", "stays[0].tiers[2].euro_per_day: negative", "stays[0].tiers[2].up_to_day: last_tier_open"]);
        Faults(new PriceTimesQuantityTerms { Caps = [new(Year2026, 1, 0.7m), new(new Period(new(2026, 12, 31), new(2027, 12, 31)), -1, 1.1m)] })
            .ShouldBe(["caps[1].cents: out_of_range", "caps[1].signal_share: out_of_range", "caps[1].period: overlaps"]);
    }

    [Fact]
    public void a_period_without_contract_is_refused() =>
        Should.Throw<FaultyTerms>(() => Settle(MinuteTerms(1m) with { Term = Year2026 }, new RecordedFacts(), Period.Year(2027))).Faults.Single().Code.ShouldBe("period_without_contract");

    [Fact]
    public void faulty_terms_are_never_settled() =>
        Should.Throw<FaultyTerms>(() => Settle(TaskBasedTests.Terms with { Bands = [new(0, 0.05m, 2, 2)] }, new RecordedFacts()));
}
