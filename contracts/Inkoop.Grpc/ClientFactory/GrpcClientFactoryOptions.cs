// Options of clients made by the factory: address, channel settings, call options, interceptors.

using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Grpc.Net.ClientFactory;

/// <summary>How the clients of one name are made.</summary>
public class GrpcClientFactoryOptions
{
    public Uri? Address { get; set; }

    /// <summary>Run once, when the channel of the name is made.</summary>
    public IList<Action<GrpcChannelOptions>> ChannelOptionsActions { get; } = [];

    /// <summary>Run for every call.</summary>
    public IList<Action<CallOptionsContext>> CallOptionsActions { get; } = [];

    public IList<InterceptorRegistration> InterceptorRegistrations { get; } = [];

    /// <summary>Makes the client; null calls the constructor that takes an invoker.</summary>
    public Func<CallInvoker, object>? Creator { get; set; }
}

/// <summary>The options of the call at hand, to be replaced by changed ones.</summary>
public sealed class CallOptionsContext
{
    internal CallOptionsContext(CallOptions callOptions, IServiceProvider serviceProvider) => (CallOptions, ServiceProvider) = (callOptions, serviceProvider);

    public CallOptions CallOptions { get; set; }

    /// <summary>The scope that the client came from.</summary>
    public IServiceProvider ServiceProvider { get; }
}

/// <summary>How long an interceptor lives: as long as the channel, or as each client.</summary>
public enum InterceptorScope
{
    Channel = 0,
    Client = 1,
}

public class InterceptorRegistration
{
    public InterceptorRegistration(InterceptorScope scope, Func<IServiceProvider, Interceptor> creator)
    {
        ArgumentNullException.ThrowIfNull(creator);
        Scope = scope;
        Creator = creator;
    }

    public InterceptorScope Scope { get; }
    public Func<IServiceProvider, Interceptor> Creator { get; }
}

/// <summary>Makes clients by type and name.</summary>
public abstract class GrpcClientFactory
{
    /// <exception cref="InvalidOperationException">No client of that name and type was added.</exception>
    public abstract TClient CreateClient<TClient>(string name) where TClient : class;
}
