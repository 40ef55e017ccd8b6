using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Platform.Work;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inkoop.Platform.Log;

/// <summary>
/// Publishes one service's log: in sequence order (within one process: in order for each subject), in batches, under a lease, so that of several instances one publishes.
/// published_at is set only after delivery succeeded; killing the process at any moment repeats at most a batch,
/// which the inboxes of the consumers drop.
/// </summary>
public sealed partial class EventPump(
    Database database, IServiceProvider services, StartupGate gate, TimeProvider clock, ILogger<EventPump> logger) : BackgroundWork(gate, clock, logger)
{
    private const int BatchSize = 200;
    private const int AttemptsBeforeParking = 12;
    private static readonly TimeSpan leaseTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan longestDelay = TimeSpan.FromSeconds(30);

    // Hosts whose clocks differ a little hold their lease for a little longer than it looks from here.
    private static readonly TimeSpan clocksDiffer = TimeSpan.FromSeconds(10);
    private readonly Guid holder = Guid.CreateVersion7();

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var delivered = await TakeLeaseAsync(stoppingToken) ? await PublishBatchAsync(stoppingToken) : 0;
                if (delivered < BatchSize)
                    await database.Signal.WaitAsync(database.Service, TimeSpan.FromSeconds(1), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Failed($"The pump of {database.Service}", exception);
                await Task.Delay(TimeSpan.FromSeconds(2), Clock, stoppingToken);
            }
        }
    }

    /// <summary>Gives the lease back, so that the next start need not wait until it runs out.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await database.ChangeAsync("service:" + database.Service, work => work.ExecuteAsync(
                "UPDATE lease SET expires_at = @Now WHERE name = 'pump' AND holder = @holder", new { work.Now, holder }), CancellationToken.None, decides: false);
        }
        catch (Exception exception) when (exception is DbException or IOException or ObjectDisposedException)
        {
            LeaseKept(Logger, database.Service, exception.Message); // a database that is gone; the lease runs out by itself
        }
    }

    private async Task<int> PublishBatchAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var rows = await database.ReadAsync(async connection => (await connection.QueryAsync<PendingRow>(
            database.Dialect.Page(Pending), new { now, longest = now + longestDelay, skip = 0, take = BatchSize })).AsList(), cancellationToken);
        if (rows.Count == 0)
            return 0;

        var done = new ConcurrentQueue<long>();
        foreach (var together in rows.Chunk(Together))
        {
            // Consumers in this process change databases that share a commit among those who wait: a few subjects at a time wait
            // together, the events of one subject still in order.
            var goOn = await Task.WhenAll(together.GroupBy(row => row.Subject).Select(subject => DeliverInOrderAsync([.. subject], done, cancellationToken)));
            if (goOn.Contains(false))
                break;
        }

        if (!done.IsEmpty)
        {
            await database.ChangeAsync("service:" + database.Service, async work =>
            {
                await work.ExecuteAsync("UPDATE event SET published_at = @Now WHERE sequence IN @done", new { work.Now, done });
                return await work.ExecuteAsync("DELETE FROM event_delivery WHERE sequence IN @done", new { done });
            }, CancellationToken.None);
        }

        return rows.Count;
    }

    /// <summary>False when what comes after need not be tried now.</summary>
    private async Task<bool> DeliverInOrderAsync(IReadOnlyList<PendingRow> rows, ConcurrentQueue<long> done, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            if (cancellationToken.IsCancellationRequested)
                return false;
            try
            {
                await DeliverAsync(row, cancellationToken);
                done.Enqueue(row.Sequence);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return false;
            }
            catch (Exception exception)
            {
                await PostponeAsync(row, exception, cancellationToken);
                if (!IsAboutThisEvent(exception))
                    return false; // the broker is away: the rest would fail alike
            }
        }

        return true;
    }

    // A broker gets one at a time: where a failure is everybody's, one attempt tells it.
    private int Together => services.GetService<IMediator>() is null ? 1 : 16;

    private async Task DeliverAsync(PendingRow row, CancellationToken cancellationToken)
    {
        using var span = Tracing.OnPublish(row.Type, row.Traceparent);
        var type = EventCatalog.TypeOf(row.Type);
        var @event = JsonSerializer.Deserialize(row.Payload, type, EventJson.Options)!;
        if (services.GetService<IMediator>() is { } mediator)
        {
            // A delivery that has begun is finished, also while the host stops: it is short, and cutting it off only makes it happen twice.
            await mediator.Publish(@event, type, Pipe.Execute<PublishContext>(context => context.MessageId = row.EventId), CancellationToken.None);
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(15)); // a lost broker must not hold the lease for ever
        await services.GetRequiredService<IBus>().Publish(@event, type, Pipe.Execute<PublishContext>(context => context.MessageId = row.EventId), patience.Token);
    }

    private async Task PostponeAsync(PendingRow row, Exception exception, CancellationToken cancellationToken)
    {
        var waiting = FindNotYet(exception) is not null;
        var about = IsAboutThisEvent(exception);
        var attempts = row.AttemptCount + (about && !waiting ? 1 : 0);
        var reason = exception.GetBaseException().Message;
        var delay = TimeSpan.FromMilliseconds(Math.Min(longestDelay.TotalMilliseconds, 100 * Math.Pow(2, Math.Min(row.AttemptCount + 1, 12))));
        var parked = attempts >= AttemptsBeforeParking;
        await database.ChangeAsync("service:" + database.Service, async work =>
        {
            var args = new { row.Sequence, attempts, next = work.Now + delay, reason = reason[..Math.Min(reason.Length, 1000)], parkedAt = parked ? work.Now : (DateTimeOffset?)null };
            if (await work.ExecuteAsync("UPDATE event_delivery SET attempt_count = @attempts, next_attempt_at = @next, reason = @reason, parked_at = @parkedAt WHERE sequence = @Sequence", args) == 0)
                await work.ExecuteAsync("INSERT INTO event_delivery (sequence, attempt_count, next_attempt_at, reason, parked_at) VALUES (@Sequence, @attempts, @next, @reason, @parkedAt)", args);
            return 0;
        }, cancellationToken);
        if (parked)
            EventParked(Logger, database.Service, row.Type, row.Sequence, reason);
        else if (about && !waiting)
            DeliveryPostponed(Logger, database.Service, row.Type, row.Sequence, reason);
        else if (!about)
            BrokerAway(Logger, database.Service, reason);
    }

    private static NotYet? FindNotYet(Exception exception) => exception switch
    {
        NotYet notYet => notYet,
        AggregateException many => many.InnerExceptions.Select(FindNotYet).FirstOrDefault(found => found is not null),
        { InnerException: { } inner } => FindNotYet(inner),
        _ => null,
    };

    // A consumer's failure is this event's; a transport's is everybody's and says nothing against the event.
    private bool IsAboutThisEvent(Exception exception) => services.GetService<IMediator>() is not null || exception is JsonException or KeyNotFoundException;

    private async Task<bool> TakeLeaseAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var held = await database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<LeaseRow>("SELECT holder, expires_at FROM lease WHERE name = 'pump'"), cancellationToken);
        // An expiry beyond the length of a lease was written before the clock was set back: it says nothing about who publishes now.
        var farthest = now + leaseTime + clocksDiffer;
        if (held is not null && held.Holder == holder && held.ExpiresAt > now + leaseTime / 2 && held.ExpiresAt <= farthest)
            return true;
        if (held is not null && held.Holder != holder && held.ExpiresAt > now && held.ExpiresAt <= farthest)
            return false;
        return await database.ChangeAsync("service:" + database.Service, async work =>
        {
            var args = new { holder, expires = work.Now + leaseTime, work.Now, farthest = work.Now + leaseTime + clocksDiffer };
            return await work.ExecuteAsync("UPDATE lease SET holder = @holder, expires_at = @expires WHERE name = 'pump' AND (holder = @holder OR expires_at <= @Now OR expires_at > @farthest)", args) == 1
                || await work.ExecuteAsync("INSERT INTO lease (name, holder, expires_at) SELECT 'pump', @holder, @expires WHERE NOT EXISTS (SELECT 1 FROM lease WHERE name = 'pump')", args) == 1;
        }, cancellationToken);
    }

    private const string Pending = """
        SELECT e.sequence, e.event_id, e.type, e.subject, e.payload, e.traceparent, COALESCE(d.attempt_count, 0) AS attempt_count
        FROM event e LEFT JOIN event_delivery d ON d.sequence = e.sequence
        WHERE e.published_at IS NULL AND d.parked_at IS NULL AND (d.next_attempt_at IS NULL OR d.next_attempt_at <= @now OR d.next_attempt_at > @longest)
        ORDER BY e.sequence
        """;

    private sealed record PendingRow
    {
        public long Sequence { get; init; }
        public Guid EventId { get; init; }
        public string Type { get; init; } = "";
        public string Subject { get; init; } = "";
        public string Payload { get; init; } = "";
        public string? Traceparent { get; init; }
        public long AttemptCount { get; init; }
    }

    private sealed record LeaseRow
    {
        public Guid Holder { get; init; }
        public DateTimeOffset ExpiresAt { get; init; }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The pump of {Service} could not give its lease back: {Reason}")]
    private static partial void LeaseKept(ILogger logger, string service, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Type} #{Sequence} of {Service} is parked: {Reason}")]
    private static partial void EventParked(ILogger logger, string service, string type, long sequence, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {Type} #{Sequence} of {Service} is delivered again later: {Reason}")]
    private static partial void DeliveryPostponed(ILogger logger, string service, string type, long sequence, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of {Service} waits for the broker: {Reason}")]
    private static partial void BrokerAway(ILogger logger, string service, string reason);
}
