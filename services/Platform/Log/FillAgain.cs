using Dapper;
using Grpc.Core;
using Inkoop.Platform.Data;
using Inkoop.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Inkoop.Platform.Log;

/// <summary>
/// A data directory of an earlier version has events that went by before these tables knew what to keep of them: once after the upgrade they are filled again from the logs.
/// </summary>
/// <param name="wanted">In this order; a projection that must be filled anew once more gets the next number.</param>
public abstract partial class FillAgain(
    Database database, IReadOnlyList<(Projection Projection, int Shape)> wanted, LogReader logs, StartupGate gate, TimeProvider clock, ILogger logger)
    : BackgroundWork(gate, clock, logger)
{
    private string Actor => "service:" + database.Service;

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        foreach (var (projection, shape) in wanted)
        {
            var marker = $"filled:{projection.Name}:{shape}";
            if (await database.IsDoneAsync(marker, stoppingToken)) continue;
            // Nothing was consumed yet: a directory of its own time.
            var consumed = await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT CASE WHEN EXISTS (SELECT 1 FROM inbox) THEN 1 ELSE 0 END"), stoppingToken);
            if (consumed > 0 && !await FillAsync(projection, stoppingToken)) return;
            await database.ChangeAsync(Actor, work => work.MarkDoneAsync(marker), stoppingToken);
        }
    }

    /// <summary>False when the host stops first.</summary>
    private async Task<bool> FillAsync(Projection projection, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var (applied, _, _) = await projection.RebuildAsync(logs.ReadAsync, Actor, stoppingToken);
                Filled(Logger, projection.Name, applied);
                return true;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return false;
            }
            catch (Exception exception) when (exception is RpcException or HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), Clock, stoppingToken); // the log's service is not up yet
            }
        }
        return false;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "After an upgrade {Projection} was filled again from the logs: {Count} events.")]
    private static partial void Filled(ILogger logger, string projection, long count);
}
