// Reflection over what is mapped: every service class leads to its generated type, which holds the descriptor.

using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class GrpcReflectionServiceExtensions
    {
        public static IServiceCollection AddGrpcReflection(this IServiceCollection services)
        {
            ArgumentNullException.ThrowIfNull(services);
            services.AddGrpc();
            // Made at the first question, when all services are mapped.
            services.TryAddSingleton(provider => new ReflectionServiceImpl(MappedDescriptors.Of(provider)));
            services.TryAddSingleton(provider => new ReflectionV1ServiceImpl(MappedDescriptors.Of(provider)));
            return services;
        }
    }
}

namespace Microsoft.AspNetCore.Builder
{
    public static class GrpcReflectionEndpointRouteBuilderExtensions
    {
        /// <summary>Maps reflection v1 and v1alpha.</summary>
        public static IEndpointConventionBuilder MapGrpcReflectionService(this IEndpointRouteBuilder builder) =>
            new GrpcServiceEndpointConventionBuilder([builder.MapGrpcService<ReflectionServiceImpl>(), builder.MapGrpcService<ReflectionV1ServiceImpl>()]);
    }
}

namespace Grpc.Reflection
{
    internal static class MappedDescriptors
    {
        public static List<ServiceDescriptor> Of(IServiceProvider services) =>
        [
            .. services.GetRequiredService<MappedServices>().Methods
                .Select(mapped => mapped.Service).Distinct()
                .Select(Descriptor).OfType<ServiceDescriptor>()
                .DistinctBy(found => found.FullName)
                .OrderBy(found => found.FullName, StringComparer.Ordinal),
        ];

        private static ServiceDescriptor? Descriptor(Type service)
        {
            for (var type = service; type is not null; type = type.BaseType)
                if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } attribute)
                    return attribute.BindType.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ServiceDescriptor;
            return null;
        }
    }
}
