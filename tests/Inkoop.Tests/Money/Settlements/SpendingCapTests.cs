using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

public class SpendingCapTests
{
    private static readonly PriceTimesQuantityTerms capped = new() { Caps = [new SpendingCap(Year2026, 40_000_000, 0.7m)] };

    private static CareLine Euros(string reference, int month, long euros, AllocationKind kind, int minute = 0) =>
        Line(reference, new(2026, month, 1), euros * 100, "83", kind: kind, accepted: Recorded.AddMinutes(minute));

    private static readonly CareLine[] year =
    [
        Euros("R1", 1, 279_999, AllocationKind.Unspecific),
        Euros("R2", 2, 120_001, AllocationKind.Specific),
        Euros("R3", 12, 8_200, AllocationKind.Crisis, 1),
        Euros("R4", 12, 2_600, AllocationKind.Specific, 2),
        Euros("R5", 12, 1_500, AllocationKind.Unspecific, 3),
    ];

    [Fact]
    public void above_the_cap_crisis_and_specific_care_is_paid_and_unspecific_care_is_not()
    {
        var settled = Settle(capped, new RecordedFacts { Lines = year });
        settled.Total.Cents.ShouldBe(41_080_000);
        settled.Findings.Select(finding => (finding.Code, finding.Subject)).ShouldBe([(Finding.SpendingSignal, "R2"), (Finding.AboveSpendingCap, "R5")]);
        Find(settled.Total, "Boven de bestedingsruimte").Cents.ShouldBe(-150_000);
    }

