using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Ijw;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money;

/// <summary>No day outside the allocation, and none that has not come, is paid or counted by anything.</summary>
public class CountedDaysTests
{
    private static readonly DateTimeOffset told = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly first = new(2026, 1, 1);
    private const int Days = 240;
    private static readonly RateStep[] rates = [new(new(2025, 1, 1), null, Fraction.One)];
    private static readonly PriceTimesQuantityTerms stay = new() { Stays = [new StayPrice("44A01", [new StayTier(null, Fraction.One)])] };
    private static readonly PriceTimesQuantityTerms month = new() { Measures = [new ProductPrice { ProductId = "44A01", RateUnit = "82", Rates = rates }] };
    private static readonly OutputTerms periodic = new()
    {
        Products = [new OutputPrice { ProductId = "44A01", Variant = OutputVariant.Periodic, Parts = [.. Enumerable.Range(0, 10).Select(i => new PricePart($"{i}", 0.1m))], Rates = rates }],
    };

    [Theory]
    [InlineData("2026-01-01", null, "2026-01-01", "2026-03-31", "2026-11-27", "2026-01-01", "2026-03-31")]
    [InlineData("2026-06-01", "2026-07-01", "2026-02-01", "2026-03-31", "2026-11-27", null, null)]
    [InlineData("2025-11-01", "2026-01-31", "2026-01-01", null, "2026-11-27", "2026-01-01", "2026-01-31")]
    [InlineData("2026-01-01", null, "2026-01-01", null, "2026-11-27", "2026-01-01", "2026-11-27")]
    [InlineData("2026-12-01", null, "2026-01-01", null, "2026-11-27", null, null)]
    [InlineData("2026-01-01", "2026-12-31", "2026-01-01", "2026-12-31", "2026-11-27", "2026-01-01", "2026-11-27")]
    public void the_days_that_count(string started, string? stopped, string allocatedFrom, string? allocatedUntil, string today, string? from, string? until)
    {
        var allocation = new AllocationVersion { StartsOn = Day(allocatedFrom), EndsOn = allocatedUntil is null ? null : Day(allocatedUntil) };
        CountedDays.Of(Day(started), stopped is null ? null : Day(stopped), allocation, Day(today)).ShouldBe(from is null ? null : new Period(Day(from), Day(until!)));
        CountedDays.Of(Day(started), null, allocation with { IsRemoved = true }, Day(today)).ShouldBeNull();
    }

    [Fact]
    public void care_without_a_stop_is_paid_until_its_allocation_ends()
    {
        var allocation = Version(new(2026, 1, 1), new(2026, 3, 31));
        var care = CareFacts.Standing([Report(allocation, new(2026, 1, 1), null)], [allocation], told.AddDays(400), new(2026, 11, 27));
        Cents(new PriceTimesQuantityTerms { Stays = [new StayPrice("44A01", [new StayTier(null, 300)])] }, care).ShouldBe(2_700_000);
        Cents(new PriceTimesQuantityTerms { Measures = [new ProductPrice { ProductId = "44A01", RateUnit = "82", Rates = [new(new(2025, 1, 1), null, 812.50m)] }] }, care).ShouldBe(243_750);
    }

    [Fact]
    public void what_follows_on_the_day_after_an_allocation_ended_is_the_same_stay_and_a_day_between_makes_two()
    {
        IReadOnlyList<Stay> Stays(DateOnly next)
        {
            var (one, other) = (Version(new(2026, 1, 1), new(2026, 3, 31)), Version(next, null));
            return CareFacts.Stays(CareFacts.Standing([Report(one, new(2026, 1, 1), null), Report(other, next, null)], [one, other], told.AddDays(400), new(2026, 6, 30)));
        }
        Stays(new(2026, 4, 1)).Single().ShouldSatisfyAllConditions(stay => stay.ArrivedOn.ShouldBe(new(2026, 1, 1)), stay => stay.DepartedOn.ShouldBe(new DateOnly(2026, 7, 1)));
        Stays(new(2026, 4, 2)).Select(stay => (stay.ArrivedOn, stay.DepartedOn)).ShouldBe([(new(2026, 1, 1), new DateOnly(2026, 4, 1)), (new(2026, 4, 2), new DateOnly(2026, 7, 1))], ignoreOrder: true);
    }

