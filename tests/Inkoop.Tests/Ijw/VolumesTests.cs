using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Inkoop.Ijw;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Ijw;

public class VolumesTests
{
    private static readonly Gen<Allocation> Allocations =
        from start in Gen.Choose(0, 3_000)
        from length in Gen.Frequency((1, Gen.Choose(0, 8)), (2, Gen.Choose(0, 500)))
        from volume in Gen.Choose(0, 99_999_999)
        from frequency in Gen.Elements(1, 2, 4)
        from variant in Gen.Elements(CareVariant.Effort, CareVariant.Output)
        let from_ = new DateOnly(2021, 1, 1).AddDays(start)
        select new Allocation(new() { Volume = volume, Unit = Units.Hour, Frequency = frequency }, variant, from_, from_.AddDays(length));

    [StandardDataFact]
    public void gives_the_maxima_of_the_recomputed_published_examples()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(StandardData.PathOf("ijw-3.2", "orakels-volume.json")));
        var tried = 0;
        foreach (var example in file.RootElement.EnumerateArray())
        {
            // What the publication itself contradicts proves nothing.
            if (example.GetProperty("opmerking").GetString()!.StartsWith("TEGENSTRIJDIG", StringComparison.Ordinal)) continue;
            var name = example.GetProperty("naam").GetString();
            var extent = new Extent
            {
                Volume = example.GetProperty("volume").GetInt32(),
                Unit = example.GetProperty("eenheid").GetString()!,
                Frequency = example.GetProperty("frequentie").GetInt32(),
            };
            var variant = example.GetProperty("variant").GetString() == "output" ? CareVariant.Output : CareVariant.Effort;
            var (from, to) = (Day(example, "ingangsdatum"), Day(example, "einddatum"));
            foreach (var expected in example.GetProperty("per_productperiode").EnumerateArray())
            {
                var period = Volumes.ProductPeriod(expected.GetProperty("jaar").GetInt32(), expected.GetProperty("maand").GetInt32(), from, to).ShouldNotBeNull(name);
                var published = expected.GetProperty("productperiode").EnumerateArray().Select(d => DateOnly.Parse(d.GetString()!)).ToList();
                (period.From, period.Until).ShouldBe((published[0], published[1]), name);
                Volumes.MaximumInPeriod(extent, variant, from, to, period).ShouldBe(expected.GetProperty("max_volume").GetInt64(), $"{name} {period}");
            }

            Volumes.MaximumOverAllocation(extent, variant, from, to).ShouldBe(example.GetProperty("max_over_toewijzing").GetInt64(), name);
            tried++;
        }

        tried.ShouldBe(7);
    }

    [Theory]
    [InlineData("2025-10-07", "2025-12-30", CareVariant.Effort, 3, "12 15 15", 39)]
    [InlineData("2025-07-07", "2025-09-05", CareVariant.Output, 300, "900 1800 0", 2_700)]
    [InlineData("2026-11-12", "2026-12-13", CareVariant.Effort, 3, "12 6", 15)]
    [InlineData("2026-09-28", "2026-10-03", CareVariant.Output, 10, "0 10", 10)]
    [InlineData("2026-10-04", "2026-10-04", CareVariant.Output, 10, "10", 10)]
    public void counts_weeks_touched_for_effort_and_sundays_for_output(string from, string to, CareVariant variant, int volume, string months, int total)
    {
        var extent = new Extent { Volume = volume, Unit = Units.Hour, Frequency = Frequencies.PerWeek };
        var (first, last) = (DateOnly.Parse(from), DateOnly.Parse(to));
        string.Join(' ', Volumes.ProductPeriods(first, last).Select(p => Volumes.MaximumInPeriod(extent, variant, first, last, p))).ShouldBe(months);
        Volumes.MaximumOverAllocation(extent, variant, first, last).ShouldBe(total);
    }

    [Fact]
    public void gives_the_full_volume_for_a_broken_month_unless_the_contract_leaves_the_first_one_free()
    {
        var extent = new Extent { Volume = 1, Unit = Units.OutputPiece, Frequency = Frequencies.PerMonth };
        var (from, to) = (new DateOnly(2026, 1, 14), new DateOnly(2026, 3, 10));
        long?[] Months(CareVariant variant, BrokenMonths broken) =>
            [.. Volumes.ProductPeriods(from, to).Select(p => Volumes.MaximumInPeriod(extent, variant, from, to, p, broken))];
        Months(CareVariant.Output, BrokenMonths.Full).ShouldBe([1, 1, 1]);

        // 812.50 a month for January 14 to March 10: February and March, 1,625.00.
        Months(CareVariant.Output, BrokenMonths.FirstFree).ShouldBe([0, 1, 1]);
        Volumes.MaximumOverAllocation(extent, CareVariant.Output, from, to, BrokenMonths.FirstFree).ShouldBe(2);
        Months(CareVariant.Effort, BrokenMonths.FirstFree).ShouldBe([1, 1, 1]);
        Volumes.MaximumOverAllocation(extent, CareVariant.Output, from, new(2026, 1, 20), BrokenMonths.FirstFree).ShouldBe(1);
    }

    [Fact]
    public void sets_no_limit_per_period_for_a_total_and_none_in_all_without_an_end()
    {
        var from = new DateOnly(2026, 1, 1);
        var total = new Extent { Volume = 2_880, Unit = Units.Minute, Frequency = Frequencies.InTotal };
        Volumes.MaximumInPeriod(total, CareVariant.Effort, from, null, new(from, new(2026, 1, 31))).ShouldBeNull();
        Volumes.MaximumOverAllocation(total, CareVariant.Effort, from, null).ShouldBe(2_880);
        Volumes.MaximumOverAllocation(total with { Frequency = Frequencies.PerDay }, CareVariant.Effort, from, null).ShouldBeNull();
        Volumes.MaximumInPeriod(total with { Frequency = Frequencies.PerDay }, CareVariant.Effort, from, null, new(new(2025, 12, 1), new(2025, 12, 31))).ShouldBe(0);
    }

    [Fact]
    public void counts_hours_as_minutes_and_lets_only_hours_be_declared_in_minutes()
    {
        Volumes.Counted(3, Units.Hour).ShouldBe(180);
        Volumes.Counted(3, Units.Minute).ShouldBe(3);
        Volumes.Counted(3, Units.DayPart).ShouldBe(3);
        Volumes.Fits(Units.Minute, Units.Hour).ShouldBeTrue();
        Volumes.Fits(Units.Hour, Units.Minute).ShouldBeFalse();
        Volumes.Fits(Units.EffortPiece, Units.OutputPiece).ShouldBeFalse();
    }

    [Fact]
    public void product_periods_are_the_months_cut_to_the_allocation()
    {
        Volumes.ProductPeriods(new(2025, 4, 8), new(2025, 6, 17)).ShouldBe(
        [
            new(new(2025, 4, 8), new(2025, 4, 30)),
            new(new(2025, 5, 1), new(2025, 5, 31)),
            new(new(2025, 6, 1), new(2025, 6, 17)),
        ]);
        Volumes.ProductPeriod(2025, 3, new(2025, 4, 8), null).ShouldBeNull();
        Volumes.ProductPeriod(2025, 4, new(2025, 4, 8), null).ShouldBe(new Period(new(2025, 4, 8), new(2025, 4, 30)));
        Volumes.ProductPeriods(new(9999, 12, 5), DateOnly.MaxValue).Count().ShouldBe(1);
    }

    [Fact]
    public void product_periods_cover_every_day_once() => Holds(a =>
    {
        var periods = Volumes.ProductPeriods(a.From, a.To).ToList();
        return periods[0].From == a.From && periods[^1].Until == a.To
            && periods.Zip(periods.Skip(1)).All(p => p.First.Until.AddDays(1) == p.Second.From)
            && periods.All(p => Volumes.ProductPeriod(p.From.Year, p.From.Month, a.From, a.To) == p);
    });

    [Fact]
    public void the_months_together_give_exactly_the_whole_where_no_week_is_shared() => Holds(a =>
    {
        if (a is { Extent.Frequency: Frequencies.PerWeek, Variant: CareVariant.Effort }) return true;
        return Months(a).Sum() == Volumes.MaximumOverAllocation(a.Extent, a.Variant, a.From, a.To);
    });

    [Fact]
    public void the_months_of_effort_per_week_exceed_the_whole_by_one_week_for_each_month_that_begins_within_a_week() => Holds(a =>
    {
        var weekly = a with { Extent = a.Extent with { Frequency = Frequencies.PerWeek }, Variant = CareVariant.Effort };
        var shared = Volumes.ProductPeriods(a.From, a.To).Skip(1).Count(p => p.From.DayOfWeek != DayOfWeek.Monday);
        return Months(weekly).Sum() - Volumes.MaximumOverAllocation(weekly.Extent, weekly.Variant, a.From, a.To) == (long)shared * a.Extent.Volume;
    });

    [Fact]
    public void output_per_week_declared_month_by_month_is_worth_every_week_begun()
    {
        // All short allocations around two turns of the month: too rare for chance to find.
        var extent = new Extent { Volume = 7, Unit = Units.Euro, Frequency = Frequencies.PerWeek };
        for (var start = new DateOnly(2026, 1, 20); start < new DateOnly(2026, 4, 1); start = start.AddDays(1))
        {
            for (var length = 0; length < 45; length++)
            {
                var a = new Allocation(extent, CareVariant.Output, start, start.AddDays(length));
                var total = Volumes.MaximumOverAllocation(extent, CareVariant.Output, a.From, a.To).ShouldNotBeNull();
                Months(a).Sum().ShouldBe(total, $"{a.From} {a.To}");
                total.ShouldBe(Volumes.MaximumOverAllocation(extent, CareVariant.Effort, a.From, a.To)!.Value, $"{a.From} {a.To}");
            }
        }
    }

    [Fact]
    public void a_longer_allocation_never_allows_less() => Holds(a =>
        Volumes.MaximumOverAllocation(a.Extent, a.Variant, a.From, a.To.AddDays(1)) >= Volumes.MaximumOverAllocation(a.Extent, a.Variant, a.From, a.To));

    private static IEnumerable<long> Months(Allocation a) =>
        Volumes.ProductPeriods(a.From, a.To).Select(p => Volumes.MaximumInPeriod(a.Extent, a.Variant, a.From, a.To, p)!.Value);

    private static void Holds(Func<Allocation, bool> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(Allocations.ToArbitrary(), law));

    private static DateOnly Day(JsonElement element, string name) => DateOnly.Parse(element.GetProperty(name).GetString()!);

    private sealed record Allocation(Extent Extent, CareVariant Variant, DateOnly From, DateOnly To);
}
