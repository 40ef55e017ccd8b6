using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Payments;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Payments.Due;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Payments;

public class LotDueTests
{
    private static readonly TaskBasedTerms task = new() { BudgetCents = 600_000_000, ReferenceVolume = 800, Kpis = [new KpiPart("uitval", 0.02m)] };
    private static readonly Payable[] taskSettled = [Payable("task_based/1/2026/0957", 412_600_000), Payable("task_based/1/2026/1641", 206_300_000, "1641")];

    [Fact]
    public void twelve_advances_of_490_000_and_then_309_000()
    {
        var paid = new List<LotAmount>();
        for (var month = 1; month <= 12; month++)
        {
            var run = Run(LotDue.Of(Lot(task, null, inAdvance: true), Year, new DateOnly(2026, month, 1), false, paid, []));
            run.Sum(line => line.Cents).ShouldBe(49_000_000);
            paid.AddRange(run.Select(Paid));
        }
        var last = Run(LotDue.Of(Lot(task, taskSettled, inAdvance: true), Year, LastDay, true, paid, []));
        last.Sum(line => line.Cents).ShouldBe(30_900_000);
        last.Count(line => line.IsDifference).ShouldBe(24);
        paid.AddRange(last.Select(Paid));
        Run(LotDue.Of(Lot(task, taskSettled, inAdvance: true), Year, LastDay, true, paid, [])).ShouldBeEmpty();
    }

    [Fact]
    public void a_year_that_is_not_over_is_not_settled_even_when_its_last_day_is_asked() =>
        Run(LotDue.Of(Lot(task, taskSettled, inAdvance: true), Year, LastDay, false, [], [])).Sum(line => line.Cents).ShouldBe(588_000_000);

    [Fact]
    public void a_year_that_cannot_be_settled_keeps_its_advances_and_says_why()
    {
        var due = LotDue.Of(Lot(task, null, inAdvance: true), Year, LastDay, true, [], []);
        due.LeftOutCode.ShouldBe("accountability_report_missing");
        Run(due).Sum(line => line.Cents).ShouldBe(588_000_000);
    }

    [Fact]
    public void what_was_settled_and_paid_stays_when_the_year_cannot_be_settled_any_more()
    {
        var paid = Run(LotDue.Of(Lot(task, taskSettled, inAdvance: true), Year, LastDay, true, [], [])).Select(Paid).ToList();
        var due = LotDue.Of(Lot(task, null, inAdvance: true), Year, LastDay, true, paid, []);
        Run(due).ShouldBeEmpty();
        due.LeftOutCode.ShouldBe("accountability_report_missing");
    }

    [Fact]
    public void a_task_without_advances_is_paid_after_the_year()
    {
        LotDue.Of(Lot(task, taskSettled), Year, LastDay, false, [], []).ShouldSatisfyAllConditions(due => due.Due.ShouldBeEmpty(), due => due.LeftOutCode.ShouldBe("settled_after_the_year"));
        Run(LotDue.Of(Lot(task, taskSettled), Year, LastDay, true, [], [])).Sum(line => line.Cents).ShouldBe(618_900_000);
    }

    [Fact]
    public void a_recorded_advance_counts_as_paid_for_its_month()
    {
        var lot = Lot(task, null, inAdvance: true) with { Recorded = [Advance(new(2026, 2, 3), 49_000_000)] };
        var run = Run(LotDue.Of(lot, Year, new(2026, 3, 1), false, [], []));
        run.Sum(line => line.Cents).ShouldBe(98_000_000);
        run.ShouldNotContain(line => line.Key.StartsWith("advance/1/2026-02", StringComparison.Ordinal));
        Run(LotDue.Of(lot with { Payables = taskSettled }, Year, LastDay, true, [.. run.Select(Paid)], [])).Sum(line => line.Cents).ShouldBe(618_900_000 - (3 * 49_000_000));
    }

    [Fact]
    public void an_advance_recorded_early_is_not_asked_back_before_it_is_due()
    {
        var lot = Lot(task, null, inAdvance: true) with { Recorded = [Advance(new(2026, 1, 3), 147_000_000)] };
        Run(LotDue.Of(lot, Year, new(2026, 1, 31), false, [], [])).ShouldBeEmpty();
        Run(LotDue.Of(lot, Year, new(2026, 3, 31), false, [], [])).ShouldBeEmpty();
        Run(LotDue.Of(lot, Year, new(2026, 4, 1), false, [], [])).Sum(line => line.Cents).ShouldBe(49_000_000);
    }

