using System.Collections.Concurrent;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Inkoop.Platform.Work;
using Inkoop.Wire;
using Microsoft.Extensions.Logging;

namespace Inkoop.Platform.Addresses;

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
