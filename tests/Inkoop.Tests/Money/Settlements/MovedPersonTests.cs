using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Ijw;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

/// <summary>Who moves to another municipality is paid for as if nobody had moved: by two payers, each from its own day.</summary>
public sealed partial class MovedPersonTests
{
    private const string Old = "0361", New = "0373", Person = "person";
    private static readonly Guid first = Event(901), second = Event(902);
    private static readonly PriceTimesQuantityTerms tiers = new() { Stays = [new StayPrice("43A12", [new(90, 316.56m), new(180, 280.98m), new(null, 242.04m)])] };

    [Fact]
    public void tiers_go_on_after_a_move_and_the_night_between_is_paid_by_whom_it_moved_to()
    {
        Care[] moved = [Spell(1, first, Old, new(2024, 10, 15), new(2025, 2, 10)), Spell(2, second, New, new(2025, 2, 11), new(2025, 9, 1))];
        Paid(moved, 2024).ShouldBe([(Old, 78 * 31_656L)]);
        // Days 79 to 90 and 91 to 118; then 119 to 180 and 181 to 321, the night of 10 February with them.
        Paid(moved, 2025).ShouldBe([(Old, (12 * 31_656L) + (28 * 28_098)), (New, 5_154_840)]);
        Paid([moved[0], moved[1] with { ClientId = "somebody else" }], 2025).ShouldBe([(Old, (12 * 31_656L) + (28 * 28_098)), (New, 5_910_348)]);
    }

    [Theory]
    [InlineData("2025-02-10", true, "2025-02-10", 28, 20)] // left and came on one day: its night is the new one's
    [InlineData("2025-02-10", true, "2025-02-11", 28, 20)] // left without another night, came the day after: the new one's too
    [InlineData("2025-02-10", false, "2025-02-11", 29, 19)] // the allocation ended: its last day is slept and paid
    [InlineData("2025-02-15", true, "2025-02-10", 28, 20)] // both at once: who came last
    public void each_night_has_one_payer(string untilText, bool stopped, string fromText, int nightsOfOld, int nightsOfNew)
    {
        var (until, from) = (Day(untilText), Day(fromText));
        var flat = new PriceTimesQuantityTerms { Stays = [new StayPrice("43A12", [new(null, 1)])] };
        Care[] care = [Spell(1, first, Old, new(2025, 1, 13), until, stopped), Spell(2, second, New, from, new(2025, 3, 2))];
        Paid(care, 2025, flat).ShouldBe([(Old, nightsOfOld * 100L), (New, nightsOfNew * 100L)]);
    }

    [Fact]
    public void who_comes_back_when_another_payer_ends_is_paid_for_by_whom_is_left()
    {
        var flat = new PriceTimesQuantityTerms { Stays = [new StayPrice("43A12", [new(null, 1)])] };
        Paid([Spell(1, first, Old, new(2025, 1, 1), new(2025, 7, 1)), Spell(2, second, New, new(2025, 2, 1), new(2025, 3, 1))], 2025, flat)
            .ShouldBe([(Old, (31 + 122) * 100L), (New, 2_800)]);
    }

    [Fact]
    public void a_trajectory_that_goes_on_elsewhere_is_one_and_each_part_is_paid_where_it_was_reached()
    {
        Care[] moved = [Spell(1, first, Old, new(2026, 1, 10), new(2026, 3, 1)), Spell(2, second, New, new(2026, 3, 2), null)];
        // The first phase was told under both: it is paid once.
        var reached = Reached((first, 1, new(2026, 2, 1)), (second, 1, new(2026, 3, 10)), (second, 2, new(2026, 4, 1)), (second, 3, new(2026, 8, 1)));
        var settled = Output(moved, reached);
        settled.Payables.Select(payable => (payable.Key, payable.MunicipalityCode, payable.Cents)).ShouldBe(
            [($"trajectory/{first}", Old, 252_000L), ($"trajectory/{second}", New, 588_000L)]);
        settled.Parts.Sum(part => part.Volume).ShouldBe(1);
        Standing.Of(output, Facts(moved, reached), Year2026, new(2026, 12, 31)).ShouldContain(new Mark(Standing.Trajectories, 1));

        // In the same municipality the next allocation is the next trajectory, and so is what follows on care that was complete.
        Output([moved[0], moved[1] with { MunicipalityCode = Old }], reached).Total.Cents.ShouldBe(252_000 + 840_000);
        Output([moved[0] with { Stop = moved[0].Stop! with { Reason = "31" } }, moved[1]], reached).Total.Cents.ShouldBe(252_000 + 840_000);
    }