    [Fact]
    public void a_recorded_advance_comes_off_at_the_end_also_where_the_contract_promised_none()
    {
        var lot = Lot(task, taskSettled) with { Recorded = [Advance(new(2026, 5, 3), 100_000_000)] };
        Run(LotDue.Of(lot, Year, LastDay, true, [], [])).Sum(line => line.Cents).ShouldBe(518_900_000);
        Run(LotDue.Of(Lot(MinuteTerms(1m), [Payable("line/R1", 5_000)]) with { Recorded = lot.Recorded }, Year, new(2026, 5, 31), false, [], [])).Sum(line => line.Cents).ShouldBe(5_000);
    }

    [Fact]
    public void an_advance_that_was_paid_is_not_moved_when_other_youths_are_in_care()
    {
        var paid = Run(LotDue.Of(Lot(task, null, inAdvance: true), Year, new(2026, 1, 1), false, [], [])).Select(Paid).ToList();
        var moved = Lot(task, null, inAdvance: true) with { Key = [new("0957", 1), new("1641", 2)] };
        Run(LotDue.Of(moved, Year, new(2026, 1, 31), false, paid, [])).ShouldBeEmpty();
        Run(LotDue.Of(moved, Year, new(2026, 2, 1), false, paid, [])).ShouldAllBe(line => line.Key.StartsWith("advance/1/2026-02", StringComparison.Ordinal));
    }

    [Fact]
    public void a_new_budget_shows_beside_the_advances_that_were_paid()
    {
        var paid = Run(LotDue.Of(Lot(task, null, inAdvance: true), Year, new(2026, 2, 1), false, [], [])).Select(Paid).ToList();
        var raised = Lot(task with { BudgetCents = 660_000_000 }, null, inAdvance: true);
        Run(LotDue.Of(raised, Year, new(2026, 2, 28), false, paid, [])).Sum(line => line.Cents).ShouldBe(2 * 4_900_000);
    }

    [Fact]
    public void population_is_paid_in_its_instalments_and_the_odd_cents_come_first()
    {
        var terms = new PopulationTerms { Year = 2026, BudgetCents = 1_000_003, Municipalities = ["0957", "1641"], Instalments = 4 };
        var instalments = Advances.Divide(Advances.Sum(terms), [new("0957", 1), new("1641", 1)], Year);
        instalments.Where(part => part.MunicipalityCode == "0957").Select(part => (part.On.Month, part.Cents)).ShouldBe([(1, 125_001L), (4, 125_001L), (7, 125_000L), (10, 125_000L)]);
        instalments.Sum(part => part.Cents).ShouldBe(1_000_003);
    }

    [Fact]
    public void a_contract_of_half_a_year_has_six_months_to_pay_in()
    {
        var instalments = Advances.Divide(new(600), [new("0957", 1)], new Period(new(2026, 7, 15), LastDay));
        instalments.Select(part => part.On).ShouldBe([new(2026, 7, 15), new(2026, 8, 1), new(2026, 9, 1), new(2026, 10, 1), new(2026, 11, 1), new(2026, 12, 1)]);
        instalments.ShouldAllBe(part => part.Cents == 100);
    }

    [Fact]
    public void a_subsidy_is_paid_95_percent_and_then_6_300()
    {
        var terms = new SubsidyTerms { GrantedCents = 120_000_000, AdvanceShare = 0.95m };
        var first = Run(LotDue.Of(Lot(terms, null, inAdvance: true), Year, new(2026, 1, 1), false, [], []));
        first.Sum(line => line.Cents).ShouldBe(114_000_000);
        Payable[] settled = [Payable("subsidy/1/2026/0957", 76_420_000), Payable("subsidy/1/2026/1641", 38_210_000, "1641")];
        Run(LotDue.Of(Lot(terms, settled, inAdvance: true), Year, LastDay, true, [.. first.Select(Paid)], [])).Sum(line => line.Cents).ShouldBe(630_000);
    }

