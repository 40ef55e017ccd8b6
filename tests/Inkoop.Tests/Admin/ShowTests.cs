using Inkoop.Admin;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

public sealed class ShowTests
{
    [Theory]
    [InlineData(123_456, "€ 1.234,56")]
    [InlineData(5, "€ 0,05")]
    [InlineData(0, "€ 0,00")]
    [InlineData(-123_456, "-€ 1.234,56")]
    [InlineData(long.MaxValue, "€ 92.233.720.368.547.758,07")]
    public void money_is_dutch_to_the_cent(long cents, string text) => Show.Money(cents).ShouldBe(text);

    [Theory]
    [InlineData("1.45", "€ 1,45")]
    [InlineData("1.5116105", "€ 1,5116105")]
    [InlineData("812.5", "€ 812,50")]
    [InlineData("2", "€ 2,00")]
    [InlineData("", "–")]
    public void a_rate_keeps_every_decimal_it_has(string wire, string text) => Show.Rate(wire).ShouldBe(text);

    [Theory]
    [InlineData("0.19", "19,0%")]
    [InlineData("0.0767", "7,7%")]
    [InlineData("", "–")]
    public void a_share_is_a_percentage(string wire, string text) => Show.Share(wire).ShouldBe(text);

    [Theory]
    [InlineData("2026-02-28", "28-02-2026")]
    [InlineData("", "–")]
    [InlineData("gisteren", "–")]
    public void a_date_is_shown_day_first(string iso, string text) => Show.Date(iso).ShouldBe(text);

    [Theory]
    [InlineData("2026-Q1", "2025-Q4")]
    [InlineData("2026-Q4", "2026-Q3")]
    public void the_quarter_before_crosses_the_year(string quarter, string before) => Quarters.Before(quarter).ShouldBe(before);

    [Fact]
    public void a_quarter_is_named_by_its_day()
    {
        Quarters.Of(new DateOnly(2026, 3, 31)).ShouldBe("2026-Q1");
        Quarters.Of(new DateOnly(2026, 4, 1)).ShouldBe("2026-Q2");
        Quarters.Recent(new DateOnly(2026, 1, 1), 3).ShouldBe(["2026-Q1", "2025-Q4", "2025-Q3"]);
    }
}
