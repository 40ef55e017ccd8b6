using Inkoop.Platform.Log;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Inkoop.Platform.Hosting;

/// <summary>
/// How events travel: MassTransit's mediator inside one process, or RabbitMQ between processes. The one place where
/// MassTransit is configured; its usage report is switched off here.
/// </summary>
public static class Bus
{
    /// <summary>In the process, before a message goes back to the broker: less than a second, in which it holds its place in the queue.</summary>
    private static readonly TimeSpan[] atOnce = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400)];

    /// <param name="redeliveries">When the broker delivers again what failed; null as in <see cref="Redelivery.Delays"/>.</param>
    public static void Add(IServiceCollection services, IConfiguration configuration, IReadOnlyList<ServiceModule> modules, IReadOnlyList<TimeSpan>? redeliveries = null)
    {
        var address = HostSettings.Bus(configuration);
        if (modules.Count == 0)
            return;
        if (address == "mediator")
        {
            services.AddMediator(bus => AddConsumers(bus, modules));
            return;
        }

        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            // A broker that is away makes a host degraded, not unready: it still takes work, and its log keeps what is to be published.
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
            // The namespace keeps two services' consumers of the same name from sharing a queue.
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(includeNamespace: true));
            AddConsumers(bus, modules);
            bus.AddConfigureEndpointsCallback((context, _, endpoint) =>
            {
                if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
                {
                    queue.SetQuorumQueue(1);
                    queue.PrefetchCount = 32;
                }

                // What came before the subject it needs waits in the broker (docs/decisions/0022); a defect ends as a dead letter after about two minutes.
                endpoint.UseFilter(new Redelivery(redeliveries ?? Redelivery.Delays, context.GetRequiredService<ILogger<Redelivery>>()));
                endpoint.UseMessageRetry(retry => retry.Intervals(atOnce));
            });
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(address));
                rabbit.ConfigureEndpoints(context);
            });
        });
        // Work goes on while the broker is away: the log keeps what is to be published.
        services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = false);
    }

    private static void AddConsumers(IRegistrationConfigurator bus, IReadOnlyList<ServiceModule> modules)
    {
        foreach (var module in modules)
            module.AddConsumers(bus);
    }
}
