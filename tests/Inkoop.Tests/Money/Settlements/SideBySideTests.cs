using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

public class SideBySideTests
{
    private static readonly PayingRoute[] routes =
    [
        new("joint-15", "jeugdbescherming", "0606", Year2026),
        new("mvs-population", "specialistisch", "0606", Year2026),
    ];

    [Fact]
    public void a_youth_in_child_protection_is_paid_from_the_joint_contract_and_not_from_the_population_budget()
    {
        var spans = SideBySide.Assign([Spell("A", "jeugdbescherming", new(2025, 11, 1), null), Spell("A", "specialistisch", new(2026, 2, 1), new(2026, 3, 1))], routes, Year2026);
        spans.ShouldBe([new PaidSpan("joint-15", "A", "jeugdbescherming", Year2026), new PaidSpan("mvs-population", "A", "specialistisch", new Period(new(2026, 2, 1), new(2026, 3, 1)))]);
        SideBySide.PaidTwice(spans).ShouldBeEmpty();
    }

    [Fact]
    public void days_that_two_arrangements_pay_come_out_with_both()
    {
        PayingRoute[] doubled = [.. routes, new("mvs-population", "jeugdbescherming", "0606", new Period(new(2026, 12, 1), new(2027, 1, 31)))];
        var twice = SideBySide.PaidTwice(SideBySide.Assign([Spell("A", "jeugdbescherming", new(2026, 11, 20), new(2026, 12, 10))], doubled, Year2026)).Single();
        twice.Period.ShouldBe(new Period(new(2026, 12, 1), new(2026, 12, 10)));
        twice.Period.Days.ShouldBe(10);
        twice.Arrangements.ShouldBe(["joint-15", "mvs-population"]);
    }

    [Fact]
    public void double_days_are_those_that_a_count_day_by_day_finds() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var spans = Enumerable.Range(0, 8).Select(_ =>
            {
                var from = new DateOnly(2026, 1, 1).AddDays(random.Next(60));
                return new PaidSpan($"arrangement-{random.Next(3)}", $"client-{random.Next(2)}", $"service-{random.Next(2)}", new Period(from, from.AddDays(random.Next(20))));
            }).ToList();
            var found = SideBySide.PaidTwice(spans).SelectMany(twice => Enumerable.Range(0, twice.Period.Days).Select(day => (twice.ClientId, twice.ServiceType, Day: twice.Period.From.AddDays(day)))).Order().ToList();
            var counted = (from client in new[] { "client-0", "client-1" }
                           from service in new[] { "service-0", "service-1" }
                           from day in Enumerable.Range(0, 100).Select(day => new DateOnly(2026, 1, 1).AddDays(day))
                           where spans.Where(span => span.ClientId == client && span.ServiceType == service && span.Period.Holds(day)).Select(span => span.ArrangementId).Distinct().Count() > 1
                           select (client, service, day)).Order().ToList();
            return found.SequenceEqual(counted);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void routes_that_do_not_overlap_never_pay_a_day_twice() =>
        Prop.ForAll(Gen.Choose(0, 364).ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), (change, seed) =>
        {
            var random = new Random(seed);
            var border = new DateOnly(2026, 1, 1).AddDays(change);
            PayingRoute[] successive = [new("old", "s", "0606", new Period(new(2025, 1, 1), border.AddDays(-1))), new("new", "s", "0606", new Period(border, new(2027, 12, 31)))];
            var spells = Enumerable.Range(0, 10).Select(i => Spell($"C{i % 3}", "s", new DateOnly(2025, 10, 1).AddDays(random.Next(500)), random.Next(3) == 0 ? null : new DateOnly(2027, 3, 1))).ToList();
            return SideBySide.PaidTwice(SideBySide.Assign(spells, successive, Year2026)).Count == 0;
        }).QuickCheckThrowOnFailure();

    private static CareSpell Spell(string client, string service, DateOnly from, DateOnly? until) =>
        new() { EventId = Event(1), RecordedAt = Recorded, ClientId = client, MunicipalityCode = "0606", ServiceType = service, From = from, Until = until };
}
