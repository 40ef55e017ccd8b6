using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.ClientFactory;
using Inkoop.Wire.Events;
using Inkoop.Wire.Platform.V1;

namespace Inkoop.Platform.Log;

/// <summary>Reads the logs that a projection needs, each from the service that owns it, in its order.</summary>
public sealed class LogReader(GrpcClientFactory clients)
{
    public async IAsyncEnumerable<LogEntry> ReadAsync(IReadOnlyCollection<Type> eventTypes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var service in eventTypes.GroupBy(EventCatalog.ServiceOf))
        {
            var client = clients.CreateClient<EventLogService.EventLogServiceClient>("log-" + service.Key);
            var request = new ReadLogRequest { Service = service.Key };
            request.Types_.AddRange(service.Select(type => type.Name));
            using var call = client.ReadLog(request, cancellationToken: cancellationToken);
            await foreach (var entry in call.ResponseStream.ReadAllAsync(cancellationToken))
                yield return new LogEntry(entry.Sequence, Guid.Parse(entry.EventId), entry.Type, entry.PayloadJson);
        }
    }
}
