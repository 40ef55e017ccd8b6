using Grpc.Core;
using Inkoop.Demo.Plan;
using Inkoop.Platform.Data;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Work;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inkoop.Demo;

/// <summary>Loads a demonstration region into the host that it runs in, with the host's clock walking along, while pages answer.</summary>
public sealed partial class DemoLoader(
    DemoRegion region, DemoClock clock, LoadProgress progress, DatabaseOptions data, IServer server, StartupGate gate,
    IHostApplicationLifetime lifetime, ILogger<DemoLoader> logger) : BackgroundWork(gate, TimeProvider.System, logger)
{
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        // The server stops listening before this service is told to stop, and then every call fails.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            var addresses = server.Features.Get<IServerAddressesFeature>()!.Addresses.Select(text => new Uri(text)).ToList();
            using var backend = new DemoBackend(addresses[0], _ => addresses[1]);
            await new DemoWalk(region, clock, progress, data.DataDirectory, apart: false, logger).GoAsync(backend, stopping.Token);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            progress.Fail(exception is RpcException refused ? refused.Status.Detail : exception.Message);
            LoadFailed(Logger, region.Name, exception);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The record says where the next start goes on.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Loading demo region {Region} stopped; a restart goes on where it was.")]
    private static partial void LoadFailed(ILogger logger, string region, Exception exception);
}
