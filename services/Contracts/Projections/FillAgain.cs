using Dapper;
using Grpc.Core;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inkoop.Contracts.Projections;

/// <summary>
/// A data directory of an earlier version has events that went by before these tables knew what to keep of them: once after the upgrade they are filled again from the logs.
/// Until then <see cref="Settlements.SettlementStore"/> settles nothing from a ledger that is not whole. The ledger comes last, so that when it is whole all is.
/// </summary>
internal sealed partial class FillAgain(
    ContractsDatabase database, CareGiven care, Ledger ledger, LogReader logs, StartupGate gate, TimeProvider clock, ILogger<FillAgain> logger)
    : BackgroundWork(gate, clock, logger)
{
    // A projection that must be filled anew once more gets the next number.
    private readonly (Projection Projection, int Shape)[] wanted = [(care, 1), (ledger, 2)];

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        foreach (var (projection, shape) in wanted)
        {
            var marker = $"filled:{projection.Name}:{shape}";
            if (await CountAsync("SELECT COUNT(*) FROM lease WHERE name = @marker", stoppingToken, marker) > 0) continue;
            // Nothing was consumed yet: a directory of its own time.
            if (await CountAsync("SELECT COUNT(*) FROM inbox", stoppingToken) > 0 && !await FillAsync(projection, stoppingToken)) return;
            await database.ChangeAsync("service:contracts", work => work.ExecuteAsync(
                "INSERT INTO lease (name, holder, expires_at) SELECT @marker, @holder, @Now WHERE NOT EXISTS (SELECT 1 FROM lease WHERE name = @marker)",
                new { marker, holder = Guid.Empty, work.Now }), stoppingToken);
        }
    }

    /// <summary>False when the host stops first.</summary>
    private async Task<bool> FillAsync(Projection projection, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var (applied, _, _) = await projection.RebuildAsync(logs.ReadAsync, "service:contracts", stoppingToken);
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

    private Task<long> CountAsync(string sql, CancellationToken cancellationToken, string marker = "") =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(sql, new { marker }), cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "After an upgrade {Projection} was filled again from the logs: {Count} events.")]
    private static partial void Filled(ILogger logger, string projection, long count);
}
