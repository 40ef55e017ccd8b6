using System.Data.Common;
using System.Diagnostics;

namespace Inkoop.Platform.Data;

/// <summary>
/// Does again what may go better a moment later. By time and not by count: forty writers of one row need more turns than
/// five, and an engine that restarts needs seconds. The pauses grow and differ, so that those who met do not meet again.
/// </summary>
public static class Retry
{
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    public static async Task<T> RunAsync<T>(Func<Task<T>> once, Func<DbException, bool> isTransient, TimeSpan within, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await once();
            }
            catch (DbException exception) when (isTransient(exception) && !cancellationToken.IsCancellationRequested && Stopwatch.GetElapsedTime(began) < within)
            {
                await Task.Delay(Pause(attempt, Random.Shared.NextDouble()), cancellationToken);
            }
        }
    }

    /// <summary>10 ms, doubling to 640 ms, of which <paramref name="chance"/> (0 to 1) takes between a half and one and a half.</summary>
    public static TimeSpan Pause(int attempt, double chance) => TimeSpan.FromMilliseconds((10 << Math.Min(attempt, 6)) * (0.5 + chance));
}
