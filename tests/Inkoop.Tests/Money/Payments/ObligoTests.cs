using FsCheck;
using FsCheck.Fluent;
using Inkoop.Ijw;
using Inkoop.Money.Payments;
using Inkoop.Wire.Events;
using Shouldly;
using Xunit;
using Period = Inkoop.Ijw.Period;

namespace Inkoop.Tests.Money.Payments;

public class ObligoTests
{
    private static readonly DateOnly contractEnd = new(2027, 12, 31);

    private static readonly ProductTerm minutes = new()
    {
        ProductId = "45A03",
        LotId = "1",
        Category = "45",
        Code = "45A03",
        Description = "",
        Unit = "01",
        Variant = "effort",
        Tariffs = [new TariffTerm { ValidFrom = new(2026, 1, 1), ValidUntil = new(2026, 6, 30), RateE8 = 145_000_000 }, new TariffTerm { ValidFrom = new(2026, 7, 1), RateE8 = 150_000_000 }],
    };

    private static AllocatedCare Allocation(long volume, string frequency, DateOnly from, DateOnly? until, string unit = "01") =>
        new() { AllocationId = Guid.CreateVersion7(), ProductId = "45A03", MunicipalityCode = "0957", Volume = volume, Unit = unit, Frequency = frequency, StartsOn = from, EndsOn = until };

    [Fact]
    public void a_volume_a_month_is_due_at_the_tariff_of_each_month() =>
        Obligo.AllocatedCents(Allocation(100, "4", new(2026, 5, 1), new(2026, 8, 31)), minutes, contractEnd, 2026).ShouldBe((200 * 145) + (200 * 150));

    [Fact]
    public void what_was_declared_comes_off_and_never_below_zero()
    {
        var allocation = Allocation(100, "4", new(2026, 5, 1), new(2026, 5, 31));
        Obligo.Cents(allocation, minutes, contractEnd, 2026, 10_000).ShouldBe(4_500);
        Obligo.Cents(allocation, minutes, contractEnd, 2026, 20_000).ShouldBe(0);
    }

    [Fact]
    public void the_tariff_is_rounded_as_the_contract_says_and_nothing_is_left_once_all_was_declared()
    {
        var finer = minutes with { Tariffs = [new TariffTerm { ValidFrom = new(2026, 1, 1), RateE8 = 151_161_050 }] };
        var allocation = Allocation(2_880, "6", new(2026, 1, 1), new(2026, 12, 31));
        Obligo.Cents(allocation, finer, contractEnd, 2026, 2_880 * 151, 2_879, "tariff_cents").ShouldBe(0);
        // 4,353.44 less 4,348.80.
        Obligo.Cents(allocation, finer, contractEnd, 2026, 2_880 * 151, 2_879).ShouldBe(464);
        Obligo.Cents(allocation, finer, contractEnd, 2026, 2_880 * 151, 2_880).ShouldBe(0);
    }

    [Fact]
    public void what_was_not_declared_within_the_term_of_the_contract_is_bound_no_more()
    {
        // Care of January with a term of three months is declared by the thirtieth of April.
        Obligo.DeclarableFrom(new(2026, 4, 30), 3).ShouldBe(new(2026, 1, 1));
        Obligo.DeclarableFrom(new(2026, 5, 1), 3).ShouldBe(new(2026, 2, 1));
        Obligo.DeclarableFrom(new(2026, 5, 31), 0).ShouldBe(new(2026, 5, 1));
        Obligo.DeclarableFrom(new(2031, 11, 27), 60).ShouldBe(Obligo.DeclarableFrom(new(2031, 11, 27)), "never longer than five years");

        // January to June, of which January to March were declared; April is too late.
        var monthly = Allocation(100, "4", new(2026, 1, 1), new(2026, 6, 30));
        var from = Obligo.DeclarableFrom(new(2026, 8, 15), 3);
        Obligo.Cents(monthly, minutes, contractEnd, 2026, 0, default, declarableFrom: from).ShouldBe(2 * 14_500, "what was declared before takes nothing off");
        Obligo.Cents(monthly, minutes, contractEnd, 2026, 14_500, 100, declarableFrom: from).ShouldBe(14_500);
        Obligo.Cents(monthly, minutes, contractEnd, 2026, 29_000, 200, declarableFrom: from).ShouldBe(0);
        Obligo.Cents(monthly, minutes, contractEnd, 2026, 0, default, declarableFrom: new(2026, 7, 1)).ShouldBe(0);
        // A volume in total may be used in any month: it stands until its last month can be declared no more.
        var total = Allocation(600, "6", new(2026, 1, 1), new(2026, 6, 30));
        Obligo.Cents(total, minutes, contractEnd, 2026, 14_500, 100, declarableFrom: new(2026, 6, 1)).ShouldBe(500 * 145);
        Obligo.Cents(total, minutes, contractEnd, 2026, 14_500, 100, declarableFrom: new(2026, 7, 1)).ShouldBe(0);
    }

