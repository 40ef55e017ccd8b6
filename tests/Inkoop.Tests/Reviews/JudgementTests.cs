using FsCheck;
using FsCheck.Fluent;
using Inkoop.Reviews.Statistics;
using Inkoop.Wire.Reviews.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Reviews;

public class JudgementTests
{
    private const long Percent = 1_000_000;

    [Theory]
    [InlineData(4, 21, 10, true, false, Colour.Amber)]
    [InlineData(38, 200, 10, true, false, Colour.Red)]
    [InlineData(156, 208, 75, false, false, Colour.Amber)]
    [InlineData(9, 17, 50, false, false, Colour.Amber)]
    [InlineData(13, 18, 70, false, false, Colour.Amber)]
    [InlineData(3, 18, 5, true, false, Colour.Red)]
    [InlineData(31, 46, 100, false, true, Colour.Red)]
    [InlineData(5, 200, 10, true, false, Colour.Green)]
    [InlineData(4, 9, 10, true, false, Colour.Grey)]
    [InlineData(0, 0, 10, true, false, Colour.NoObservations)]
    [InlineData(0, 0, 100, false, true, Colour.NoObservations)]
    [InlineData(3, 4, 100, false, true, Colour.Red)]
    [InlineData(4, 4, 100, false, true, Colour.Green)]
    public void gives_the_worked_colours(long numerator, long denominator, long norm, bool atMost, bool duty, Colour expected) =>
        Judgement.Of(new Measured(false, numerator, denominator), new Norm(norm * Percent, atMost, duty)).Colour.ShouldBe(expected);

    [Theory]
    [InlineData(9, 9, Colour.Grey)]
    [InlineData(10, 10, Colour.Green)]
    public void gives_a_colour_from_ten_observations_on(long numerator, long denominator, Colour expected) =>
        Judgement.Of(new Measured(false, numerator, denominator), new Norm(70 * Percent, AtMost: false, IsDuty: false)).Colour.ShouldBe(expected);

    [Fact]
    public void nothing_submitted_is_missing_and_never_a_share_of_nought()
    {
        var verdict = Judgement.Of(null, new Norm(10 * Percent, true, true));
        verdict.Colour.ShouldBe(Colour.Missing);
        verdict.Value.ShouldBeNull();
        Judgement.Of(new Measured(false, 0, 0), new Norm(10 * Percent, true, false)).Value.ShouldBeNull();
    }

    [Fact]
    public void a_duty_on_the_norm_is_met_exactly()
    {
        // 2/3 is no finite decimal: the comparison must not go through one.
        var norm = new Norm(66_666_667, AtMost: false, IsDuty: true);
        Judgement.Of(new Measured(false, 2, 3), norm).Colour.ShouldBe(Colour.Red);
        Judgement.Of(new Measured(false, 3, 4), new Norm(75 * Percent, false, true)).Colour.ShouldBe(Colour.Green);
        Judgement.Of(new Measured(false, 3, 4), new Norm(75 * Percent, true, true)).Colour.ShouldBe(Colour.Green);
    }

    [Theory]
    [InlineData(750, 10, Colour.Green)]
    [InlineData(749, 10, Colour.Red)]
    [InlineData(675, 9, Colour.Grey)]
    public void a_mean_is_coloured_by_its_value_since_a_sum_gives_no_interval(long tenths, long count, Colour expected)
    {
        var verdict = Judgement.Of(new Measured(true, tenths, count), new Norm(750_000_000, AtMost: false, IsDuty: false));
        verdict.Colour.ShouldBe(expected);
        verdict.Interval.ShouldBeNull();
        verdict.Value.ShouldBe(tenths / (10m * count));
    }

    [Fact]
    public void says_in_dutch_why()
    {
        Judgement.Of(new Measured(false, 38, 200), new Norm(10 * Percent, true, false)).Text
            .ShouldBe("Rood: het hele interval (14,2% tot 25,0%) ligt aan de verkeerde kant van de norm van ten hoogste 10,0%.");
        Judgement.Of(new Measured(false, 4, 21), new Norm(10 * Percent, true, false)).Text
            .ShouldBe("Oranje: te weinig zekerheid; het interval (7,7% tot 40,0%) ligt aan weerszijden van de norm van ten hoogste 10,0%.");
        Judgement.Of(new Measured(true, 780, 10), new Norm(750_000_000, false, false)).Text
            .ShouldBe("Groen: 7,8 voldoet aan de norm van ten minste 7,5; uit som en aantal is geen interval te bepalen.");
    }

    [Fact]
    public void red_and_green_need_the_whole_interval_and_mirror_with_the_direction()
    {
        var cases = (from n in Gen.Choose(10, 2_000) from k in Gen.Choose(0, n) from norm in Gen.Choose(0, 100) select (k, n, norm)).ToArbitrary();
        Prop.ForAll(cases, one =>
        {
            var measured = new Measured(false, one.k, one.n);
            var most = Judgement.Of(measured, new Norm(one.norm * Percent, AtMost: true, IsDuty: false)).Colour;
            var least = Judgement.Of(measured, new Norm(one.norm * Percent, AtMost: false, IsDuty: false)).Colour;
            var interval = Wilson.At95(one.k, one.n);
            var inside = interval.Low < one.norm / 100.0 && one.norm / 100.0 < interval.High;
            return inside
                ? most == Colour.Amber && least == Colour.Amber
                : most is Colour.Red or Colour.Green or Colour.Amber && (most != Colour.Red || least == Colour.Green) && (least != Colour.Red || most == Colour.Green);
        }).QuickCheckThrowOnFailure();
    }
}
