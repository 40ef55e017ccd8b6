using Inkoop.Platform.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Inkoop.Platform.Hosting;

/// <summary>Traces, metrics and logs over OTLP, when OTEL_EXPORTER_OTLP_ENDPOINT names where to. What there is to see stands in docs/telemetry.md.</summary>
public static class Telemetry
{
    public static void Add(IServiceCollection services, IConfiguration configuration, IReadOnlyList<ServiceModule> modules)
    {
        if (string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        // Whoever starts several of them names each, and says which instance it is.
        var name = configuration["OTEL_SERVICE_NAME"] ?? "inkoop-" + (modules.Count == 1 ? modules[0].Name : modules.Count == 0 ? "admin" : "all-in-one");
        var isNamed = configuration["OTEL_RESOURCE_ATTRIBUTES"]?.Contains("service.instance.id", StringComparison.Ordinal) == true;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name, autoGenerateServiceInstanceId: !isNamed))
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(options =>
                {
                    // A health check asks every few seconds and says nothing that its answer does not.
                    options.Filter = request => !request.Request.Path.StartsWithSegments("/healthz", StringComparison.Ordinal);
                    // The span of a form's handler begins a trace of its own: what is clicked would end where the calls begin.
                    options.EnableRazorComponentsSupport = false;
                })
                .AddGrpcClientInstrumentation()
                .AddHttpClientInstrumentation()
                .AddSqlClientInstrumentation()
                .AddSource("MassTransit", Tracing.SourceName))
            .WithMetrics(meters => meters
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("MassTransit", Instruments.Meter.Name))
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter();
        // The framework's lines per request quote the address with its question, and that may hold what a person searched for.
        services.AddLogging(logging => logging
            .AddFilter<OpenTelemetryLoggerProvider>("Microsoft", LogLevel.Warning)
            .AddFilter<OpenTelemetryLoggerProvider>("System", LogLevel.Warning));
    }
}
