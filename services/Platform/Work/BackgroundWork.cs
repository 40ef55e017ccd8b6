using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inkoop.Platform.Work;

/// <summary>
/// Work beside the requests, once the host has opened its gate. It ends quietly with the host, also with one that never opened. A failure
/// (a database or a broker that is away for a moment) never ends the host: it is logged and counted, and the work starts anew after a pause that grows
/// to a minute, so what is done must be safe to do again.
/// </summary>
public abstract partial class BackgroundWork(StartupGate gate, TimeProvider clock, ILogger logger) : BackgroundService
{
    private static readonly Counter<long> failures = new Meter("Inkoop").CreateCounter<long>(
        "inkoop.background.failures", "{failure}", "Failures of work in the background, each tried again after a pause.");

    private static readonly TimeSpan longestPause = TimeSpan.FromMinutes(1);

    protected TimeProvider Clock => clock;

    protected ILogger Logger => logger;

    /// <summary>All of the work; returning ends it for good.</summary>
    protected abstract Task WorkAsync(CancellationToken stoppingToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.ReadyAsync(stoppingToken);
            var pause = TimeSpan.FromSeconds(1);
            for (var since = clock.GetTimestamp(); !await DoneAsync(stoppingToken); since = clock.GetTimestamp())
            {
                // What went well for a while is not held against the failures of before.
                if (clock.GetElapsedTime(since) > longestPause)
                    pause = TimeSpan.FromSeconds(1);
                await Task.Delay(pause, clock, stoppingToken);
                pause = Longer(pause);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends, or never began.
        }
    }

    private async Task<bool> DoneAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WorkAsync(stoppingToken);
            return true;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Failed(GetType().Name, exception);
            return false;
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            return true; // what it used ended before it did
        }
    }

    /// <summary>Logs and counts a failure after which the work goes on.</summary>
    /// <param name="what">A name of code: the work, or the part of it that failed.</param>
    protected void Failed(string what, Exception exception)
    {
        failures.Add(1, new KeyValuePair<string, object?>("work", GetType().Name));
        WorkFailed(logger, what, exception);
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < longestPause ? pause * 2 : longestPause;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} failed and is tried again after a pause.")]
    private static partial void WorkFailed(ILogger logger, string work, Exception exception);
}
