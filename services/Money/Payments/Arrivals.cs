using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.ClientFactory;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Platform.V1;

namespace Inkoop.Money.Payments;

/// <summary>
/// Whether what others recorded has come: a run that is proposed while an accepted line is still on its way would leave it out without a word.
/// What is parked waits for an operator and not for this.
/// </summary>
public sealed class Arrivals(GrpcClientFactory clients, MoneyDatabase database, IEnumerable<Platform.Log.Projection> projections)
{
    /// <summary>How long a run waits; a test is in more of a hurry.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until all that happened before <paramref name="moment"/> was delivered.</summary>
    /// <exception cref="Refused">It was not, in that time; the refusal names whose it is and from when.</exception>
    public async Task WaitAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var sources = projections.Where(projection => projection.Database == database).SelectMany(projection => projection.EventTypes)
            .Select(EventCatalog.ServiceOf).Where(service => service != database.Service).Distinct();
        var late = await Task.WhenAll(sources.Select(source => WaitAsync(source, moment, cancellationToken)));
        if (Missing(late) is { } named)
            throw new Refused("events_waiting", $"Nog niet alles wat is vastgelegd, is bij de betalingen aangekomen ({named}). Probeer het over een minuut opnieuw.");
    }

    /// <summary>What has not come, in words; null when all has.</summary>
    internal static string? Missing(IReadOnlyList<string?> late) => late.OfType<string>().ToList() is { Count: > 0 } some ? string.Join("; ", some.Order(StringComparer.Ordinal)) : null;

    /// <summary>Null when nothing of before <paramref name="moment"/> waits in this log.</summary>
    private async Task<string?> WaitAsync(string source, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var client = clients.CreateClient<EventLogService.EventLogServiceClient>("log-" + source);
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var late = await LookAsync(client, source, moment, cancellationToken);
            if (late is null || Stopwatch.GetElapsedTime(began) > Patience)
                return late;
            await Task.Delay(pause, cancellationToken);
        }
    }

    private static async Task<string?> LookAsync(EventLogService.EventLogServiceClient client, string source, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        try
        {
            var log = await client.ListProjectionsAsync(new ListProjectionsRequest { Service = source }, cancellationToken: cancellationToken);
            return log.OldestWaitingAt?.ToDateTimeOffset() is { } oldest && oldest <= moment ? $"{source}: {log.WaitingCount - log.ParkedCount} sinds {oldest:yyyy-MM-dd HH:mm} UTC" : null;
        }
        catch (RpcException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{source}: niet te bereiken ({exception.StatusCode})";
        }
    }
}
