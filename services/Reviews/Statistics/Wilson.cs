namespace Inkoop.Reviews.Statistics;

/// <summary>A 95% confidence interval of a share, both ends between 0 and 1.</summary>
public readonly record struct Interval(double Low, double High);

/// <summary>The score interval of Wilson (1927): honest for small numbers and for shares near 0 and 1, where the textbook one leaves the scale.</summary>
public static class Wilson
{
    /// <summary>The 97.5th percentile of the standard normal distribution.</summary>
    private const double z = 1.959963984540054;

    /// <param name="numerator">0 up to and with <paramref name="denominator"/>.</param>
    /// <param name="denominator">At least 1.</param>
    public static Interval At95(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numerator, denominator);

        double n = denominator;
        var share = numerator / n;
        var spread = z * Math.Sqrt((share * (1 - share) / n) + (z * z / (4 * n * n)));
        var middle = share + (z * z / (2 * n));
        var scale = 1 + (z * z / n);
        // At the edges the formula is exactly 0 or 1 and the machine's is not: 100% must not fall short of a norm of 100% by a rounding error.
        return new Interval(
            numerator == 0 ? 0 : Math.Max(0, (middle - spread) / scale),
            numerator == denominator ? 1 : Math.Min(1, (middle + spread) / scale));
    }
}
