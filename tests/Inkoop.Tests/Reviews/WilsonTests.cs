using FsCheck;
using FsCheck.Fluent;
using Inkoop.Reviews.Statistics;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Reviews;

public class WilsonTests
{
    [Theory]
    [InlineData(4, 21, 7.7, 40.0)]
    [InlineData(38, 200, 14.2, 25.0)]
    [InlineData(156, 208, 68.7, 80.4)]
    [InlineData(9, 17, 31.0, 73.8)]
    [InlineData(13, 18, 49.1, 87.5)]
    [InlineData(3, 18, 5.8, 39.2)]
    [InlineData(31, 46, 53.0, 79.1)]
    public void gives_the_worked_intervals_to_a_tenth_of_a_percent(long numerator, long denominator, double low, double high)
    {
        var interval = Wilson.At95(numerator, denominator);
        Math.Round(interval.Low * 100, 1).ShouldBe(low);
        Math.Round(interval.High * 100, 1).ShouldBe(high);
    }

    [Fact]
    public void lies_within_nought_and_one_around_the_share_mirrors_and_narrows_with_more_observations()
    {
        var counts = (from n in Gen.Choose(1, 100_000) from k in Gen.Choose(0, n) select (Numerator: k, Denominator: n)).ToArbitrary();
        Prop.ForAll(counts, count =>
        {
            var interval = Wilson.At95(count.Numerator, count.Denominator);
            var mirrored = Wilson.At95(count.Denominator - count.Numerator, count.Denominator);
            var tenfold = Wilson.At95(10L * count.Numerator, 10L * count.Denominator);
            var share = (double)count.Numerator / count.Denominator;
            return interval.Low >= 0 && interval.High <= 1 && interval.Low <= share && share <= interval.High
                && Math.Abs(1 - mirrored.High - interval.Low) < 1e-12
                && tenfold.High - tenfold.Low < interval.High - interval.Low;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void touches_the_edge_exactly_when_all_or_none_count()
    {
        Wilson.At95(0, 50).Low.ShouldBe(0);
        Wilson.At95(50, 50).High.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void refuses_what_is_no_share(long numerator, long denominator) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Wilson.At95(numerator, denominator));
}
