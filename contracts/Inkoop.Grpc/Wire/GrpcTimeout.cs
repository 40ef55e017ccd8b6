// grpc-timeout: one to eight digits and a unit (H, M, S, m, u, n).

using System.Globalization;

namespace Grpc.Wire;

internal static class GrpcTimeout
{
    private const long MaxValue = 99_999_999;

    /// <summary>The shortest header that is not less than the timeout: rounded up, so that no call ends early.</summary>
    public static string Format(TimeSpan timeout)
    {
        var ticks = Math.Max(1, timeout.Ticks);
        foreach (var (unit, size) in (ReadOnlySpan<(char, long)>)[
            ('m', TimeSpan.TicksPerMillisecond), ('S', TimeSpan.TicksPerSecond), ('M', TimeSpan.TicksPerMinute), ('H', TimeSpan.TicksPerHour)])
        {
            var value = ticks / size + (ticks % size > 0 ? 1 : 0);
            if (value <= MaxValue)
                return string.Create(CultureInfo.InvariantCulture, $"{value}{unit}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{MaxValue}H");
    }

    /// <summary>False when the header is not a timeout, which is then as if it were absent.</summary>
    public static bool TryParse(ReadOnlySpan<char> header, out TimeSpan timeout)
    {
        timeout = default;
        if (header.Length is < 2 or > 9 || !long.TryParse(header[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;
        long? ticks = header[^1] switch
        {
            'H' => value * TimeSpan.TicksPerHour,
            'M' => value * TimeSpan.TicksPerMinute,
            'S' => value * TimeSpan.TicksPerSecond,
            'm' => value * TimeSpan.TicksPerMillisecond,
            'u' => value * TimeSpan.TicksPerMicrosecond,
            'n' => value / TimeSpan.NanosecondsPerTick,
            _ => null,
        };
        timeout = new TimeSpan(ticks ?? 0);
        return ticks is not null;
    }
}
