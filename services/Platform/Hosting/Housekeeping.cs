using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Platform.Rpc;
using Inkoop.Platform.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Inkoop.Platform.Hosting;

/// <summary>Once a day: forgets stored answers after their 90 days.</summary>
internal sealed class Housekeeping(
    IServiceProvider services, StartupGate gate, TimeProvider clock, ILogger<Housekeeping> logger) : BackgroundWork(gate, clock, logger)
{
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), Clock);
        do
        {
            foreach (var database in services.GetServices<Database>())
                await database.ChangeAsync("service:" + database.Service, Idempotency.ForgetOldAsync, stoppingToken, decides: false);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

/// <summary>Not ready before migrations have run.</summary>
internal sealed class StartupHealth(StartupGate gate) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(gate.IsOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("starting"));
}

/// <summary>Degraded while an event is parked: an operator has something to look at.</summary>
internal sealed class LogHealth(IEnumerable<Database> databases, StartupGate gate) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await gate.ReadyAsync(cancellationToken); // a service is not said to serve before it does
        foreach (var database in databases)
        {
            var parked = await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM event_delivery WHERE parked_at IS NOT NULL"), cancellationToken);
            if (parked > 0)
                return HealthCheckResult.Degraded($"{parked} parked events in {database.Service}");
        }

        return HealthCheckResult.Healthy();
    }
}
