using Inkoop.Cli.Commands;
using Inkoop.Wire;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.CommandLine;

/// <summary>Days of a command line are Dutch days, in summer and winter and just after midnight.</summary>
public sealed class CalendarTests
{
    [Theory]
    [InlineData("2026-07-01", "2026-07-01T21:59:59.9999999Z")]
    [InlineData("2026-01-01", "2026-01-01T22:59:59.9999999Z")]
    [InlineData("2026-03-29", "2026-03-29T21:59:59.9999999Z")] // clocks go forward
    [InlineData("2026-10-25", "2026-10-25T22:59:59.9999999Z")] // and back
    [InlineData("2026-04-01T12:00:00Z", "2026-04-01T12:00:00Z")]
    [InlineData("2026-04-01T12:00:00", "2026-04-01T10:00:00Z")]
    [InlineData("2026-04-01T12:00:00+05:00", "2026-04-01T07:00:00Z")]
    public void as_of_a_day_is_until_it_was_over_here(string text, string instant) =>
        SettlementOptions.Read(text).ShouldBe(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("gisteren")]
    [InlineData("2026-02-30")]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    [InlineData("2026")]
    public void what_is_no_moment_is_none(string text) => SettlementOptions.Read(text).ShouldBeNull();

    [Theory]
    [InlineData("2026-11-27T23:03:00Z", "2026-11-28")] // 00:03 here
    [InlineData("2026-06-30T22:03:00Z", "2026-07-01")]
    [InlineData("2026-06-30T21:57:00Z", "2026-06-30")]
    public void today_changes_at_dutch_midnight(string instant, string day) =>
        DutchDay.Today(At(instant)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(day);

    [Fact]
    public void the_last_closed_quarter_closes_at_dutch_midnight()
    {
        Quarters.LastClosed(At("2026-03-31T21:57:00Z")).ShouldBe("2025-Q4");
        Quarters.LastClosed(At("2026-03-31T22:03:00Z")).ShouldBe("2026-Q1");
    }

    private static Still At(string instant) => new(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

    private sealed class Still(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