    [Fact]
    public void no_other_day_is_ever_paid_or_counted() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        DateOnly Any() => first.AddDays(random.Next(Days));
        var today = Any();
        var allocations = Enumerable.Range(0, random.Next(1, 4))
            .Select(_ => Any() is var from && random.Next(3) > 0 ? Version(from, from.AddDays(random.Next(90))) : Version(from, null)).ToList();
        var versions = allocations
            .SelectMany(newest => random.Next(2) == 0 ? new[] { newest } : [newest with { Version = 1, StartsOn = first, EndsOn = null }, newest]).ToList();
        var spells = allocations
            .SelectMany(allocation => Enumerable.Range(0, random.Next(1, 3))
                .Select(_ => (Allocation: allocation, From: Any(), Length: random.Next(120), IsOpen: random.Next(3) == 0)))
            .DistinctBy(spell => (spell.Allocation, spell.From)).ToList();
        var starts = spells.Select(spell => Report(spell.Allocation, spell.From, null));
        var stops = spells.Where(spell => !spell.IsOpen).Select(spell => Report(spell.Allocation, spell.From, spell.From.AddDays(spell.Length)));
        var reports = starts.Concat(stops).ToList();

        // By itself: day by day, whether any care under a standing allocation holds it.
        var counts = Enumerable.Range(0, Days * 2).Select(i => first.AddDays(i)).Where(day => day <= today && spells.Exists(spell =>
            spell.From <= day && (spell.IsOpen || day <= spell.From.AddDays(spell.Length))
            && spell.Allocation.StartsOn <= day && (spell.Allocation.EndsOn is not { } end || day <= end))).ToHashSet();

        var care = CareFacts.Standing(reports, versions, told.AddDays(400), today);
        var (stays, youths) = (CareFacts.Stays(care), CareFacts.Spells(care, product => product));
        for (var day = first; day < first.AddDays(Days * 2); day = day.AddDays(1))
        {
            var one = new Period(day, day);
            var paid = StayTiers.Settle(stay, stays, one, Stress.None).Sum(amount => amount.Amount.Cents);
            if (paid is not (0 or 100) || (paid > 0 && !counts.Contains(day))) return false;
            if ((YouthCounts.UniqueClients(youths, one, 1) == 1) != counts.Contains(day)) return false;
        }
        var months = MonthTariffs.Settle(month, CareFacts.Measures(care), Period.Year(2026), Stress.None)
            .SelectMany(measure => measure.Parts).Select(part => part.Month);
        var trajectories = CareFacts.Trajectories(care, Enumerable.Empty<PartReached>().ToLookup(_ => Guid.Empty));
        var reached = Trajectories.Settle(periodic, new RecordedFacts { Trajectories = trajectories }, Period.Year(2026)).Parts;
        // A trajectory that was interrupted goes on; never beyond the last day of its care.
        return months.All(one => counts.Any(day => $"{day:yyyy-MM}" == one))
            && reached.All(part => counts.Any(day => string.CompareOrdinal(part.Month, $"{day:yyyy-MM}") <= 0));
    }).QuickCheckThrowOnFailure();

    private static long Cents(PriceTimesQuantityTerms terms, IReadOnlyList<Care> care) =>
        PriceTimesQuantity.Settle(terms, new RecordedFacts { Stays = CareFacts.Stays(care), Measures = CareFacts.Measures(care) }, Period.Year(2026)).Total.Cents;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    private static AllocationVersion Version(DateOnly from, DateOnly? until) => new() { AllocationId = Guid.CreateVersion7(), Version = 2, StartsOn = from, EndsOn = until, RecordedAt = told };

    private static CareReport Report(AllocationVersion allocation, DateOnly from, DateOnly? stopped) => new()
    {
        EventId = Guid.CreateVersion7(),
        ReportId = Guid.CreateVersion7(),
        AllocationId = allocation.AllocationId,
        ProductId = "44A01",
        MunicipalityCode = "0957",
        ClientPseudonym = "c1",
        StartedOn = from,
        StoppedOn = stopped,
        IsStop = stopped is not null,
        Reason = stopped is null ? null : "31",
        RecordedAt = told,
    };
}
