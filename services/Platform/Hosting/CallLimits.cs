using System.Threading.RateLimiting;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Inkoop.Platform.Hosting;

/// <summary>
/// How much one caller can ask at the same time, so that nobody holds up the others: cheap reads and changes high, heavy reads and uploads few. What
/// is over waits for its turn; what is over that is refused by name (RESOURCE_EXHAUSTED). A service that acts for itself is not counted: it is ours.
/// </summary>
public sealed record CallLimits
{
    /// <summary>Calls of one caller at the same time.</summary>
    public int Calls { get; init; } = 64;

    /// <summary>Heavy calls of one caller at the same time.</summary>
    public int HeavyCalls { get; init; } = 4;

    /// <summary>Heavy calls of all callers of a host at the same time: what bounds its memory.</summary>
    public int HeavyCallsOfAll { get; init; } = 12;

    /// <summary>Unfinished uploads of one caller.</summary>
    public int Uploads { get; init; } = 16;

    /// <summary>Calls of one caller that wait for their turn, of each sort.</summary>
    public int Waiting { get; init; } = 256;

    /// <summary>Calls of one caller in a minute.</summary>
    public int CallsPerMinute { get; init; } = 60_000;

    private const int MostHeaderBytes = 32 * 1024;

    internal enum Cost
    {
        Free,
        Light,
        Heavy,
        Upload,
    }

    public static CallLimits Of(IConfiguration configuration)
    {
        var standard = new CallLimits();
        return new CallLimits
        {
            Calls = HostSettings.Count(configuration, "Inkoop:Limits:Calls", standard.Calls),
            HeavyCalls = HostSettings.Count(configuration, "Inkoop:Limits:HeavyCalls", standard.HeavyCalls),
            HeavyCallsOfAll = HostSettings.Count(configuration, "Inkoop:Limits:HeavyCallsOfAll", standard.HeavyCallsOfAll),
            Uploads = HostSettings.Count(configuration, "Inkoop:Limits:Uploads", standard.Uploads),
            Waiting = HostSettings.Count(configuration, "Inkoop:Limits:Waiting", standard.Waiting),
            CallsPerMinute = HostSettings.Count(configuration, "Inkoop:Limits:CallsPerMinute", standard.CallsPerMinute),
        };
    }

    internal static void Add(IServiceCollection services, CallLimits limits) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = limits.Chain();
        limiter.OnRejected = (context, _) =>
        {
            var (code, text) = Refusal(CostOf(context.HttpContext));
            Refusals.Answer(context.HttpContext.Response, StatusCode.ResourceExhausted, code, text);
            return ValueTask.CompletedTask;
        };
    });

    /// <summary>Before anything is read of a request.</summary>
    internal static void UseBounds(IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!Refusals.IsGrpc(context.Request))
            return next(context);
        // A stream of messages may rest a while, which the reader of it judges; the body of a form must come at a pace.
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } pace)
            pace.MinDataRate = null;
        if (context.Request.Headers.Sum(header => header.Key.Length + header.Value.Sum(value => (long)(value?.Length ?? 0))) <= MostHeaderBytes)
            return next(context);
        Refusals.Answer(context.Response, StatusCode.ResourceExhausted, "headers_too_large", $"De metadata van een aanvraag is samen hoogstens {MostHeaderBytes / 1024} KiB.");
        return Task.CompletedTask;
    });

    internal PartitionedRateLimiter<HttpContext> Chain() => PartitionedRateLimiter.CreateChained(PerMinute(), AtOnce(), Together());

    internal static (string Code, string Text) Refusal(Cost cost) => cost switch
    {
        Cost.Heavy => ("too_many_heavy_calls", "U heeft te veel zware vragen tegelijk gesteld: wacht op de antwoorden en vraag het dan opnieuw."),
        Cost.Upload => ("too_many_uploads", "U heeft te veel zendingen tegelijk openstaan: maak die af en begin dan opnieuw."),
        _ => ("too_many_calls", "U heeft te veel vragen tegelijk of kort na elkaar gesteld: wacht even en vraag het dan opnieuw."),
    };

    private PartitionedRateLimiter<HttpContext> PerMinute() => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        CostOf(context) == Cost.Free ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(KeyOf(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = CallsPerMinute,
            TokensPerPeriod = Math.Max(1, CallsPerMinute / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = Waiting,
        }));

    private PartitionedRateLimiter<HttpContext> AtOnce() => PartitionedRateLimiter.Create<HttpContext, (Cost Cost, string Key)>(context =>
    {
        var cost = CostOf(context);
        return cost == Cost.Free ? RateLimitPartition.GetNoLimiter((cost, ""))
            : RateLimitPartition.GetConcurrencyLimiter((cost, KeyOf(context)), _ => Permits(cost switch { Cost.Heavy => HeavyCalls, Cost.Upload => Uploads, _ => Calls }));
    });

    private PartitionedRateLimiter<HttpContext> Together() => PartitionedRateLimiter.Create<HttpContext, Cost>(context =>
        CostOf(context) == Cost.Heavy ? RateLimitPartition.GetConcurrencyLimiter(Cost.Heavy, _ => Permits(HeavyCallsOfAll)) : RateLimitPartition.GetNoLimiter(Cost.Free));

    private ConcurrencyLimiterOptions Permits(int most) => new() { PermitLimit = most, QueueLimit = Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };

    /// <summary>Pages ask by RPC and are counted there; health, reflection and what authorization refuses cost nothing.</summary>
    private static Cost CostOf(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not { } rpc || context.User.Identity?.IsAuthenticated != true)
            return Cost.Free;
        var caller = Caller.Of(context.User);
        return caller.Is(Role.Service) && caller.OnBehalfOf is null ? Cost.Free
            : rpc.Method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming ? Cost.Upload
            : context.GetEndpoint()!.Metadata.GetMetadata<MethodDescriptor>() is { } method && Rpcs.IsHeavy(method) ? Cost.Heavy
            : Cost.Light;
    }

    // The person where the token says who; a service that acts for somebody counts as that somebody.
    private static string KeyOf(HttpContext context)
    {
        var caller = Caller.Of(context.User);
        return caller.OnBehalfOf ?? (caller.Person.Length > 0 ? caller.Person : caller.Actor);
    }
}