    [Fact]
    public void what_was_paid_on_start_stays_with_the_municipality_where_it_began()
    {
        Care[] moved = [Spell(1, first, Old, new(2026, 1, 10), new(2026, 3, 1)), Spell(2, second, New, new(2026, 3, 2), new(2026, 6, 1))];
        var facts = Facts(moved, Reached((first, 1, new(2026, 2, 1)), (second, 2, new(2026, 4, 1))));
        Inkoop.Money.Payments.OnStart.Due("1", output, facts.Trajectories, Year2026, new(2026, 12, 31), true).Select(due => (due.MunicipalityCode, due.Cents)).ShouldBe([(Old, 588_000L)]);
        Inkoop.Money.Payments.OnStart.Keys(facts.Trajectories.Single()).ShouldBe([$"trajectory/{first}", $"trajectory/{second}"]);
    }

    [Fact]
    public void a_month_of_a_measure_in_which_somebody_moved_is_paid_once_where_it_began()
    {
        // By themselves both would lie in a broken month, and nobody would pay it.
        Care[] moved = [Spell(1, first, Old, new(2026, 1, 1), new(2026, 2, 15)), Spell(2, second, New, new(2026, 2, 16), new(2026, 3, 20))];
        Paid(moved, 2026, months).ShouldBe([(Old, 2 * 81_251L), (New, 81_251)]);
        Paid([moved[0] with { From = new(2026, 2, 1) }, moved[1]], 2026, months).ShouldBe([(Old, 81_251L), (New, 81_251)]);
    }

    [Fact]
    public void a_youth_counts_once_in_the_volume_of_a_task()
    {
        Care[] moved = [Spell(1, first, Old, new(2026, 1, 10), new(2026, 3, 1)), Spell(2, second, New, new(2026, 3, 2), null)];
        var spells = CareFacts.Spells(moved, product => product);
        YouthCounts.UniqueClients(spells, Year2026, 1).ShouldBe(1);
        YouthCounts.UniqueClients(spells, Year2026, 300).ShouldBe(1, "the days of both count together");
        YouthCounts.ByMunicipality(spells, Year2026, 1).Select(part => part.MunicipalityCode).ShouldBe([Old]);
    }

    [Fact]
    public void a_move_changes_no_sum() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(600), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var from = new DateOnly(2025, 6, 1).AddDays(random.Next(200));
        var until = from.AddDays(random.Next(2, 400));
        var move = from.AddDays(random.Next(1, until.DayNumber - from.DayNumber));
        var way = random.Next(3);
        Care[] stayed = [Spell(1, first, Old, from, until)];
        // Stopped and came on one day, came the day after, or the allocation ended the day before.
        Care[] moved = [Spell(1, first, Old, from, way == 2 ? move.AddDays(-1) : move, stopped: way != 2), Spell(2, second, New, way == 1 ? move.AddDays(1) : move, until)];
        if (way == 1 && move.AddDays(1) > until) return true;

        var odd = new PriceTimesQuantityTerms { Stays = [new StayPrice("43A12", [new(random.Next(1, 90), 100.005m), new(200, 50.0033m), new(null, 20.1117m)])] };
        foreach (var period in Periods())
        {
            Sum(odd, stayed, period).ShouldBe(Sum(odd, moved, period), $"stay, seed {seed}");
            Sum(months, stayed, period).ShouldBe(Sum(months, moved, period), $"measure, seed {seed}");
            YouthCounts.UniqueClients(CareFacts.Spells(moved, product => product), period, 1).ShouldBe(YouthCounts.UniqueClients(CareFacts.Spells(stayed, product => product), period, 1), $"seed {seed}");
        }

