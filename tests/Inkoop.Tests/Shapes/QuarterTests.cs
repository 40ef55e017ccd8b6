using FsCheck;
using FsCheck.Fluent;
using Inkoop.Wire;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Shapes;

public class QuarterTests
{
    [Theory]
    [InlineData("2026-Q1", "2026-01-01", "2026-03-31", "2026-04-15")]
    [InlineData("2026-Q2", "2026-04-01", "2026-06-30", "2026-07-15")]
    [InlineData("2026-Q3", "2026-07-01", "2026-09-30", "2026-10-15")]
    [InlineData("2026-Q4", "2026-10-01", "2026-12-31", "2027-01-15")]
    public void ends_on_its_last_day_and_is_due_fifteen_days_later(string text, string first, string last, string due)
    {
        var quarter = Quarter.Parse(text);
        quarter.FirstDay.ShouldBe(DateOnly.Parse(first));
        quarter.LastDay.ShouldBe(DateOnly.Parse(last));
        quarter.DueOn.ShouldBe(DateOnly.Parse(due));
        quarter.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("2026-Q0")]
    [InlineData("2026-Q5")]
    [InlineData("2026-q1")]
    [InlineData("2026Q1")]
    [InlineData("26-Q1")]
    [InlineData(" 2026-Q1")]
    [InlineData("2026-Q1 ")]
    [InlineData("2014-Q4")]
    [InlineData("+026-Q1")]
    [InlineData("")]
    [InlineData(null)]
    public void reads_nothing_else(string? text) => Quarter.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void every_day_falls_in_the_quarter_of_its_date_and_text_sorts_as_time()
    {
        var days = Gen.Choose(0, 365 * 60).Select(days => new DateOnly(2015, 1, 1).AddDays(days)).ToArbitrary();
        Prop.ForAll(days, days, (a, b) =>
        {
            var (left, right) = (Quarter.Of(a), Quarter.Of(b));
            return left.FirstDay <= a && a <= left.LastDay
                && left.Next.FirstDay == left.LastDay.AddDays(1)
                && left.Next.Previous == left
                && Math.Sign(string.CompareOrdinal(left.ToString(), right.ToString())) == Math.Sign(left.CompareTo(right));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void a_deadline_ends_at_dutch_midnight()
    {
        DutchDay.Of(DateTimeOffset.Parse("2026-04-15T21:59:59Z")).ShouldBe(new DateOnly(2026, 4, 15));
        DutchDay.Of(DateTimeOffset.Parse("2026-04-15T22:00:00Z")).ShouldBe(new DateOnly(2026, 4, 16));
        DutchDay.Of(DateTimeOffset.Parse("2026-01-15T22:30:00Z")).ShouldBe(new DateOnly(2026, 1, 15));
    }
}
