using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Inkoop.Platform.Identity;
using Inkoop.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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

    /// <summary>What a channel connects to: the address itself, or a name that <see cref="OwnServices"/> looks up when a call is made.</summary>
    public Uri ForChannel(string service) => addresses.TryGetValue(service, out var address) ? address : new Uri($"{OwnServices.Scheme}:///{service}");
}

/// <summary>
/// One channel a service, for the life of the host, without an identity: who calls says whose the call is, where the clients below add the host's own.
/// </summary>
public sealed class ServiceChannels(ServiceAddresses addresses) : IDisposable
{
    private readonly ConcurrentDictionary<string, GrpcChannel> channels = new();

    public GrpcChannel To(string service) => channels.GetOrAdd(service, static (name, known) => InkoopChannel.Open(known[name]), addresses);

    public void Dispose()
    {
        foreach (var channel in channels.Values)
            channel.Dispose();
    }
}

/// <summary>
/// Resolves <c>inkoop:///service</c>: background work holds its clients from before the host knows on which port it listens itself.
/// Always without TLS, since it never leaves the process.
/// </summary>
public sealed class OwnServices(ServiceAddresses addresses, StartupGate gate) : ResolverFactory
{
    public const string Scheme = "inkoop";

    public override string Name => Scheme;

    public override Resolver Create(ResolverOptions options) =>
        new OwnService(options.Address.AbsolutePath.TrimStart('/'), addresses, gate, options.LoggerFactory);

    private sealed class OwnService(string service, ServiceAddresses addresses, StartupGate gate, ILoggerFactory loggers) : PollingResolver(loggers)
    {
        protected override async Task ResolveAsync(CancellationToken cancellationToken)
        {
            await gate.ReadyAsync(cancellationToken);
            var address = addresses[service];
            Listener(ResolverResult.ForResult([new BalancerAddress(address.Host, address.Port)]));
        }
    }
}

/// <summary>Generated clients of other services.</summary>
public static class InkoopClients
{
    /// <summary>A client that calls as this service and passes on the token of the user it acts for.</summary>
    public static IHttpClientBuilder AddInkoopClient<TClient>(this IServiceCollection services, string service, string? name = null) where TClient : class =>
        services.AddGrpcClient<TClient>(
                name ?? typeof(TClient).Name, (provider, options) => options.Address = provider.GetRequiredService<ServiceAddresses>().ForChannel(service))
            .ConfigureChannel((provider, channel) =>
            {
                InkoopChannel.Configure(channel);
                if (provider.GetRequiredService<ServiceAddresses>().ForChannel(service).Scheme == OwnServices.Scheme)
                    channel.Credentials = ChannelCredentials.Insecure;
            })
            .ConfigurePrimaryHttpMessageHandler(InkoopChannel.Handler)
            .AddCallCredentials(async (context, metadata, provider) =>
            {
                try
                {
                    metadata.Add("authorization", "Bearer " + await provider.GetRequiredService<ServiceToken>().GetAsync(context.CancellationToken));
                }
                catch (IdentityUnavailable exception)
                {
                    throw new RpcException(new Status(StatusCode.Unavailable, exception.Message));
                }

                var user = provider.GetService<IHttpContextAccessor>()?.HttpContext;
                var token = user?.Request.Headers.Authorization.ToString();
                if (token is { Length: > 7 } && token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
                    metadata.Add(InkoopAuthentication.UserHeader, token[7..]);
                else if (user?.User.Identity is { IsAuthenticated: true, AuthenticationType: ProviderCertificates.Scheme } && user.Connection.ClientCertificate is { } certificate)
                    metadata.Add(InkoopAuthentication.UserCertificateHeader, Convert.ToBase64String(certificate.RawData));
            });
}