    [Fact]
    public void a_trajectory_paid_on_start_is_due_whole_and_comes_down_when_it_stops_early()
    {
        var trajectory = new Trajectory { EventId = Event(1), RecordedAt = Recorded, TrajectoryId = "T1", ProductId = "50O01", MunicipalityCode = "0957", ProviderCode = Provider, StartsOn = new(2026, 3, 1), Reached = [new(1, new(2026, 4, 1), Event(2), Recorded)] };
        var terms = new OutputTerms { Products = [new OutputPrice { ProductId = "50O01", Parts = [new("Start", 0.3m), new("Midden", 0.4m), new("Eind", 0.3m)], Rates = [new(new(2026, 1, 1), null, 8_400)] }] };
        var lot = Lot(terms, [Payable("trajectory/T1", 252_000)]) with { OnStartProducts = new HashSet<string> { "50O01" }, Trajectories = [trajectory] };
        var paid = Run(LotDue.Of(lot, Year, new(2026, 3, 31), false, [], [])).Select(Paid).ToList();
        paid.ShouldHaveSingleItem().Cents.ShouldBe(840_000);

        // In a later year it comes down there, from the day that it stops.
        var stopped = lot with { Trajectories = [trajectory with { Stopped = new(new(2027, 1, 10), "06", Event(3), Recorded) }] };
        Run(LotDue.Of(stopped, Period.Year(2027), new(2027, 1, 9), false, [], [])).ShouldBeEmpty();
        Run(LotDue.Of(stopped, Period.Year(2027), new(2027, 1, 31), false, [], [])).ShouldHaveSingleItem().Cents.ShouldBe(252_000 - 840_000);
        Run(LotDue.Of(lot with { Trajectories = [trajectory with { Stopped = new(new(2026, 6, 1), "06", Event(3), Recorded) }] }, Year, new(2026, 6, 30), false, paid, [])).ShouldHaveSingleItem().Cents.ShouldBe(252_000 - 840_000);
    }

    [Fact]
    public void what_was_paid_on_start_and_not_reached_comes_back_in_the_year_of_the_stop()
    {
        var terms = new OutputTerms { Products = [new OutputPrice { ProductId = "50O01", Parts = [new("Start", 0.3m), new("Midden", 0.4m), new("Eind", 0.3m)], Rates = [new(new(2024, 1, 1), null, 8_400.01m)] }] };
        var trajectory = new Trajectory
        {
            EventId = Event(1),
            RecordedAt = Recorded,
            TrajectoryId = "T1",
            ProductId = "50O01",
            MunicipalityCode = "0957",
            ProviderCode = Provider,
            StartsOn = new(2024, 11, 20),
            Reached = [new(1, new(2024, 12, 1), Event(2), Recorded)],
            Stopped = new(new(2025, 2, 1), "34", Event(3), Recorded),
        };
        LotToPay Until(int year) => Lot(terms with { Term = new Period(new(2024, 1, 1), new(year, 12, 31)) }, []) with { OnStartProducts = new HashSet<string> { "50O01" }, Trajectories = [trajectory] };
        long Due(int lastYear, int year, DateOnly until) => LotDue.Of(Until(lastYear), Period.Year(year), until, true, [], []).Due.Sum(line => line.Cents);

        Due(2025, 2024, new(2024, 12, 31)).ShouldBe(840_001);
        Due(2025, 2025, new(2025, 1, 31)).ShouldBe(0);
        Due(2025, 2025, new(2025, 2, 1)).ShouldBe(-588_001);
        // A contract that ended before has no later year: there it comes back in its last.
        Due(2024, 2024, new(2024, 12, 31)).ShouldBe(252_000);
    }