        var terms = output with { Products = [output.Products[0] with { Variant = (OutputVariant)random.Next(3) }] };
        var parts = Enumerable.Range(1, 3).Where(_ => random.Next(4) > 0).Select(part => (part, On: from.AddDays(random.Next(400)))).ToList();
        var of = parts.Select(part => (first, part.part, part.On)).ToArray();
        var divided = parts.Select(part => (part.On < move ? first : second, part.part, part.On)).ToArray();
        foreach (var period in Periods())
            Trajectories.Settle(terms, Facts(stayed, Reached(of)), period).Total.Cents.ShouldBe(Trajectories.Settle(terms, Facts(moved, Reached(divided)), period).Total.Cents, $"trajectory, seed {seed}");
        return true;
    }));

    [Fact]
    public void nothing_that_two_municipalities_are_shown_has_a_name_in_common()
    {
        Care[] moved = [Spell(1, first, Old, new(2025, 10, 15), new(2026, 2, 10)), Spell(2, second, New, new(2026, 2, 11), new(2026, 9, 1))];
        var trajectories = Output(moved, Reached((first, 1, new(2026, 2, 1)), (second, 2, new(2026, 4, 1)), (second, 3, new(2026, 5, 1))));
        foreach (var settled in new[] { Settle(tiers, Facts(moved, Reached())), trajectories })
        {
            var (old, other) = (Names(settled, Old), Names(settled, New));
            old.ShouldNotBeEmpty();
            other.ShouldNotBeEmpty();
            old.Intersect(other).ShouldBeEmpty();
        }
    }

    private static readonly PriceTimesQuantityTerms months = new() { Measures = [Product("43A12", "82", 812.505m)] };

    private static readonly OutputTerms output = new()
    {
        Products = [new OutputPrice { ProductId = "43A12", Parts = [new("Start", 0.3m), new("Behandeling", 0.4m), new("Afronding", 0.3m)], MonthsOfPart = 2, Rates = [new(new(2024, 1, 1), null, 8_400m)] }],
    };

    /// <summary>Ids of anything in the nodes and payables of one municipality.</summary>
    private static HashSet<string> Names(Settled settled, string municipality)
    {
        var own = settled.Payables.Where(payable => payable.MunicipalityCode == municipality).Select(payable => payable.Key).ToList();
        var nodes = settled.Total.Children.Where(node => node.PayableMunicipality == municipality || All(node).Any(one => one.Title.Contains(municipality, StringComparison.Ordinal))).SelectMany(All).ToList();
        return [.. own.Concat(nodes.Select(node => node.Title)).SelectMany(text => Ids().Matches(text).Select(id => id.Value)).Concat(nodes.SelectMany(node => node.Inputs).Select(input => input.EventId?.ToString()).OfType<string>())];
    }

    private static IEnumerable<Period> Periods() =>
    [
        new(new(2025, 1, 1), new(2027, 12, 31)), .. Enumerable.Range(0, 8).Select(quarter => new DateOnly(2025, 4, 1).AddMonths(3 * quarter)).Select(from => new Period(from, from.AddMonths(3).AddDays(-1))),
        new(new(2026, 1, 1), new(2026, 3, 17)),
    ];

    private static Care Spell(int number, Guid allocation, string municipality, DateOnly from, DateOnly? until, bool stopped = true) =>
        new(Event(number), Event(100 + number), Recorded, allocation, "43A12", municipality, "provider", Person, from,
            stopped && until is not null ? new CareReport { EventId = Event(200 + number), IsStop = true, StoppedOn = until, Reason = "35", RecordedAt = Recorded } : null)
        { Until = until };

    private static ILookup<Guid, PartReached> Reached(params (Guid Allocation, int Part, DateOnly On)[] parts) =>
        parts.Select((part, i) => (part.Allocation, new PartReached(part.Part, part.On, Event(500 + i), Recorded))).ToLookup(part => part.Allocation, part => part.Item2);

    private static RecordedFacts Facts(Care[] care, ILookup<Guid, PartReached> reached) =>
        new() { Stays = CareFacts.Stays(care), Measures = CareFacts.Measures(care), Trajectories = CareFacts.Trajectories(care, reached), Spells = CareFacts.Spells(care, product => product) };

    private static Settled Output(Care[] care, ILookup<Guid, PartReached> reached) => Settle(output, Facts(care, reached));

    private static long Sum(PriceTimesQuantityTerms terms, Care[] care, Period period) => Settle(terms, Facts(care, Reached()), period).Total.Cents;

    private static IEnumerable<(string, long)> Paid(Care[] care, int year, PriceTimesQuantityTerms? terms = null) => Settle(terms ?? tiers, Facts(care, Reached()), Period.Year(year)).Payables
        .GroupBy(payable => payable.MunicipalityCode).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => (same.Key, same.Sum(payable => payable.Cents)));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Ids();
}
