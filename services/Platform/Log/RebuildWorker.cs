using System.Diagnostics;
using Grpc.Core;
using Inkoop.Platform.Data;
using Inkoop.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Inkoop.Platform.Log;

/// <summary>
/// Builds the projections of one service whose tables have another shape than the code, those that an operator asked for, and those that a kill left
/// half-way. One at a time, in their order: what a change of shape makes whole last is whole when all is.
/// </summary>
internal sealed partial class RebuildWorker(Database database, Rebuilds rebuilds, StartupGate gate, TimeProvider clock, ILogger<RebuildWorker> logger) : BackgroundWork(gate, clock, logger)
{
    private static readonly TimeSpan pace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan longestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan betweenReports = TimeSpan.FromSeconds(10);

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        for (var pause = TimeSpan.FromSeconds(1); ;)
        {
            if (await RoundAsync(stoppingToken))
            {
                pause = TimeSpan.FromSeconds(1);
                await database.Signal.WaitAsync(Rebuilds.Bell(database), pace, stoppingToken);
                continue;
            }

            await Task.Delay(pause, Clock, stoppingToken);
            pause = pause * 2 < longestPause ? pause * 2 : longestPause;
        }
    }

    /// <summary>False when something is left to be tried again.</summary>
    private async Task<bool> RoundAsync(CancellationToken stoppingToken)
    {
        var states = await Rebuilds.StatesAsync(database, stoppingToken);
        var isDone = true;
        foreach (var projection in rebuilds.Of(database))
        {
            if (!states.TryGetValue(projection.Name, out var state))
                continue;
            var isOfOtherShape = state.Shape != projection.Shape;
            if ((isOfOtherShape || state.IsBuilding) && !await BuiltAsync(projection, stoppingToken))
            {
                isDone = false;
                if (isOfOtherShape)
                    return false;
                continue;
            }

            await rebuilds.Of(projection).CleanAsync(stoppingToken);
        }

        return isDone;
    }

    private async Task<bool> BuiltAsync(Projection projection, CancellationToken stoppingToken)
    {
        var rebuild = rebuilds.Of(projection);
        var reported = Stopwatch.GetTimestamp();
        rebuild.Read = (read, total) =>
        {
            if (Stopwatch.GetElapsedTime(reported) < betweenReports)
                return;
            reported = Stopwatch.GetTimestamp();
            Reading(Logger, projection.Name, read, total);
        };
        try
        {
            var outcome = await rebuild.RunAsync(stoppingToken);
            rebuilds.Succeeded(projection);
            Built(Logger, projection.Name, outcome.Applied);
            return true;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested && exception is RpcException or HttpRequestException)
        {
            Waiting(Logger, projection.Name, exception.Message); // the service of a log is not up yet
            return false;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            rebuilds.Failed(projection, exception.GetType().Name);
            Failed($"Building {projection.Name} anew", exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Projection} was built anew from {Count} events.")]
    private static partial void Built(ILogger logger, string projection, long count);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Projection} is being built anew: {Read} of {Total} events.")]
    private static partial void Reading(ILogger logger, string projection, long read, long total);

    [LoggerMessage(Level = LogLevel.Information, Message = "Building {Projection} anew waits for a log: {Reason}")]
    private static partial void Waiting(ILogger logger, string projection, string reason);
}
