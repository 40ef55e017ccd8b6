using FsCheck;
using FsCheck.Fluent;
using Inkoop.Agreements;
using Inkoop.Contracts;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Contracts;

public class TariffCalendarTests
{
    private static readonly DateOnly first = new(2026, 1, 1);
    private static readonly DateOnly last = new(2027, 12, 31);

    [Fact]
    public void a_new_tariff_ends_the_current_one_the_day_before()
    {
        var tariffs = TariffCalendar.Change([Tariff(first, null, 145)], new DateOnly(2026, 7, 1), 151, last);
        tariffs.ShouldBe([Tariff(first, new(2026, 6, 30), 145), Tariff(new(2026, 7, 1), null, 151)]);
    }

    [Fact]
    public void a_later_tariff_that_was_agreed_already_stays()
    {
        IReadOnlyList<TariffTerm> agreed = [Tariff(first, new(2026, 12, 31), 145), Tariff(new(2027, 1, 1), null, 160)];
        TariffCalendar.Change(agreed, new DateOnly(2026, 7, 1), 151, last).ShouldBe(
        [
            Tariff(first, new(2026, 6, 30), 145), Tariff(new(2026, 7, 1), new(2026, 12, 31), 151), Tariff(new(2027, 1, 1), null, 160),
        ]);
    }

    [Fact]
    public void a_change_on_the_first_day_of_a_tariff_takes_its_place() =>
        TariffCalendar.Change([Tariff(first, null, 145)], first, 151, last).ShouldBe([Tariff(first, null, 151)]);

    [Fact]
    public void a_change_in_a_gap_fills_it_up_to_the_next_tariff()
    {
        IReadOnlyList<TariffTerm> agreed = [Tariff(new(2027, 1, 1), null, 160)];
        TariffCalendar.Change(agreed, new DateOnly(2026, 7, 1), 151, last).ShouldBe([Tariff(new(2026, 7, 1), new(2026, 12, 31), 151), Tariff(new(2027, 1, 1), null, 160)]);
    }

    [Fact]
    public void the_same_rate_again_is_refused() =>
        Should.Throw<Refused>(() => TariffCalendar.Change([Tariff(first, null, 145)], new DateOnly(2026, 7, 1), 145, last)).Code.ShouldBe("tariff_unchanged");

    [Fact]
    public void whatever_is_changed_in_whatever_order_every_day_keeps_exactly_one_tariff() =>
        Prop.ForAll(Gen.Choose(0, 729).Zip(Gen.Choose(1, 5)).ArrayOf().ToArbitrary(), changes =>
        {
            IReadOnlyList<TariffTerm> tariffs = [Tariff(first, null, 1_000)];
            foreach (var (offset, rate) in changes)
            {
                var from = first.AddDays(offset);
                var before = tariffs;
                var current = TariffCalendar.On(before, from, last)!;
                if (current.RateE8 == rate) continue;
                tariffs = TariffCalendar.Change(before, from, rate, last);
                for (var day = first; day <= last; day = day.AddDays(1))
                {
                    var holding = tariffs.Where(tariff => tariff.ValidFrom <= day && day <= (tariff.ValidUntil ?? last)).ToList();
                    if (holding.Count != 1) return false;
                    var changed = day >= from && day <= (current.ValidUntil ?? last);
                    if (holding[0].RateE8 != (changed ? rate : TariffCalendar.On(before, day, last)!.RateE8)) return false;
                }
            }
            return !TariffCalendar.Overlaps(tariffs, last).Any();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void tariffs_that_share_a_day_overlap()
    {
        TariffCalendar.Overlaps([Tariff(first, new(2026, 6, 30), 1), Tariff(new(2026, 7, 1), null, 2)], last).ShouldBeEmpty();
        TariffCalendar.Overlaps([Tariff(new(2026, 6, 30), null, 2), Tariff(first, new(2026, 6, 30), 1)], last).ShouldBe([(1, 0)]);
        TariffCalendar.Overlaps([Tariff(first, null, 1), Tariff(new(2026, 7, 1), null, 2)], last).ShouldBe([(0, 1)]);
    }

    private static TariffTerm Tariff(DateOnly from, DateOnly? until, long rateE8) => new() { ValidFrom = from, ValidUntil = until, RateE8 = rateE8 };
}
