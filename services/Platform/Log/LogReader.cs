using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.ClientFactory;
using Inkoop.Platform.Data;
using Inkoop.Wire.Events;
using Inkoop.Wire.Platform.V1;

namespace Inkoop.Platform.Log;

/// <summary>Reads a log that a projection needs from the service that owns it, in its order.</summary>
public sealed class LogReader(GrpcClientFactory clients)
{
    /// <summary>In a row, without one event between them: about ten seconds.</summary>
    private const int MostFailures = 15;

    public async IAsyncEnumerable<LogEntry> ReadAsync(string service, IReadOnlyCollection<Type> types, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var client = clients.CreateClient<EventLogService.EventLogServiceClient>("log-" + service);
        var request = new ReadLogRequest { Service = service, AfterSequence = afterSequence, Types_ = { types.Select(type => type.Name) } };
        await foreach (var entry in ReadAgainAsync(client, request, cancellationToken))
            yield return new LogEntry(entry.Sequence, Guid.Parse(entry.EventId), entry.Type, entry.PayloadJson, entry.LeftCount);
    }

    /// <summary>A rebuild of an hour must not start over because a service restarted: the stream goes on after the last event that arrived.</summary>
    private static async IAsyncEnumerable<LoggedEvent> ReadAgainAsync(EventLogService.EventLogServiceClient client, ReadLogRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            using var call = client.ReadLog(request, cancellationToken: cancellationToken);
            while (true)
            {
                bool more;
                try
                {
                    more = await call.ResponseStream.MoveNext(cancellationToken);
                }
                catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.Internal && ++failures <= MostFailures)
                {
                    await Task.Delay(Retry.Pause(failures + 4, Random.Shared.NextDouble()), cancellationToken);
                    break;
                }

                if (!more)
                    yield break;
                failures = 0;
                request.AfterSequence = call.ResponseStream.Current.Sequence;
                yield return call.ResponseStream.Current;
            }
        }
    }
}
