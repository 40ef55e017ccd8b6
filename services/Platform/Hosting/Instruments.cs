using System.Diagnostics.Metrics;
using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Platform.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inkoop.Platform.Hosting;

/// <summary>The meter of Inkoop and what the platform measures: the state of the logs. Services count beside it; all stand in docs/telemetry.md.</summary>
public static class Instruments
{
    /// <summary>Where every instrument of our own hangs.</summary>
    public static Meter Meter { get; } = new(Tracing.SourceName);

    private static readonly ObservableGauge<long> waiting =
        Meter.CreateObservableGauge("inkoop.events.waiting", () => LogWatch.Seen(log => log.Waiting),
            "{event}", "Events in the log of a service that are not published yet.");
    private static readonly ObservableGauge<double> oldest =
        Meter.CreateObservableGauge("inkoop.events.oldest.age", () => LogWatch.Seen(log => log.OldestSeconds),
            "s", "Age of the oldest event that is not published yet; 0 when none waits.");
    private static readonly ObservableGauge<long> parked =
        Meter.CreateObservableGauge("inkoop.events.parked", () => LogWatch.Seen(log => log.Parked),
            "{event}", "Events that could not be delivered and wait for an operator.");
    private static readonly ObservableGauge<long> letters =
        Meter.CreateObservableGauge("inkoop.dead_letters", () => LogWatch.Letters,
            "{message}", "Messages in the error queue of a consumer.");

    /// <summary>Whether anybody collects one of these.</summary>
    internal static bool AreCollected => waiting.Enabled || oldest.Enabled || parked.Enabled || letters.Enabled;
}

/// <summary>
/// Looks at the logs and the error queues at a fixed pace while somebody collects it, however often that is and however many events there
/// are: one statement a log, answered from the index of what is not published.
/// </summary>
internal sealed partial class LogWatch(
    IEnumerable<Database> databases, DeadLetters deadLetters, OldestWaiting oldest, StartupGate gate, TimeProvider clock, ILogger<LogWatch> logger) : BackgroundWork(gate, clock, logger)
{
    private static readonly TimeSpan pace = TimeSpan.FromSeconds(15);
    private static volatile IReadOnlyList<LogState> seen = [];
    private static volatile IReadOnlyList<Measurement<long>> lettersSeen = [];

    internal sealed record LogState(string Service, long Waiting, double OldestSeconds, long Parked);

    internal static IEnumerable<Measurement<long>> Letters => lettersSeen;

    internal static IEnumerable<Measurement<T>> Seen<T>(Func<LogState, T> of) where T : struct =>
        seen.Select(log => new Measurement<T>(of(log), new KeyValuePair<string, object?>("service", log.Service)));

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pace);
        do
        {
            if (!Instruments.AreCollected)
                continue;
            try
            {
                seen = [.. await Task.WhenAll(databases.Select(database => LookAsync(database, stoppingToken)))];
                var counts = await deadLetters.CountAsync(stoppingToken);
                lettersSeen = [.. counts.Select(queue => new Measurement<long>(queue.Count, new KeyValuePair<string, object?>("queue", queue.Queue)))];
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                NotSeen(Logger, exception.GetType().Name); // a broker or engine that is away says so elsewhere
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private Task<LogState> LookAsync(Database database, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
    {
        var row = await connection.QuerySingleAsync<LogRow>(LogNow);
        var age = oldest.See(database.Service, row.OldestSequence, row.OldestAt, Clock.GetUtcNow());
        return new LogState(database.Service, row.WaitingCount, Math.Max(0, age.TotalSeconds), row.ParkedCount);
    }, cancellationToken);

    private const string LogNow = """
        SELECT (SELECT COUNT(*) FROM event WHERE published_at IS NULL) AS waiting_count,
               (SELECT MIN(sequence) FROM event WHERE published_at IS NULL) AS oldest_sequence,
               (SELECT occurred_at FROM event WHERE sequence = (SELECT MIN(sequence) FROM event WHERE published_at IS NULL)) AS oldest_at,
               (SELECT COUNT(*) FROM event_delivery WHERE parked_at IS NOT NULL) AS parked_count
        """;

    private sealed record LogRow
    {
        public long WaitingCount { get; init; }
        public long? OldestSequence { get; init; }
        public DateTimeOffset? OldestAt { get; init; }
        public long ParkedCount { get; init; }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The logs could not be measured: {Kind}")]
    private static partial void NotSeen(ILogger logger, string kind);
}
