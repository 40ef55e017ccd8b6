using System.Globalization;

namespace Inkoop.Agreements;

/// <summary>Decimals with at most eight places, stored as integers of 1e-8.</summary>
public static class E8
{
    public const long One = 100_000_000;

    /// <summary>Exact: callers have checked that there are at most eight decimals.</summary>
    public static long Of(decimal value) => decimal.ToInt64(value * One);

    /// <summary>The shortest text that says the same number, such as 1.45.</summary>
    public static string Text(long e8) => (e8 / (decimal)One).ToString("0.########", CultureInfo.InvariantCulture);
}
