using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Grpc.Net.ClientFactory;
using Inkoop.Platform.Data;
using Inkoop.Platform.Work;
using Inkoop.Wire.Events;
using Inkoop.Wire.Platform.V1;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inkoop.Platform.Log;

/// <summary>
/// RabbitMQ keeps nothing for a queue that is not bound yet: what others published before this host's consumers were bound
/// for the first time went by. Once they are, their sources are asked to publish those types again; the inboxes drop what
/// was seen. A new consumer or event type is a first time again.
/// </summary>
internal sealed partial class FirstBinding(
    IServiceProvider services, ConsumerQueues queues, GrpcClientFactory clients, StartupGate gate, TimeProvider clock, ILogger<FirstBinding> logger)
    : BackgroundWork(gate, clock, logger)
{
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        if (queues.Broker is null || queues.Events.Count == 0)
            return;
        await services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);
        var marker = "bound:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', queues.Events.Select(type => type.Name).Concat(queues.Names)))))[..32];
        foreach (var database in services.GetServices<Database>())
        {
            if (await database.IsDoneAsync(marker, stoppingToken))
                continue;
            foreach (var source in queues.Events.GroupBy(EventCatalog.ServiceOf))
                await AskAsync(source.Key, [.. source.Select(type => type.Name)], stoppingToken);
            await database.ChangeAsync("service:" + database.Service, work => work.MarkDoneAsync(marker), stoppingToken);
        }
    }

    private async Task AskAsync(string source, IReadOnlyList<string> types, CancellationToken cancellationToken)
    {
        var client = clients.CreateClient<EventLogService.EventLogServiceClient>("log-" + source);
        while (true)
        {
            try
            {
                var reply = await client.RepublishEventsAsync(new RepublishEventsRequest { Service = source, Types_ = { types } }, cancellationToken: cancellationToken);
                Asked(Logger, source, reply.EventCount);
                return;
            }
            catch (Exception exception) when (exception is RpcException or HttpRequestException && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), Clock, cancellationToken); // it is not up yet
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Bound for the first time: {Source} publishes {Count} events again.")]
    private static partial void Asked(ILogger logger, string source, long count);
}
