using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inkoop.Platform.Work;

/// <summary>
/// Work beside the requests, once the host has opened its gate. It ends quietly with the host, also with one that never opened. A failure
/// (a database or a broker that is away for a moment) never ends the host: it is logged and the work starts anew after a pause that grows
/// to a minute, so what is done must be safe to do again.
/// </summary>
public abstract partial class BackgroundWork(StartupGate gate, TimeProvider clock, ILogger logger) : BackgroundService
{
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
            for (var pause = TimeSpan.FromSeconds(1); !await DoneAsync(stoppingToken); pause = Longer(pause))
                await Task.Delay(pause, clock, stoppingToken);
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
            WorkFailed(logger, GetType().Name, exception);
            return false;
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            return true; // what it used ended before it did
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < longestPause ? pause * 2 : longestPause;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} failed and starts anew after a pause.")]
    private static partial void WorkFailed(ILogger logger, string work, Exception exception);
}