    [Fact]
    public void a_discount_for_breach_is_taken_off_once_by_the_municipalities_that_bear_the_lot()
    {
        var lot = Lot(MinuteTerms(1m), [Payable("line/R1", 5_000)]) with { DiscountCents = -381_250 };
        var first = Run(LotDue.Of(lot, Year, new(2026, 5, 31), false, [], []));
        first.Where(line => line.Key.StartsWith("breach/1/2026/", StringComparison.Ordinal)).Select(line => (line.MunicipalityCode, line.Cents)).ShouldBe([("0957", -254_167L), ("1641", -127_083L)]);
        first.Sum(line => line.Cents).ShouldBe(5_000 - 381_250);
        // Others come into care: what was taken is not divided again. Withdrawn, it is paid after all.
        var paid = first.Select(Paid).ToList();
        Run(LotDue.Of(lot with { Key = [new("0957", 1), new("1641", 5)] }, Year, new(2026, 6, 30), false, paid, [])).ShouldBeEmpty();
        Run(LotDue.Of(lot with { DiscountCents = 0 }, Year, new(2026, 6, 30), false, paid, [])).Sum(line => line.Cents).ShouldBe(381_250);
        // Beside advances too, and where the year cannot be settled.
        Run(LotDue.Of(Lot(task, null, inAdvance: true) with { DiscountCents = -300 }, Year, new(2026, 1, 31), false, [], [])).Sum(line => line.Cents).ShouldBe(49_000_000 - 300);
    }

    [Fact]
    public void a_subsidy_that_was_determined_is_due_as_determined_before_the_year_is_over()
    {
        var terms = new SubsidyTerms { GrantedCents = 120_000_000, AdvanceShare = 0.95m };
        var paid = Run(LotDue.Of(Lot(terms, null, inAdvance: true), Year, new(2026, 1, 1), false, [], [])).Select(Paid).ToList();
        paid.Sum(line => line.Cents).ShouldBe(114_000_000);
        var determined = Lot(terms, [Payable("subsidy/1/2026/0957", 110_000_000)], inAdvance: true);
        LotDue.Of(determined, Year, new(2026, 11, 27), false, paid, []).Due.Sum(line => line.Cents).ShouldBe(110_000_000);
        Run(LotDue.Of(determined, Year, new(2026, 11, 27), false, paid, [])).Sum(line => line.Cents).ShouldBe(-4_000_000);
    }

    [Fact]
    public void a_merger_that_is_still_to_come_changes_no_bill_before_its_day()
    {
        var lot = Lot(task with { BudgetCents = 108_000_000, Kpis = [] }, null, inAdvance: true) with { Key = [new("0957", 4), new("1641", 5)], Mergers = [new Merger("0957", "1641", new(2026, 12, 1))] };
        IReadOnlyDictionary<string, long> Until(DateOnly day) => LotDue.Of(lot, Year, day, false, [], []).Due.GroupBy(line => line.MunicipalityCode).ToDictionary(same => same.Key, same => same.Sum(line => line.Cents));
        Until(new(2026, 11, 30)).ShouldBe(new Dictionary<string, long> { ["0957"] = 44_000_000, ["1641"] = 55_000_000 }, ignoreOrder: true);
        Until(new(2026, 12, 1)).ShouldBe(new Dictionary<string, long> { ["0957"] = 44_000_000, ["1641"] = 64_000_000 }, ignoreOrder: true);
    }

    [Fact]
    public void runs_pay_the_year_whatever_days_and_recorded_advances_came_between() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var paid = new List<LotAmount>();
            var recorded = new List<AdvancePaid>();
            var month = 1;
            for (var step = 0; step < 10; step++)
            {
                if (random.Next(3) == 0) recorded.Add(Advance(new DateOnly(2026, random.Next(1, 13), 5), random.Next(1, 90_000_000)));
                month = Math.Min(12, month + random.Next(3));
                var key = new KeyPart[] { new("0957", random.Next(1, 9)), new("1641", random.Next(1, 9)) };
                paid.AddRange(Run(LotDue.Of(Lot(task, null, inAdvance: true) with { Key = key, Recorded = recorded }, Year, new DateOnly(2026, month, 28), false, paid, [])).Select(Paid));
            }
            paid.AddRange(Run(LotDue.Of(Lot(task, taskSettled, inAdvance: true) with { Recorded = recorded }, Year, LastDay, true, paid, [])).Select(Paid));
            return paid.Sum(line => line.Cents) + recorded.Sum(advance => advance.Cents) == 618_900_000
                && Run(LotDue.Of(Lot(task, taskSettled, inAdvance: true) with { Recorded = recorded }, Year, LastDay, true, paid, [])).Count == 0;
        }).QuickCheckThrowOnFailure();

    private static AdvancePaid Advance(DateOnly on, long cents) => new() { EventId = Event(on.DayNumber), RecordedAt = Recorded, On = on, Cents = cents };
}
