using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Inkoop.Platform.Hosting;

/// <summary>Traces and metrics over OTLP, when OTEL_EXPORTER_OTLP_ENDPOINT names where to.</summary>
public static class Telemetry
{
    public static void Add(IServiceCollection services, IConfiguration configuration, IReadOnlyList<ServiceModule> modules)
    {
        if (string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        var name = "inkoop-" + (modules.Count == 1 ? modules[0].Name : modules.Count == 0 ? "admin" : "all-in-one");
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name))
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation()
                .AddGrpcClientInstrumentation()
                .AddHttpClientInstrumentation()
                .AddSqlClientInstrumentation()
                .AddSource("MassTransit", "Inkoop"))
            .WithMetrics(meters => meters
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("MassTransit", "Inkoop"))
            .UseOtlpExporter();
    }
}
