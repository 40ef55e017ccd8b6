using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Inkoop.Tests.Contracts;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money;

public class CareFactsTests
{
    private static readonly DateTimeOffset start = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid allocation = Guid.Parse("0197a000-0000-7000-8000-0000000000b1");

    private static Guid Id(int number) => new($"01890000-0000-7000-8000-{number:D12}");

    private static CareReport Report(int minute, int report, DateOnly from, DateOnly? stopped = null, bool withdrawn = false, Guid? of = null, string municipality = "0957", string client = "c1") => new()
    {
        EventId = Id(1_000 + minute),
        ReportId = Id(report),
        IsStop = stopped is not null,
        AllocationId = of ?? allocation,
        ProductId = "43A12",
        MunicipalityCode = municipality,
        ClientPseudonym = client,
        StartedOn = from,
        StoppedOn = stopped,
        Reason = stopped is null ? null : "19",
        IsWithdrawn = withdrawn,
        RecordedAt = start.AddMinutes(minute),
    };

    private static AllocationVersion Version(long version, int minute, bool removed = false) => new() { AllocationId = allocation, Version = version, Category = "43", IsRemoved = removed, RecordedAt = start.AddMinutes(minute) };

    [Fact]
    public void a_stop_may_come_before_its_start()
    {
        CareReport[] told = [Report(1, 2, new(2026, 1, 5), new DateOnly(2026, 2, 1)), Report(2, 1, new(2026, 1, 5))];
        var one = CareFacts.Standing(told, [], start.AddMinutes(1), DateOnly.MaxValue).Single();
        (one.CareId, one.From, one.Until).ShouldBe((Id(2), new DateOnly(2026, 1, 5), new DateOnly(2026, 2, 1)));
        CareFacts.Standing(told, [], start.AddMinutes(2), DateOnly.MaxValue).Single().CareId.ShouldBe(Id(1));
        CareFacts.Standing(told, [], start, DateOnly.MaxValue).ShouldBeEmpty();
    }

    [Fact]
    public void what_was_withdrawn_vanishes_from_that_moment_and_what_replaces_it_stands()
    {
        CareReport[] told = [Report(1, 1, new(2026, 1, 5)), Report(3, 1, new(2026, 1, 5), withdrawn: true), Report(4, 2, new(2026, 1, 12)), Report(5, 3, new(2026, 1, 5), new DateOnly(2026, 2, 1))];
        CareFacts.Standing(told, [], start.AddMinutes(2), DateOnly.MaxValue).Single().From.ShouldBe(new(2026, 1, 5));
        CareFacts.Standing(told, [], start.AddMinutes(3), DateOnly.MaxValue).ShouldBeEmpty();
        // The stop is of the start that was taken back.
        CareFacts.Standing(told, [], start.AddMinutes(9), DateOnly.MaxValue).Single().ShouldSatisfyAllConditions(care => care.From.ShouldBe(new(2026, 1, 12)), care => care.Until.ShouldBeNull());
    }

    [Fact]
    public void a_withdrawn_stop_opens_the_care_again()
    {
        CareReport[] told = [Report(1, 1, new(2026, 1, 5)), Report(2, 2, new(2026, 1, 5), new DateOnly(2026, 2, 1)), Report(3, 2, new(2026, 1, 5), new DateOnly(2026, 2, 1), withdrawn: true)];
        CareFacts.Standing(told, [], start.AddMinutes(2), DateOnly.MaxValue).Single().Until.ShouldBe(new DateOnly(2026, 2, 1));
        CareFacts.Standing(told, [], start.AddMinutes(3), DateOnly.MaxValue).Single().Until.ShouldBeNull();
    }

    [Fact]
    public void a_removed_allocation_counts_nowhere()
    {
        CareReport[] told = [Report(1, 1, new(2026, 1, 5))];
        AllocationVersion[] versions = [Version(2, 5, removed: true), Version(1, 0)];
        CareFacts.Standing(told, versions, start.AddMinutes(4), DateOnly.MaxValue).Count.ShouldBe(1);
        CareFacts.Standing(told, versions, start.AddMinutes(5), DateOnly.MaxValue).ShouldBeEmpty();
    }

    [Fact]
    public void what_follows_on_is_one_stay_and_a_day_between_makes_two()
    {
        var (second, third) = (Guid.Parse("0197a000-0000-7000-8000-0000000000b2"), Guid.Parse("0197a000-0000-7000-8000-0000000000b3"));
        IReadOnlyList<Stay> Stays(DateOnly next, string municipality) => CareFacts.Stays(CareFacts.Standing(
        [
            Report(1, 1, new(2026, 1, 1)), Report(2, 2, new(2026, 1, 1), new DateOnly(2026, 4, 11)), Report(3, 3, next, of: second, municipality: municipality), Report(4, 4, next, new DateOnly(2026, 7, 20), of: second, municipality: municipality),
            Report(5, 5, new(2026, 1, 1), of: third, client: "c2"),
        ], [], start.AddMinutes(9), DateOnly.MaxValue));

        var moved = Stays(new(2026, 4, 11), "1641");
        moved.Count.ShouldBe(2);
        moved[0].Payers.ShouldBe([new(new(2026, 1, 1), "0957", new(Id(1), Id(1_001))), new(new(2026, 4, 11), "1641", new(Id(3), Id(1_003)))]);
        (moved[0].ArrivedOn, moved[0].DepartedOn).ShouldBe((new DateOnly(2026, 1, 1), new DateOnly(2026, 7, 20)));
        Stays(new(2026, 4, 12), "0957")[0].ShouldSatisfyAllConditions(stay => stay.Payers.Count.ShouldBe(1), stay => stay.DepartedOn.ShouldBe(new DateOnly(2026, 7, 20)));
        Stays(new(2026, 4, 13), "1641").Count.ShouldBe(3);
    }

    [Fact]
    public void any_order_with_any_duplicates_means_the_same() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var told = Enumerable.Range(0, 24).Select(i =>
            {
                var report = random.Next(8);
                var from = new DateOnly(2026, 1, 1).AddDays(report / 2 * 10);
                return Report(random.Next(10), report, from, report % 2 == 1 ? from.AddDays(10) : null, withdrawn: random.Next(4) == 0, of: Id(500 + (report / 4)), municipality: report < 4 ? "0957" : "1641");
            }).DistinctBy(report => report.EventId).ToArray();
            var again = told.Concat(told.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(again);
            var asOf = start.AddMinutes(random.Next(10));
            var (one, other) = (CareFacts.Standing(told, [], asOf, DateOnly.MaxValue), CareFacts.Standing(again, [], asOf, DateOnly.MaxValue));
            return one.SequenceEqual(other) && CareFacts.Stays(one).Select(stay => (stay.StayId, stay.ArrivedOn, stay.DepartedOn, string.Join(',', stay.Payers)))
                .SequenceEqual(CareFacts.Stays(other).Select(stay => (stay.StayId, stay.ArrivedOn, stay.DepartedOn, string.Join(',', stay.Payers))));
        }).QuickCheckThrowOnFailure();
}