    [Fact]
    public void a_volume_that_cannot_be_counted_is_told_and_never_wraps_around() =>
        Should.Throw<OverflowException>(() => Obligo.Cents(Allocation(long.MaxValue / 2, "4", new(2026, 1, 1), new(2026, 12, 31)), minutes, contractEnd, 2026, 0));

    [Fact]
    public void what_can_be_declared_no_more_is_bound_no_more()
    {
        // A line ends at most five years before it is declared.
        Obligo.DeclarableFrom(new(2031, 11, 27)).ShouldBe(new(2026, 11, 1));
        var monthly = Allocation(100, "4", new(2026, 1, 1), new(2026, 12, 31));
        Obligo.Cents(monthly, minutes, contractEnd, 2026, 0, default, declarableFrom: new(2026, 11, 1)).ShouldBe(2 * 15_000);
        Obligo.Cents(monthly, minutes, contractEnd, 2026, 0, default, declarableFrom: new(2027, 1, 1)).ShouldBe(0);
    }

    [Fact]
    public void only_the_days_of_the_year_count()
    {
        var allocation = Allocation(100, "4", new(2025, 11, 1), null);
        Obligo.AllocatedCents(allocation, minutes, contractEnd, 2027).ShouldBe(12 * 15_000);
        Obligo.AllocatedCents(allocation, minutes, new(2027, 3, 31), 2027).ShouldBe(3 * 15_000);
        Obligo.AllocatedCents(allocation, minutes, contractEnd, 2028).ShouldBe(0);
    }

    [Fact]
    public void hours_and_minutes_meet_and_euros_are_as_they_are()
    {
        var hours = minutes with { Unit = "04", Tariffs = [new TariffTerm { ValidFrom = new(2026, 1, 1), RateE8 = 6_000_000_000 }] };
        Obligo.AllocatedCents(Allocation(90, "6", new(2026, 5, 1), new(2026, 5, 31)), hours, contractEnd, 2026).ShouldBe(9_000);
        Obligo.AllocatedCents(Allocation(50_000, "6", new(2026, 5, 1), new(2026, 5, 31), "83"), minutes, contractEnd, 2026).ShouldBe(50_000);
        Obligo.AllocatedCents(Allocation(3, "6", new(2026, 5, 1), new(2026, 5, 31), "14"), minutes, contractEnd, 2026).ShouldBe(0);
    }

    /// <summary>Declarations are judged by the other rule; the two must never disagree.</summary>
    [Fact]
    public void volumes_are_those_that_declarations_are_judged_by() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var from = new DateOnly(2026, 1, 1).AddDays(random.Next(500));
            DateOnly? until = random.Next(3) == 0 ? null : from.AddDays(random.Next(400));
            var days = new Period(from.AddDays(random.Next(30)), from.AddDays(30 + random.Next(300)));
            if (until < days.Until) days = new Period(days.From < until.Value ? days.From : until.Value, until.Value);
            var frequency = new[] { "1", "2", "4" }[random.Next(3)];
            var output = random.Next(2) == 0;
            var expected = Volumes.MaximumInPeriod(new Extent { Volume = 7, Unit = "01", Frequency = int.Parse(frequency) }, output ? CareVariant.Output : CareVariant.Effort, from, until, new(days.From, days.Until));
            return Obligo.Volume(Allocation(7, frequency, from, until), output ? "output" : "effort", days) == expected;
        }).QuickCheckThrowOnFailure();
}
