using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Inkoop.AppHost;

/// <summary>
/// Watches the processes. One that ends by itself is started again, as a cluster would do it; one that keeps ending before it was ready
/// ends the whole with its last lines. One that somebody stops in the dashboard stays stopped.
/// </summary>
internal sealed class Keeper(DistributedApplication app, IReadOnlyList<string> kept)
{
    public const string Demo = "demo";
    private const int MostEndsBeforeReady = 3;

    private readonly ResourceNotificationService notifications = app.Services.GetRequiredService<ResourceNotificationService>();
    private readonly ConcurrentDictionary<string, ResourceEvent> last = new();
    private readonly Dictionary<string, int> endsBeforeReady = [];
    private readonly TaskCompletionSource<string> hopeless = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>0 while it does not run.</summary>
    public int PidOf(string name) =>
        last.TryGetValue(name, out var seen) && seen.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } pid
            ? Convert.ToInt32(pid, CultureInfo.InvariantCulture) : 0;

    /// <summary>Ends when the whole is told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var seen in notifications.WatchAsync(cancellationToken))
                await LookAsync(seen, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // All of it stops.
        }
    }

    /// <summary>Ends when every host says that it is ready.</summary>
    /// <exception cref="CannotStart">One of them cannot.</exception>
    public Task UntilReadyAsync(CancellationToken cancellationToken) => UnlessHopelessAsync(async () =>
    {
        foreach (var name in kept)
        {
            await notifications.WaitForResourceAsync(name, seen => IsHealthy(seen), cancellationToken);
            Console.WriteLine($"{name} is gereed.");
        }
    });

    /// <summary>Ends when the demo is loaded.</summary>
    /// <exception cref="CannotStart">It could not be.</exception>
    public Task UntilLoadedAsync(CancellationToken cancellationToken) => UnlessHopelessAsync(async () =>
    {
        var ended = await notifications.WaitForResourceAsync(Demo, seen => KnownResourceStates.TerminalStates.Contains(seen.Snapshot.State?.Text), cancellationToken);
        if (ended.Snapshot.ExitCode != 0)
            throw new CannotStart(await WithLastLinesAsync(ended, "Het laden van de demoregio is mislukt."));
    });

    /// <exception cref="CannotStart">One of them ends again and again.</exception>
    public async Task UnlessHopelessAsync(Func<Task> wait)
    {
        var waiting = wait();
        if (await Task.WhenAny(waiting, hopeless.Task) != waiting)
            throw new CannotStart(await hopeless.Task);
        await waiting;
    }

    private static bool IsHealthy(ResourceEvent seen) => seen.Snapshot.HealthStatus == HealthStatus.Healthy;

    private async Task LookAsync(ResourceEvent seen, CancellationToken cancellationToken)
    {
        var name = seen.Resource.Name;
        var before = last.TryGetValue(name, out var earlier) ? earlier.Snapshot.State?.Text : null;
        last[name] = seen;
        if (!kept.Contains(name))
            return;
        if (IsHealthy(seen))
            endsBeforeReady[name] = 0;
        if (before is null || before == seen.Snapshot.State?.Text || !KnownResourceStates.TerminalStates.Contains(seen.Snapshot.State?.Text))
            return;
        if (before == KnownResourceStates.Stopping)
            return; // on somebody's word
        endsBeforeReady[name] = endsBeforeReady.GetValueOrDefault(name) + 1;
        if (endsBeforeReady[name] >= MostEndsBeforeReady)
        {
            hopeless.TrySetResult(await WithLastLinesAsync(seen, $"{name} eindigt steeds voordat het gereed is."));
            return;
        }

        var code = seen.Snapshot.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "onbekend";
        Console.WriteLine($"{name} is onverwacht gestopt (code {code}) en wordt opnieuw gestart.");
        var commands = app.Services.GetRequiredService<ResourceCommandService>();
        await commands.ExecuteCommandAsync(seen.ResourceId, KnownResourceCommands.StartCommand, cancellationToken);
    }

    private async Task<string> WithLastLinesAsync(ResourceEvent of, string sentence)
    {
        var lines = new List<string>();
        await foreach (var batch in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(of.ResourceId))
            lines.AddRange(batch.Select(line => line.Content));
        return string.Join('\n', [sentence, .. lines.TakeLast(20)]);
    }
}
