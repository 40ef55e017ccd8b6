using Grpc.Core;
using Inkoop.Platform.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Inkoop.Platform.Hosting;

/// <summary>Where each service answers. In one process the addresses are known once its port is.</summary>
public sealed class ServiceAddresses
{
    private readonly Dictionary<string, Uri> addresses = [];

    public Uri this[string service]
    {
        get => addresses.TryGetValue(service, out var address) ? address
            : throw new InvalidOperationException($"The address of {service} is not known: set Inkoop:Services:{service}.");
        set => addresses[service] = value;
    }
}

/// <summary>Generated clients of other services.</summary>
public static class InkoopClients
{
    /// <summary>A client that calls as this service and passes on the token of the user it acts for.</summary>
    public static IHttpClientBuilder AddInkoopClient<TClient>(this IServiceCollection services, string service, string? name = null) where TClient : class =>
        services.AddGrpcClient<TClient>(name ?? typeof(TClient).Name, options => options.Address = new Uri($"http://{service}.inkoop"))
            .AddHttpMessageHandler(provider => new AddressHandler(provider.GetRequiredService<ServiceAddresses>(), service))
            .ConfigureChannel(channel =>
            {
                channel.UnsafeUseInsecureChannelCallCredentials = true; // h2c on a trusted network; TLS is the address's choice
                channel.MaxReceiveMessageSize = 64 * 1024 * 1024;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                KeepAlivePingDelay = TimeSpan.FromSeconds(60),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
            })
            .AddCallCredentials(async (context, metadata, provider) =>
            {
                metadata.Add("authorization", "Bearer " + await provider.GetRequiredService<ServiceToken>().GetAsync(context.CancellationToken));
                var user = provider.GetService<IHttpContextAccessor>()?.HttpContext?.Request.Headers.Authorization.ToString();
                if (user is { Length: > 7 } && user.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
                    metadata.Add(TokenAuthentication.UserHeader, user[7..]);
            });

    // Background work holds its clients from before the host knows where it listens: the address is filled in when a call is made.
    private sealed class AddressHandler(ServiceAddresses addresses, string service) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(addresses[service], request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
