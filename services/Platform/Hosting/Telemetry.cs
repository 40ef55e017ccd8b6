using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Inkoop.Platform.Hosting;

/// <summary>
/// Traces and metrics over OTLP, when OTEL_EXPORTER_OTLP_ENDPOINT names where to. Built with the SDK itself: the
/// framework, HttpClient and MassTransit emit their own, so nothing else is needed (docs/decisions/0006).
/// </summary>
public static class Telemetry
{
    public static void Add(IServiceCollection services, IConfiguration configuration, IReadOnlyList<ServiceModule> modules)
    {
        if (string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        var name = "inkoop-" + (modules.Count == 1 ? modules[0].Name : modules.Count == 0 ? "admin" : "all-in-one");
        var resource = ResourceBuilder.CreateDefault().AddService(name);
        // Made by the container, so that they flush when the host stops; resolved once at start by Housekeeping.
        services.AddSingleton<TracerProvider>(_ => Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore", "System.Net.Http", "MassTransit", "Inkoop")
            .AddOtlpExporter()
            .Build());
        services.AddSingleton<MeterProvider>(_ => Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "MassTransit", "Inkoop")
            .AddOtlpExporter()
            .Build());
    }
}
