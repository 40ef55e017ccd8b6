namespace Inkoop.Demo;

/// <summary>
/// The time of a host that loads a demonstration region: services, events and stored rows live in the quarter that is being walked, so
/// that due days, allocation times and signatures are those of a region that has worked with this for two years. What opens
/// <see cref="RealTime"/> (pages, sessions and the issuer) stays in real time: a session must not end because the walk passed its last hour.
/// After the walk it is the system's clock; should that stand before the last day walked, time goes on from there, since it must never go back.
/// </summary>
public sealed class DemoClock : TimeProvider
{
    private sealed record Walk(DateTimeOffset To, long Since);

    private static readonly AsyncLocal<RealTimeScope?> Real = new();

    private volatile Walk? walk;

    public override DateTimeOffset GetUtcNow()
    {
        var real = System.GetUtcNow();
        if (walk is not { } walked || Real.Value is { IsOpen: true })
            return real;
        // It ticks between two steps: what waits for a moment to pass would wait for ever in a time that stands still.
        return walked.To + System.GetElapsedTime(walked.Since);
    }

    /// <summary>Until it is disposed, this call and what it awaits live in the system's time.</summary>
    public static IDisposable RealTime() => Real.Value = new RealTimeScope();

    /// <summary>Goes to <paramref name="instant"/>, or stays when that has passed.</summary>
    public void WalkTo(DateTimeOffset instant)
    {
        if (walk is { } walked && walked.To + System.GetElapsedTime(walked.Since) is var now && now > instant)
            instant = now;
        walk = new Walk(instant, System.GetTimestamp());
    }

    /// <summary>The walk is over.</summary>
    public void Return()
    {
        if (walk is { } walked && walked.To + System.GetElapsedTime(walked.Since) <= System.GetUtcNow())
            walk = null;
    }

    // Closed, not only left: a timer that was started inside carries the scope along and must not live in real time for ever.
    private sealed class RealTimeScope : IDisposable
    {
        public bool IsOpen { get; private set; } = true;

        public void Dispose() => IsOpen = false;
    }
}
