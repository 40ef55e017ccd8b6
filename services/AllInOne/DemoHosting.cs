using Inkoop.Admin;
using Inkoop.Demo;
using Inkoop.Demo.Plan;
using Inkoop.Platform.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Inkoop.AllInOne;

/// <summary>What a host needs to load a demonstration region.</summary>
public static class DemoHosting
{
    /// <summary>Call after the platform's own registrations: the clock replaces the system's.</summary>
    public static void AddDemo(this IServiceCollection services, DemoRegion region)
    {
        services.AddSingleton(region);
        services.AddSingleton<LoadProgress>();
        services.AddSingleton<IStartupFilter, PagesInRealTime>();
        services.AddSingleton(provider =>
        {
            var clock = new DemoClock();
            var record = LoadRecord.Read(DemoWalk.RecordPath(provider.GetRequiredService<DatabaseOptions>().DataDirectory, region));
            // From the first moment, before anything is migrated or tidied up: stored answers are kept for 90 days of this time.
            clock.WalkTo(record.WalkedTo ?? new DateTimeOffset(region.FirstQuarter.FirstDay.AddDays(-30).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
            if (record.Finished)
                clock.Return();
            return clock;
        });
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DemoClock>());
        services.AddSingleton<Func<DemoProgress?>>(provider =>
        {
            var progress = provider.GetRequiredService<LoadProgress>();
            return () => new DemoProgress(progress.Phrase, progress.Done, progress.Total, progress.Finished);
        });
        services.AddHostedService<DemoLoader>();
        // Asking a loading host whether it is ready is no error; the answer says all there is to say.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical));
        services.AddHealthChecks().AddCheck<DemoHealth>("demo", tags: ["ready"]);
    }
}

/// <summary>Pages, sessions and the issuer come over HTTP/1.1, calls of services over HTTP/2.</summary>
internal sealed class PagesInRealTime : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            using var page = HttpProtocol.IsHttp2(context.Request.Protocol) ? null : DemoClock.RealTime();
            await rest(context);
        });
        next(app);
    };
}

/// <summary>Not ready before the region is loaded.</summary>
internal sealed class DemoHealth(LoadProgress progress) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        progress.Finished ? HealthCheckResult.Healthy()
        : HealthCheckResult.Unhealthy(progress.Failure is null ? $"loading {progress.Percent}%: {progress.Phrase}" : "stopped: " + progress.Failure));
}