    [Fact]
    public void the_signal_is_given_at_the_line_that_reaches_seventy_percent()
    {
        var exact = Settle(capped, new RecordedFacts { Lines = [Euros("R1", 1, 279_999, AllocationKind.Unspecific), Euros("R2", 2, 1, AllocationKind.Unspecific), Euros("R3", 3, 1, AllocationKind.Unspecific)] });
        exact.Findings.Single().ShouldSatisfyAllConditions(finding => finding.Code.ShouldBe(Finding.SpendingSignal), finding => finding.Subject.ShouldBe("R2"));
        Settle(capped, new RecordedFacts { Lines = [Euros("R1", 1, 279_999, AllocationKind.Unspecific)] }).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void an_unspecific_line_is_paid_up_to_what_remains()
    {
        var settled = Settle(capped, new RecordedFacts { Lines = [Euros("R1", 1, 399_000, AllocationKind.Crisis), Euros("R2", 2, 1_500, AllocationKind.Unspecific), Euros("R3", 3, 100, AllocationKind.Unspecific)] });
        settled.Total.Cents.ShouldBe(40_000_000);
        settled.Payables.Single(payable => payable.Key == "line/R2").Cents.ShouldBe(100_000);
        settled.Payables.Single(payable => payable.Key == "line/R3").Cents.ShouldBe(0);
    }

    [Fact]
    public void where_a_cap_stands_is_known_while_the_year_runs()
    {
        IReadOnlyDictionary<string, long> On(DateOnly day, params CareLine[] lines) =>
            Standing.Of(capped, new RecordedFacts { Lines = lines }, Year2026, day).ToDictionary(mark => mark.Name, mark => mark.Value);

        var half = On(new(2026, 2, 28), year[..1]);
        (half[Standing.CapCents], half[Standing.CapUsedCents], half[Standing.CapUsedShare], half[Standing.SignalShare], half[Standing.SignalReached])
            .ShouldBe((40_000_000L, 27_999_900L, 69_999_750L, 70_000_000L, 0L));
        half.ContainsKey(Standing.AboveCapCents).ShouldBeFalse();

        // What the settlement signals, finds and takes off is what the standing says.
        var settled = Settle(capped, new RecordedFacts { Lines = year });
        var full = On(new(2026, 12, 31), year);
        full[Standing.SignalReached].ShouldBe(settled.Findings.Count(finding => finding.Code == Finding.SpendingSignal));
        full[Standing.AboveCapCents].ShouldBe(full[Standing.CapUsedCents] - 40_000_000);
        full[Standing.UnpaidAboveCapCents].ShouldBe(-Find(settled.Total, "Boven de bestedingsruimte").Cents);

        On(new(2025, 12, 31), year).ShouldBeEmpty("the year has not begun");
        CareLine credit = Euros("C1", 1, 279_999, AllocationKind.Unspecific) with { IsCredit = true, PreviousReferenceNumber = "R1" };
        On(new(2026, 2, 28), year[0], credit)[Standing.CapUsedCents].ShouldBe(0, "a line and its credit use nothing");
    }

    [Fact]
    public void the_cap_of_the_day_is_shown_and_else_the_last_that_began()
    {
        var terms = new PriceTimesQuantityTerms
        {
            Caps = [new SpendingCap(new(new(2025, 7, 1), new(2026, 3, 31)), 1_000, 0.7m), new SpendingCap(new(new(2026, 4, 1), new(2026, 9, 30)), 2_000, 0.7m)],
        };
        long On(DateOnly day) => Standing.Of(terms, new RecordedFacts(), Year2026, day).Single(mark => mark.Name == Standing.CapCents).Value;
        (On(new(2026, 3, 31)), On(new(2026, 4, 1)), On(new(2026, 12, 1))).ShouldBe((1_000L, 2_000L, 2_000L));
    }

    [Fact]
    public void an_addendum_makes_room() =>
        Settle(capped with { Caps = [new SpendingCap(Year2026, 41_230_000, 0.7m)] }, new RecordedFacts { Lines = year }).Total.Cents.ShouldBe(41_230_000);

    [Fact]
    public void lines_count_by_begin_then_acceptance_then_reference()
    {
        CareLine[] sameDay = [Euros("B", 5, 300_000, AllocationKind.Unspecific, 2), Euros("A", 5, 300_000, AllocationKind.Unspecific, 2), Euros("C", 5, 300_000, AllocationKind.Unspecific, 1), Euros("Z", 4, 50_000, AllocationKind.Unspecific, 9)];
        var paid = Settle(capped, new RecordedFacts { Lines = sameDay }).Payables.ToDictionary(payable => payable.Key, payable => payable.Cents);
        paid["line/Z"].ShouldBe(5_000_000);
        paid["line/C"].ShouldBe(30_000_000);
        paid["line/A"].ShouldBe(5_000_000);
        paid["line/B"].ShouldBe(0);
    }

    [Fact]
    public void a_credited_line_leaves_its_room_to_others()
    {
        CareLine[] lines =
        [
            Euros("R1", 1, 400_000, AllocationKind.Unspecific), Euros("R2", 2, 1_500, AllocationKind.Unspecific),
            Line("R3", new(2026, 1, 1), 40_000_000, "83", kind: AllocationKind.Unspecific, credit: true, previous: "R1"),
        ];
        Settle(capped, new RecordedFacts { Lines = lines }).Total.Cents.ShouldBe(150_000);
    }

    [Fact]
    public void a_line_between_a_line_and_its_credit_has_the_room_of_both()
    {
        CareLine[] lines =
        [
            Euros("R1", 1, 400_000, AllocationKind.Unspecific), Euros("R2", 1, 1_500, AllocationKind.Unspecific, 1),
            Line("R3", new(2026, 1, 1), 40_000_000, "83", kind: AllocationKind.Unspecific, credit: true, previous: "R1", accepted: Recorded.AddMinutes(2)),
        ];
        Settle(capped, new RecordedFacts { Lines = lines }).Payables.Single(payable => payable.Key == "line/R2").Cents.ShouldBe(150_000);
    }

    [Fact]
    public void a_line_that_was_paid_in_part_and_then_credited_leaves_nothing()
    {
        CareLine[] lines =
        [
            Euros("R1", 1, 500_000, AllocationKind.Unspecific),
            Line("R2", new(2026, 1, 1), 50_000_000, "83", kind: AllocationKind.Unspecific, credit: true, previous: "R1", accepted: Recorded.AddMinutes(2)),
        ];
        Settle(capped, new RecordedFacts { Lines = lines }, asOf: Recorded).Total.Cents.ShouldBe(40_000_000);
        Settle(capped, new RecordedFacts { Lines = lines }).Total.Cents.ShouldBe(0);
    }

    [Fact]
    public void a_line_that_fills_the_cap_exactly_is_not_above_it() =>
        Settle(capped, new RecordedFacts { Lines = [Euros("R1", 1, 400_000, AllocationKind.Unspecific)] }).Findings.ShouldNotContain(finding => finding.Code == Finding.AboveSpendingCap);

    [Fact]
    public void a_period_inside_the_cap_has_the_room_that_the_months_before_it_left()
    {
        CareLine[] lines = [Euros("R1", 3, 399_000, AllocationKind.Unspecific), Euros("R2", 6, 1_500, AllocationKind.Unspecific), Euros("R3", 9, 100, AllocationKind.Unspecific)];
        var facts = new RecordedFacts { Lines = lines };
        var quarters = Enumerable.Range(0, 4).Select(quarter => Settle(capped, facts, new Period(new(2026, 1 + (3 * quarter), 1), new DateOnly(2026, 1 + (3 * quarter), 1).AddMonths(3).AddDays(-1)))).ToList();
        quarters.Select(quarter => quarter.Total.Cents).ShouldBe([39_900_000, 100_000, 0, 0]);
        quarters.Sum(quarter => quarter.Total.Cents).ShouldBe(Settle(capped, facts).Total.Cents);
        quarters.Select(quarter => string.Join(',', quarter.Findings.Select(finding => $"{finding.Code} {finding.Subject}"))).ShouldBe(["spending_signal R1", "above_spending_cap R2", "above_spending_cap R3", ""]);
    }

    [Fact]
    public void a_cap_does_not_touch_another_year()
    {
        var next = Line("N1", new(2027, 1, 1), 50_000_000, "83", kind: AllocationKind.Unspecific);
        Settle(capped, new RecordedFacts { Lines = [.. year, next] }, new Period(new(2026, 1, 1), new(2027, 12, 31))).Total.Cents.ShouldBe(41_080_000 + 50_000_000);
    }

    [Fact]
    public void the_order_of_arrival_does_not_matter_and_no_unspecific_line_exceeds_the_cap() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var lines = Enumerable.Range(0, 30)
                .Select(i => Euros($"R{i:D2}", 1 + random.Next(12), random.Next(1, 40_000), (AllocationKind)random.Next(3), random.Next(3)))
                .ToArray();
            var one = Settle(capped, new RecordedFacts { Lines = lines });
            var other = Settle(capped, new RecordedFacts { Lines = Shuffled(lines, seed) });
            var always = lines.Where(line => line.Kind != AllocationKind.Unspecific).Sum(line => line.Volume);
            return one.Payables.OrderBy(p => p.Key).SequenceEqual(other.Payables.OrderBy(p => p.Key))
                && one.Total.Cents >= Math.Min(always, lines.Sum(line => line.Volume))
                && one.Total.Cents <= always + 40_000_000
                && (lines.Sum(line => line.Volume) > 40_000_000 || one.Total.Cents == lines.Sum(line => line.Volume));
        }).QuickCheckThrowOnFailure();
}
