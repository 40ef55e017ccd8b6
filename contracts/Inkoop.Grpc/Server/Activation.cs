// Making service and interceptor instances per call: from the container when it knows the type, else constructed and disposed here.

using System.Diagnostics.CodeAnalysis;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>An instance, and whether whoever made it must dispose it.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Handles are not compared.")]
public readonly struct GrpcActivatorHandle<T>(T instance, bool created, object? state)
{
    public T Instance { get; } = instance;
    public bool Created { get; } = created;
    public object? State { get; } = state;
}

public interface IGrpcServiceActivator<TGrpcService> where TGrpcService : class
{
    GrpcActivatorHandle<TGrpcService> Create(IServiceProvider serviceProvider);
    ValueTask ReleaseAsync(GrpcActivatorHandle<TGrpcService> service);
}

public interface IGrpcInterceptorActivator
{
    GrpcActivatorHandle<Interceptor> Create(IServiceProvider serviceProvider, InterceptorRegistration interceptorRegistration);
    ValueTask ReleaseAsync(GrpcActivatorHandle<Interceptor> interceptor);
}

public interface IGrpcInterceptorActivator<TInterceptor> : IGrpcInterceptorActivator where TInterceptor : Interceptor;

internal sealed class ServiceActivator<TService> : IGrpcServiceActivator<TService> where TService : class
{
    private static readonly Lazy<ObjectFactory<TService>> Factory = new(static () => ActivatorUtilities.CreateFactory<TService>(Type.EmptyTypes));

    public GrpcActivatorHandle<TService> Create(IServiceProvider serviceProvider) =>
        serviceProvider.GetService<TService>() is { } known
            ? new GrpcActivatorHandle<TService>(known, false, null)
            : new GrpcActivatorHandle<TService>(Factory.Value(serviceProvider, []), true, null);

    public ValueTask ReleaseAsync(GrpcActivatorHandle<TService> service) => Disposal.OfAsync(service.Instance, service.Created);
}

internal sealed class InterceptorActivator<TInterceptor> : IGrpcInterceptorActivator<TInterceptor> where TInterceptor : Interceptor
{
    public GrpcActivatorHandle<Interceptor> Create(IServiceProvider serviceProvider, InterceptorRegistration interceptorRegistration) =>
        interceptorRegistration.Arguments.Count == 0 && serviceProvider.GetService<TInterceptor>() is { } known
            ? new GrpcActivatorHandle<Interceptor>(known, false, null)
            : new GrpcActivatorHandle<Interceptor>(
                ActivatorUtilities.CreateInstance<TInterceptor>(serviceProvider, [.. interceptorRegistration.Arguments]), true, null);

    public ValueTask ReleaseAsync(GrpcActivatorHandle<Interceptor> interceptor) => Disposal.OfAsync(interceptor.Instance, interceptor.Created);
}

internal static class Disposal
{
    public static ValueTask OfAsync(object instance, bool created)
    {
        if (!created)
            return default;
        if (instance is IAsyncDisposable asynchronous)
            return asynchronous.DisposeAsync();
        (instance as IDisposable)?.Dispose();
        return default;
    }
}
