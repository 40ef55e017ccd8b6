using Inkoop.Dispositions.Messages;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Work;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Inkoop.Dispositions.Judging;

/// <summary>
/// Picks up what was received and not judged: after a kill, or when a contract was not known here yet. Oldest first; one that fails does not
/// hold up the next.
/// </summary>
public sealed partial class JudgeWorker(
    DispositionsDatabase database, MessageStore store, MissingBodies bodies, Judge judge, StartupGate gate, TimeProvider clock, ILogger<JudgeWorker> logger) : BackgroundWork(gate, clock, logger)
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(2);

    /// <summary>No upload takes this long: a file without a row that is older will never get one.</summary>
    private static readonly TimeSpan uploadsTake = TimeSpan.FromDays(1);

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await SweepAsync(stoppingToken);
        if (await store.MissingAsync(Clock.GetUtcNow(), stoppingToken) is { Count: > 0 } missing)
        {
            bodies.Missing = missing.Count;
            Log.BodiesMissing(Logger, missing.Count, string.Join(", ", missing.Take(5)));
        }

        using var timer = new PeriodicTimer(pause, Clock);
        do
        {
            try
            {
                await JudgeWaitingAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Failed("Looking for messages to judge", exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await store.SweepAsync(Clock.GetUtcNow() - uploadsTake, cancellationToken) is > 0 and var swept)
                Log.Swept(Logger, swept);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.SweepFailed(Logger, exception);
        }
    }

    private async Task JudgeWaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = await database.ReadAsync(
            connection => connection.QueryAsync<Guid>(database.Dialect.Page(Waiting), new { now = Clock.GetUtcNow(), latest = Judge.LatestLease(Clock.GetUtcNow()), skip = 0, take = 100 }, cancellationToken), cancellationToken);
        foreach (var messageId in waiting)
            await judge.TryAsync(messageId, cancellationToken);
    }

    private const string Waiting =
        """
        SELECT m.message_id FROM message m
        WHERE m.status = 'received' AND m.incoming = 1 AND (m.lease_until IS NULL OR m.lease_until < @now OR m.lease_until > @latest)
        ORDER BY m.received_at, m.message_id
        """;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Count} messages on record have no body: put back the messages folder that belongs to this database ({Some})")]
        public static partial void BodiesMissing(ILogger logger, int count, string some);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} message files without a message were deleted")]
        public static partial void Swept(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Message files without a message could not be looked for; the next start tries again")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}

/// <summary>How many messages on record had no body at the start: degraded, because an operator has something to put back.</summary>
public sealed class MissingBodies : IHealthCheck
{
    public int Missing { get; set; }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Missing == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"{Missing} messages without a body"));
}
