using System.Collections.Concurrent;
using System.Diagnostics;
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

/// <summary>Degraded while an event is parked or waits too long: an operator has something to look at.</summary>
internal sealed class LogHealth(IEnumerable<Database> databases, OldestWaiting oldest, StartupGate gate, TimeProvider clock) : IHealthCheck
{
    /// <summary>An event is delivered within seconds; one that waits this long is held up by something.</summary>
    internal static readonly TimeSpan TooLong = TimeSpan.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await gate.ReadyAsync(cancellationToken); // a service is not said to serve before it does
        foreach (var database in databases)
        {
            var log = await database.ReadAsync(connection => connection.QuerySingleAsync<LogRow>(Waiting), cancellationToken);
            if (log.ParkedCount > 0)
                return HealthCheckResult.Degraded($"{log.ParkedCount} parked events in {database.Service}");
            var age = oldest.See(database.Service, log.Sequence, log.OccurredAt, clock.GetUtcNow());
            if (age > TooLong)
                return HealthCheckResult.Degraded($"the oldest waiting event of {database.Service} waits for {age.TotalSeconds:0} s");
        }

        return HealthCheckResult.Healthy();
    }

    private const string Waiting = """
        SELECT (SELECT COUNT(*) FROM event_delivery WHERE parked_at IS NOT NULL) AS parked_count, e.sequence, e.occurred_at
        FROM (SELECT MIN(sequence) AS first FROM event WHERE published_at IS NULL) w LEFT JOIN event e ON e.sequence = w.first
        """;

    private sealed record LogRow
    {
        public long ParkedCount { get; init; }
        public long? Sequence { get; init; }
        public DateTimeOffset? OccurredAt { get; init; }
    }
}

/// <summary>
/// How long the oldest event of a log waits: by the clock since it happened, or by a watch since it was first seen to be the oldest, whichever is
/// longer. A clock that was set back says that it has not happened yet.
/// </summary>
public sealed class OldestWaiting
{
    private readonly ConcurrentDictionary<string, (long Sequence, long SeenAt)> seen = new(StringComparer.Ordinal);

    public TimeSpan See(string service, long? sequence, DateTimeOffset? occurredAt, DateTimeOffset now)
    {
        if (sequence is not { } first || occurredAt is not { } since)
        {
            seen.TryRemove(service, out _);
            return TimeSpan.Zero;
        }

        var (_, seenAt) = seen.AddOrUpdate(service, _ => (first, Stopwatch.GetTimestamp()), (_, known) => known.Sequence == first ? known : (first, Stopwatch.GetTimestamp()));
        return Longest(now - since, Stopwatch.GetElapsedTime(seenAt));
    }

    internal static TimeSpan Longest(TimeSpan byClock, TimeSpan byWatch) => byClock > byWatch ? byClock : byWatch;
}

/// <summary>Unhealthy while a database cannot take a change, or the disk has no room for the next.</summary>
internal sealed class StorageHealth(IEnumerable<Database> databases, DatabaseOptions data) : IHealthCheck
{
    private const long LeastFreeBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan recently = TimeSpan.FromMinutes(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Find() is { } reason ? HealthCheckResult.Unhealthy(reason) : HealthCheckResult.Healthy());

    private string? Find()
    {
        foreach (var database in databases)
        {
            if (database.FaultWithin(recently) is { } fault)
                return $"{fault.Reason} in {database.Service}";
        }

        var free = new DriveInfo(data.DataDirectory).AvailableFreeSpace;
        return free < LeastFreeBytes ? $"disk_full: {free} bytes free" : null;
    }
}
