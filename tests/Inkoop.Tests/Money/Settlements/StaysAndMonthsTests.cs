using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

public class StaysAndMonthsTests
{
    private static readonly PriceTimesQuantityTerms tiers = new() { Stays = [new StayPrice("43A12", [new StayTier(90, 310m), new StayTier(180, 285m), new StayTier(null, 240m)])] };
    private static readonly PriceTimesQuantityTerms months = new() { Measures = [Product("48A03", "82", 812.50m)] };

    private static Stay From(DateOnly arrived, DateOnly? departed, params PayerFrom[] payers) => new()
    {
        EventId = Event(1),
        RecordedAt = Recorded,
        StayId = "S1",
        ProductId = "43A12",
        ArrivedOn = arrived,
        DepartedOn = departed,
        Payers = payers.Length > 0 ? payers : [new PayerFrom(arrived, "0957")],
    };

    private static long Measured(DateOnly starts, DateOnly? ends, Period? period = null) => Settle(months, new RecordedFacts
    {
        Measures = [new Measure { EventId = Event(1), RecordedAt = Recorded, MeasureId = "M1", ProductId = "48A03", MunicipalityCode = "0957", StartsOn = starts, EndsOn = ends }],
    }, period).Total.Cents;

    [Fact]
    public void two_hundred_days_fall_through_three_tiers()
    {
        var settled = Settle(tiers, new RecordedFacts { Stays = [From(new(2026, 1, 1), new DateOnly(2026, 1, 1).AddDays(200))] });
        settled.Total.Cents.ShouldBe(5_835_000);
        All(settled.Total).Where(node => node.Rule == PayRules.StayTier).Select(node => node.Cents)
            .ShouldBe([961_000, 868_000, 961_000, 855_000, 883_500, 826_500, 24_000, 456_000]); // by month; June has two tiers
    }

    [Fact]
    public void the_day_of_departure_does_not_count()
    {
        Settle(tiers, new RecordedFacts { Stays = [From(new(2026, 1, 1), new(2026, 1, 2))] }).Total.Cents.ShouldBe(31_000);
        Settle(tiers, new RecordedFacts { Stays = [From(new(2026, 1, 1), new(2026, 1, 1))] }).Total.Cents.ShouldBe(0);
    }

    [Fact]
    public void tiers_run_on_through_periods()
    {
        var facts = new RecordedFacts { Stays = [From(new(2025, 11, 1), new DateOnly(2025, 11, 1).AddDays(200))] };
        // 61 days in 2025 at 310; in 2026 29 more at 310, 90 at 285, 20 at 240.
        Settle(tiers, facts, Period.Year(2025)).Total.Cents.ShouldBe(61 * 31_000);
        Settle(tiers, facts).Total.Cents.ShouldBe((29 * 31_000) + (90 * 28_500) + (20 * 24_000));
    }

    [Fact]
    public void tiers_run_on_through_a_move_of_the_client()
    {
        var stay = From(new(2026, 1, 1), new DateOnly(2026, 1, 1).AddDays(200), new PayerFrom(new(2026, 1, 1), "0957"), new PayerFrom(new DateOnly(2026, 1, 1).AddDays(100), "0988"));
        var settled = Settle(tiers, new RecordedFacts { Stays = [stay] });
        settled.Payables.Select(payable => (payable.MunicipalityCode, payable.Cents)).ShouldBe([("0957", 2_790_000L + 285_000), ("0988", (80L * 28_500) + 480_000)]);
        settled.Total.Cents.ShouldBe(5_835_000);
    }

    [Fact]
    public void other_tiers_give_other_amounts()
    {
        var other = new PriceTimesQuantityTerms { Stays = [new StayPrice("43A12", [new StayTier(10, 100.005m), new StayTier(null, 50m)])] };
        // 10 x 100.005 = 1000.05, then 2 x 50.
        Settle(other, new RecordedFacts { Stays = [From(new(2026, 1, 1), new(2026, 1, 13))] }).Total.Cents.ShouldBe(110_005);
    }

