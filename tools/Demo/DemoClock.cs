using Microsoft.AspNetCore.Http;

namespace Inkoop.Demo;

/// <summary>
/// The time of a host that loads a demonstration region: services, events and stored rows live in the quarter that is being walked, so
/// that due days, allocation times and signatures are those of a region that has worked with this for two years. Pages, sessions and the
/// issuer, all on HTTP/1.1, stay in real time: a session must not end because the walk passed its last hour. After the walk it is the
/// system's clock; should that stand before the last day walked, time goes on from there, since it must never go back.
/// </summary>
public sealed class DemoClock(IHttpContextAccessor requests) : TimeProvider
{
    private sealed record Walk(DateTimeOffset To, long Since);

    private volatile Walk? walk;

    public override DateTimeOffset GetUtcNow()
    {
        var real = System.GetUtcNow();
        if (walk is not { } walked || requests.HttpContext is { } page && !HttpProtocol.IsHttp2(page.Request.Protocol))
            return real;
        // It ticks between two steps: what waits for a moment to pass would wait for ever in a time that stands still.
        return walked.To + System.GetElapsedTime(walked.Since);
    }

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
}
