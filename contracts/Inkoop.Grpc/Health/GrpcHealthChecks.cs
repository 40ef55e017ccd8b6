// Health checks of the application as gRPC health: Check runs them, a publisher tells the watchers.

using Grpc.AspNetCore.HealthChecks;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class GrpcHealthChecksServiceExtensions
    {
        /// <summary>Adds the health service over the application's health checks; more checks go onto the builder it answers.</summary>
        public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services)
        {
            ArgumentNullException.ThrowIfNull(services);
            services.TryAddSingleton<HealthServiceImpl>();
            services.TryAddSingleton<HealthResults>();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthCheckPublisher, HealthPublisher>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<GrpcHealthChecksOptions>, WholeServer>());
            return services.AddHealthChecks();
        }

        public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services, Action<GrpcHealthChecksOptions> configure)
        {
            var builder = services.AddGrpcHealthChecks();
            services.Configure(configure);
            return builder;
        }

        private sealed class WholeServer : IConfigureOptions<GrpcHealthChecksOptions>
        {
            public void Configure(GrpcHealthChecksOptions options) => options.Services.Map("", _ => true);
        }
    }
}

namespace Microsoft.AspNetCore.Builder
{
    public static class GrpcHealthChecksEndpointRouteBuilderExtensions
    {
        public static GrpcServiceEndpointConventionBuilder MapGrpcHealthChecksService(this IEndpointRouteBuilder builder) => builder.MapGrpcService<HealthChecksService>();
    }
}

namespace Grpc.AspNetCore.HealthChecks
{
    /// <summary>What check results say about the services they are mapped to.</summary>
    internal sealed class HealthResults(IOptions<GrpcHealthChecksOptions> options, IOptions<HealthCheckServiceOptions> checks)
    {
        public ServiceMapping? Find(string service) => options.Value.Services.Find(service);

        public IEnumerable<(string Service, ServingStatus Status)> All(HealthReport report) =>
            options.Value.Services.Select(mapping => (mapping.Name, StatusFor(mapping, report)));

        /// <summary>Down when one check that counts is unhealthy; degraded still serves.</summary>
        public ServingStatus StatusFor(ServiceMapping mapping, HealthReport report)
        {
            foreach (var (name, entry) in report.Entries)
            {
                var counts = mapping.HealthCheckPredicate?.Invoke(new HealthCheckMapContext(name, TagsOf(name)))
                    ?? mapping.Predicate!(new HealthResult(name, entry.Tags, entry.Status, entry.Description, entry.Duration, entry.Exception, entry.Data));
                if (counts && entry.Status == HealthStatus.Unhealthy)
                    return ServingStatus.NotServing;
            }

            return ServingStatus.Serving;
        }

        private IEnumerable<string> TagsOf(string name) =>
            checks.Value.Registrations.FirstOrDefault(check => check.Name == name)?.Tags ?? Enumerable.Empty<string>();
    }

    internal sealed class HealthPublisher(HealthServiceImpl service, HealthResults results) : IHealthCheckPublisher
    {
        public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
        {
            foreach (var (name, status) in results.All(report))
                service.SetStatus(name, status);
            return Task.CompletedTask;
        }
    }

    internal sealed class HealthChecksService(
        HealthServiceImpl statuses, HealthResults results, HealthCheckService checks, IOptions<GrpcHealthChecksOptions> options, IHostApplicationLifetime lifetime)
        : Grpc.Health.V1.Health.HealthBase
    {
        public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
        {
            if (options.Value.UseHealthChecksCache)
                return await statuses.Check(request, context);
            var mapping = results.Find(request.Service) ?? throw new RpcException(new Status(StatusCode.NotFound, ""));
            return new HealthCheckResponse { Status = await RunAsync(mapping, context.CancellationToken) };
        }

        public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
        {
            // The first published results may be seconds away: a watcher of a known service does not wait for them.
            if (!statuses.Knows(request.Service) && results.Find(request.Service) is { } mapping)
                statuses.SetStatus(request.Service, await RunAsync(mapping, context.CancellationToken));
            var stopping = options.Value.SuppressCompletionOnShutdown ? CancellationToken.None : lifetime.ApplicationStopping;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping);
            try
            {
                await statuses.WatchAsync(request.Service, responseStream, either.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops: the watch is over, and its caller looks for another server.
            }
        }

        private async Task<ServingStatus> RunAsync(ServiceMapping mapping, CancellationToken token)
        {
            var report = await checks.CheckHealthAsync(
                check => mapping.HealthCheckPredicate?.Invoke(new HealthCheckMapContext(check.Name, check.Tags)) ?? true, token);
            return results.StatusFor(mapping, report);
        }
    }
}
