// AddGrpcClient: a client type as a service, over a named HTTP client so that handlers are configured as for any other.

using System.Net.Http;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class GrpcClientServiceExtensions
{
    /// <summary>Adds a client under the name of its type.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(this IServiceCollection services) where TClient : class =>
        Add<TClient>(services, typeof(TClient).Name);

    public static IHttpClientBuilder AddGrpcClient<TClient>(this IServiceCollection services, Action<GrpcClientFactoryOptions> configureClient) where TClient : class =>
        services.AddGrpcClient<TClient>(typeof(TClient).Name, configureClient);

    public static IHttpClientBuilder AddGrpcClient<TClient>(this IServiceCollection services, Action<IServiceProvider, GrpcClientFactoryOptions> configureClient) where TClient : class =>
        services.AddGrpcClient<TClient>(typeof(TClient).Name, configureClient);

    public static IHttpClientBuilder AddGrpcClient<TClient>(this IServiceCollection services, string name) where TClient : class =>
        Add<TClient>(services, name);

    public static IHttpClientBuilder AddGrpcClient<TClient>(this IServiceCollection services, string name, Action<GrpcClientFactoryOptions> configureClient) where TClient : class
    {
        ArgumentNullException.ThrowIfNull(configureClient);
        services.Configure(name, configureClient);
        return Add<TClient>(services, name);
    }

    public static IHttpClientBuilder AddGrpcClient<TClient>(this IServiceCollection services, string name, Action<IServiceProvider, GrpcClientFactoryOptions> configureClient) where TClient : class
    {
        ArgumentNullException.ThrowIfNull(configureClient);
        services.AddTransient<IConfigureOptions<GrpcClientFactoryOptions>>(provider =>
            new ConfigureNamedOptions<GrpcClientFactoryOptions>(name, options => configureClient(provider, options)));
        return Add<TClient>(services, name);
    }

    private static IHttpClientBuilder Add<TClient>(IServiceCollection services, string name) where TClient : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        services.TryAddSingleton<ClientChannels>();
        // Transient, so that a client's interceptors and credentials come from the scope that asks for the client.
        services.TryAddTransient<GrpcClientFactory, ClientFactory>();
        services.TryAddTransient(provider => provider.GetRequiredService<GrpcClientFactory>().CreateClient<TClient>(name));
        var names = services.FirstOrDefault(service => service.ServiceType == typeof(ClientNames))?.ImplementationInstance as ClientNames;
        if (names is null)
            services.AddSingleton(names = new ClientNames());
        if (!names.Types.TryAdd(name, typeof(TClient)) && names.Types[name] != typeof(TClient))
            throw new InvalidOperationException(
                $"The gRPC client factory already has a registered client with the name '{name}', bound to the type '{names.Types[name].FullName}'.");
        // The channel is kept, so its handler must be: DNS changes are seen through the connection lifetime instead.
        return services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
    }
}
