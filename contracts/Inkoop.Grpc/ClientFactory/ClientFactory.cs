// The client factory: one channel per name and client type for the life of the container, one light client object per request for it.

using System.Collections.Concurrent;
using System.Net.Http;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

/// <summary>Which client type was added under which name.</summary>
internal sealed class ClientNames
{
    public ConcurrentDictionary<string, Type> Types { get; } = new(StringComparer.Ordinal);
}

/// <summary>Holds the channels; disposed with the container.</summary>
internal sealed class ClientChannels(
    IServiceProvider services, IHttpMessageHandlerFactory handlers, IOptionsMonitor<GrpcClientFactoryOptions> options, ILoggerFactory loggers) : IDisposable
{
    private readonly ConcurrentDictionary<(string Name, Type Type), Lazy<(GrpcChannel Channel, CallInvoker Invoker)>> channels = new();

    public CallInvoker InvokerFor(string name, Type type) =>
        channels.GetOrAdd((name, type), key => new Lazy<(GrpcChannel, CallInvoker)>(() => Make(key.Name, key.Type))).Value.Invoker;

    public void Dispose()
    {
        foreach (var made in channels.Values)
            if (made.IsValueCreated)
                made.Value.Channel.Dispose();
    }

    private (GrpcChannel, CallInvoker) Make(string name, Type type)
    {
        var settings = options.Get(name);
        var address = settings.Address ?? throw new InvalidOperationException(
            $"Could not resolve the address for gRPC client '{name}'. Set an address when registering the client: services.AddGrpcClient<{type.Name}>(o => o.Address = new Uri(\"https://localhost:5001\"))");
        var channelOptions = new GrpcChannelOptions { HttpHandler = handlers.CreateHandler(name), LoggerFactory = loggers, ServiceProvider = services };
        foreach (var configure in settings.ChannelOptionsActions)
            configure(channelOptions);
        var channel = GrpcChannel.ForAddress(address, channelOptions);
        return (channel, ClientFactory.Around(channel.CreateCallInvoker(), settings, InterceptorScope.Channel, services));
    }
}

internal sealed class ClientFactory(
    IServiceProvider services, ClientChannels channels, ClientNames names, IOptionsMonitor<GrpcClientFactoryOptions> options) : GrpcClientFactory
{
    public override TClient CreateClient<TClient>(string name)
    {
        if (!names.Types.TryGetValue(name, out var type) || type != typeof(TClient))
            throw new InvalidOperationException($"No gRPC client of type '{typeof(TClient).Name}' configured with name '{name}'.");
        var settings = options.Get(name);
        var invoker = channels.InvokerFor(name, typeof(TClient));
        if (settings.CallOptionsActions.Count > 0)
            invoker = invoker.Intercept(new CallOptionsInterceptor(settings.CallOptionsActions, services));
        invoker = Around(invoker, settings, InterceptorScope.Client, services);
        return settings.Creator is { } create
            ? (TClient)create(invoker)
            : Constructor<TClient>.Make(services, [invoker]);
    }

    /// <summary>The first interceptor added is the outermost.</summary>
    public static CallInvoker Around(CallInvoker invoker, GrpcClientFactoryOptions settings, InterceptorScope scope, IServiceProvider services)
    {
        foreach (var registration in settings.InterceptorRegistrations.Reverse())
            if (registration.Scope == scope)
                invoker = invoker.Intercept(registration.Creator(services));
        return invoker;
    }

    private static class Constructor<TClient>
    {
        public static readonly ObjectFactory<TClient> Make = ActivatorUtilities.CreateFactory<TClient>([typeof(CallInvoker)]);
    }
}

/// <summary>Runs the call options actions of a client for each call.</summary>
internal sealed class CallOptionsInterceptor(IList<Action<CallOptionsContext>> actions, IServiceProvider services) : Interceptor
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Changed(context));

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Changed(context));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Changed(context));

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Changed(context));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Changed(context));

    private ClientInterceptorContext<TRequest, TResponse> Changed<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class where TResponse : class
    {
        var changed = new CallOptionsContext(context.Options, services);
        foreach (var action in actions)
            action(changed);
        return new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, changed.CallOptions);
    }
}
