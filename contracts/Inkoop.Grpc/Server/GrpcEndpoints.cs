// Mapping services to routes: POST /package.Service/Method, and catch-alls that answer UNIMPLEMENTED for what nobody mapped.

using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder
{
    public static class GrpcEndpointRouteBuilderExtensions
    {
        /// <summary>Maps every method of a service.</summary>
        /// <exception cref="InvalidOperationException">AddGrpc was not called, or the class is not a gRPC service.</exception>
        public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder) where TService : class
        {
            ArgumentNullException.ThrowIfNull(builder);
            if (builder.ServiceProvider.GetService<MappedServices>() is not { } mapped)
                throw new InvalidOperationException(
                    "Unable to find the required services. Please add all the required services by calling 'IServiceCollection.AddGrpc' inside the call to 'ConfigureServices(...)' in the application startup code.");
            var methods = ServiceBinding<TService>.Bind(builder.ServiceProvider);
            var endpoints = new List<IEndpointConventionBuilder>();
            foreach (var method in methods)
            {
                var endpoint = builder.Map(RoutePatternFactory.Parse(method.Method.FullName), method.Handler);
                endpoint.WithDisplayName($"gRPC - {method.Method.FullName}");
                endpoint.Add(made =>
                {
                    foreach (var metadata in method.Metadata)
                        made.Metadata.Add(metadata);
                });
                endpoints.Add(endpoint);
            }

            UnimplementedEndpoints.Map(builder, mapped, typeof(TService), methods, builder.ServiceProvider.GetRequiredService<IOptions<GrpcServiceOptions>>().Value,
                builder.ServiceProvider.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value);
            return new GrpcServiceEndpointConventionBuilder(endpoints);
        }
    }

    /// <summary>Conventions for all endpoints of a service, RequireAuthorization for instance.</summary>
    public sealed class GrpcServiceEndpointConventionBuilder : IEndpointConventionBuilder
    {
        private readonly List<IEndpointConventionBuilder> endpoints;

        internal GrpcServiceEndpointConventionBuilder(List<IEndpointConventionBuilder> endpoints) => this.endpoints = endpoints;

        public void Add(Action<EndpointBuilder> convention) => endpoints.ForEach(endpoint => endpoint.Add(convention));

        public void Finally(Action<EndpointBuilder> finallyConvention) => endpoints.ForEach(endpoint => endpoint.Finally(finallyConvention));
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    public static class GrpcServicesExtensions
    {
        public static IGrpcServerBuilder AddGrpc(this IServiceCollection services)
        {
            ArgumentNullException.ThrowIfNull(services);
            services.AddRouting(options => options.ConstraintMap[UnimplementedEndpoints.Constraint] = typeof(UnimplementedConstraint));
            services.AddOptions();
            services.AddLogging();
            Extensions.TryAddSingleton(services, typeof(MappedServices), typeof(MappedServices));
            Extensions.TryAddSingleton(services, typeof(IGrpcServiceActivator<>), typeof(ServiceActivator<>));
            Extensions.TryAddSingleton(services, typeof(IGrpcInterceptorActivator<>), typeof(InterceptorActivator<>));
            return new Builder(services);
        }

        public static IGrpcServerBuilder AddGrpc(this IServiceCollection services, Action<GrpcServiceOptions> configureOptions)
        {
            ArgumentNullException.ThrowIfNull(configureOptions);
            services.Configure(configureOptions);
            return services.AddGrpc();
        }

        public static IGrpcServerBuilder AddServiceOptions<TService>(this IGrpcServerBuilder grpcBuilder, Action<GrpcServiceOptions<TService>> configure)
            where TService : class
        {
            ArgumentNullException.ThrowIfNull(grpcBuilder);
            grpcBuilder.Services.Configure(configure);
            return grpcBuilder;
        }

        private sealed class Builder(IServiceCollection services) : IGrpcServerBuilder
        {
            public IServiceCollection Services { get; } = services;
        }

        private static class Extensions
        {
            public static void TryAddSingleton(IServiceCollection services, Type service, Type implementation) =>
                DependencyInjection.Extensions.ServiceCollectionDescriptorExtensions.TryAddSingleton(services, service, implementation);
        }
    }
}

namespace Grpc.Core
{
    public static class ServerCallContextExtensions
    {
        /// <summary>The HTTP request behind a call. Tests may leave one in UserState under "__HttpContext".</summary>
        /// <exception cref="InvalidOperationException">The context does not come from a server.</exception>
        public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
        {
            ArgumentNullException.ThrowIfNull(serverCallContext);
            if (serverCallContext is ServerCall call)
                return call.Http;
            return serverCallContext.UserState.TryGetValue("__HttpContext", out var found) && found is HttpContext http
                ? http
                : throw new InvalidOperationException("Could not get HttpContext from ServerCallContext. HttpContext can only be accessed when gRPC services are hosted by ASP.NET Core.");
        }
    }
}

namespace Grpc.AspNetCore.Server
{
    public interface IGrpcServerBuilder
    {
        IServiceCollection Services { get; }
    }

    /// <summary>Which services are mapped: reflection lists them, and the catch-all is mapped once.</summary>
    internal sealed class MappedServices
    {
        public List<(Type Service, IMethod Method)> Methods { get; } = [];
        public HashSet<object> CatchAllOwners { get; } = [];
        public HashSet<string> CatchAllServices { get; } = [];
    }

    /// <summary>Matches only gRPC requests, so that the catch-alls take nothing from the rest of an application.</summary>
    internal sealed class UnimplementedConstraint : IRouteConstraint
    {
        public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
            httpContext is not null && HeaderNames.IsGrpc(httpContext.Request.ContentType);
    }

    internal static class UnimplementedEndpoints
    {
        public const string Constraint = "grpcunimplemented";

        public static void Map(
            IEndpointRouteBuilder builder, MappedServices mapped, Type service, IReadOnlyList<BoundMethod> methods, GrpcServiceOptions general, GrpcServiceOptions own)
        {
            var logger = builder.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(ServerLog.Category);
            foreach (var method in methods)
                mapped.Methods.Add((service, method.Method));
            if (!(general.IgnoreUnknownServices ?? false) && mapped.CatchAllOwners.Add(builder.DataSources))
                MapOne(builder, "{unimplementedService}", "Service is unimplemented.", logger);
            if (own.IgnoreUnknownServices ?? general.IgnoreUnknownServices ?? false)
                return;
            foreach (var name in methods.Select(method => method.Method.ServiceName).Distinct())
                if (mapped.CatchAllServices.Add(name))
                    MapOne(builder, name, "Method is unimplemented.", logger);
        }

        private static void MapOne(IEndpointRouteBuilder builder, string service, string detail, ILogger logger)
        {
            var endpoint = builder.Map(RoutePatternFactory.Parse($"{service}/{{unimplementedMethod:{Constraint}}}"), http =>
                CallHandler.IsRefused(http, logger) ? Task.CompletedTask : CallHandler.AnswerUnimplemented(http, detail));
            endpoint.WithDisplayName($"gRPC - {detail} ({service})");
            endpoint.Add(made => made.Metadata.Add(new HttpMethodMetadata(["POST"], acceptCorsPreflight: true)));
        }
    }
}
