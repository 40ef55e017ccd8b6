// From a service class to its endpoints: the generated BindService names the methods, reflection finds what the class overrides,
// and the attributes of class and method become endpoint metadata, so that [Authorize] and its like work.

using System.Reflection;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server;

/// <summary>Endpoint metadata that says which gRPC method an endpoint is.</summary>
public sealed class GrpcMethodMetadata
{
    public GrpcMethodMetadata(Type serviceType, IMethod method)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        ArgumentNullException.ThrowIfNull(method);
        ServiceType = serviceType;
        Method = method;
    }

    public Type ServiceType { get; }
    public IMethod Method { get; }
}

internal sealed record BoundMethod(IMethod Method, IReadOnlyList<object> Metadata, RequestDelegate Handler);

internal sealed class ServiceBinding<TService> : ServiceBinderBase where TService : class
{
    private readonly ServiceSettings settings;
    private readonly Pipelines<TService> pipelines;
    private readonly ILogger logger;
    private readonly List<BoundMethod> methods = [];

    private ServiceBinding(IServiceProvider services)
    {
        settings = new ServiceSettings(
            services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value, services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value);
        pipelines = new Pipelines<TService>(settings, services.GetRequiredService<IGrpcServiceActivator<TService>>());
        logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(ServerLog.Category);
    }

    /// <summary>The methods of the service with their handlers.</summary>
    /// <exception cref="InvalidOperationException">The class derives from no generated service base class.</exception>
    public static IReadOnlyList<BoundMethod> Bind(IServiceProvider services)
    {
        var binding = new ServiceBinding<TService>(services);
        BindMethod().Invoke(null, [binding, null]);
        return binding.methods;
    }

    private static MethodInfo BindMethod()
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } attribute)
                return attribute.BindType.GetMethod(
                    attribute.BindMethodName, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static, [typeof(ServiceBinderBase), type])
                    ?? throw new InvalidOperationException($"{attribute.BindType} has no method {attribute.BindMethodName}.");
        throw new InvalidOperationException($"Cannot locate BindService(ServiceBinderBase, ServiceBase) method for the current service type: {typeof(TService).FullName}.");
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Implementation(method.Name, typeof(TRequest), typeof(ServerCallContext));
        Add(method, implementation, CallHandler.Unary(
            method, pipelines.Unary(implementation.CreateDelegate<UnaryServerMethod<TService, TRequest, TResponse>>())));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Implementation(method.Name, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        Add(method, implementation, CallHandler.ClientStreaming(
            method, pipelines.ClientStreaming(implementation.CreateDelegate<ClientStreamingServerMethod<TService, TRequest, TResponse>>())));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Implementation(method.Name, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        Add(method, implementation, CallHandler.ServerStreaming(
            method, pipelines.ServerStreaming(implementation.CreateDelegate<ServerStreamingServerMethod<TService, TRequest, TResponse>>())));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Implementation(
            method.Name, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        Add(method, implementation, CallHandler.DuplexStreaming(
            method, pipelines.DuplexStreaming(implementation.CreateDelegate<DuplexStreamingServerMethod<TService, TRequest, TResponse>>())));
    }

    // The most derived declaration: its attributes count, and a virtual call through it reaches any override.
    private static MethodInfo Implementation(string name, params Type[] parameters)
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
            if (type.GetMethod(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly, parameters) is { } found)
                return found;
        throw new InvalidOperationException($"Could not find '{name}' on {typeof(TService)}.");
    }

    private void Add(IMethod method, MethodInfo implementation, Func<ServerCall, Task> run) => methods.Add(new BoundMethod(
        method,
        [
            .. typeof(TService).GetCustomAttributes(inherit: true),
            .. implementation.GetCustomAttributes(inherit: true),
            new HttpMethodMetadata(["POST"], acceptCorsPreflight: true),
            new GrpcMethodMetadata(typeof(TService), method),
        ],
        new CallHandler(method, settings, logger, run).HandleAsync));
}