    [Fact]
    public void tiers_are_rounded_once_and_quarters_add_up_to_the_year()
    {
        var odd = new PriceTimesQuantityTerms { Stays = [new StayPrice("43A12", [new StayTier(1, 100.005m), new StayTier(null, 50.005m)])] };
        Settle(odd, new RecordedFacts { Stays = [From(new(2026, 1, 1), new(2026, 1, 3))] }).Total.Cents.ShouldBe(15_001);
        var facts = new RecordedFacts { Stays = [From(new(2026, 1, 31), new(2026, 12, 2))] };
        long Of(int from, int until) => Settle(odd, facts, new Period(new(2026, from, 1), new DateOnly(2026, until, 1).AddMonths(1).AddDays(-1))).Total.Cents;
        (Of(1, 3) + Of(4, 6) + Of(7, 9) + Of(10, 12)).ShouldBe(Of(1, 12));
        Enumerable.Range(1, 12).Sum(month => Of(month, month)).ShouldBe(Of(1, 12));
    }

    [Fact]
    public void a_month_in_which_one_measure_stops_and_another_starts_is_paid_once()
    {
        Care Measure(int number, DateOnly from, DateOnly until) => new(Event(number), Event(number), Recorded, Event(100 + number), "48A03", "0957", "p", "c1", from, null) { Until = until };
        long Cents(params Care[] care) => Settle(months, new RecordedFacts { Measures = CareFacts.Measures(care) }).Total.Cents;
        // February and March with the first, April with the second.
        Cents(Measure(1, new(2026, 1, 14), new(2026, 3, 1)), Measure(2, new(2026, 3, 1), new(2026, 4, 20))).ShouldBe(3 * 81_250);
        // The first pays nothing in its one broken month: then the second does.
        Cents(Measure(1, new(2026, 3, 1), new(2026, 3, 1)), Measure(2, new(2026, 3, 1), new(2026, 4, 20))).ShouldBe(2 * 81_250);
        Cents(Measure(1, new(2026, 1, 14), new(2026, 3, 1)), Measure(2, new(2026, 3, 1), new(2026, 4, 20)) with { ClientId = "c2" }).ShouldBe(4 * 81_250);
    }

    [Fact]
    public void a_stay_paid_in_any_two_periods_is_paid_as_in_one() =>
        Prop.ForAll(Gen.Choose(1, 400).ToArbitrary(), Gen.Choose(1, 600).ToArbitrary(), (days, cut) =>
        {
            var arrived = new DateOnly(2025, 6, 1);
            var facts = new RecordedFacts { Stays = [From(arrived, arrived.AddDays(days))] };
            var border = arrived.AddDays(cut);
            var end = arrived.AddDays(1_500);
            return Settle(tiers, facts, new Period(arrived, border.AddDays(-1))).Total.Cents + Settle(tiers, facts, new Period(border, end)).Total.Cents
                == Settle(tiers, facts, new Period(arrived, end)).Total.Cents;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void the_first_broken_month_is_not_paid_and_the_last_one_in_full() =>
        Measured(new(2026, 1, 14), new(2026, 3, 10)).ShouldBe(162_500);

    [Theory]
    [InlineData("2026-01-14", "2026-01-20", 0)] // inside one broken month
    [InlineData("2026-01-14", "2026-01-31", 0)]
    [InlineData("2026-01-01", "2026-01-20", 0)]
    [InlineData("2026-01-01", "2026-01-31", 1)]
    [InlineData("2026-01-01", "2026-02-01", 2)]
    [InlineData("2026-01-31", "2026-02-01", 1)]
    [InlineData("2026-02-01", "2026-02-28", 1)]
    [InlineData("2025-12-14", "2026-03-10", 3)] // of which those in 2026
    public void months_are_paid_by_their_days(string starts, string ends, int paid) => Measured(DateOnly.Parse(starts), DateOnly.Parse(ends)).ShouldBe(paid * 81_250L);

    [Fact]
    public void a_measure_that_runs_on_is_paid_for_the_months_that_are_over() =>
        Measured(new(2026, 1, 14), null, new Period(new(2026, 1, 1), new(2026, 4, 30))).ShouldBe(3 * 81_250);
}
