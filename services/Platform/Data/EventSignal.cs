using System.Collections.Concurrent;

namespace Inkoop.Platform.Data;

/// <summary>Wakes a service's pump after a commit. Losing a wake-up costs a moment, never an event: the pump polls as well.</summary>
public sealed class EventSignal
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> bells = new();

    public void Wake(string service)
    {
        var bell = Bell(service);
        if (bell.CurrentCount == 0)
            bell.Release();
    }

    public Task<bool> WaitAsync(string service, TimeSpan atMost, CancellationToken cancellationToken) => Bell(service).WaitAsync(atMost, cancellationToken);

    private SemaphoreSlim Bell(string service) => bells.GetOrAdd(service, static _ => new SemaphoreSlim(0));
}
