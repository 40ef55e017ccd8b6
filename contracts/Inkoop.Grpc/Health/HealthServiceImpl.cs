// The health service proper: a status per service name, told to whoever asks and to whoever watches.

using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.HealthCheck;

/// <summary>Health of services as somebody else sets it. Safe for concurrent use.</summary>
public class HealthServiceImpl : Grpc.Health.V1.Health.HealthBase
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ServingStatus> statuses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ChannelWriter<ServingStatus>>> watchers = new(StringComparer.Ordinal);

    /// <summary>Sets the status of a service; the empty name is the server as a whole.</summary>
    public void SetStatus(string service, ServingStatus status)
    {
        lock (gate)
        {
            if (statuses.TryGetValue(service, out var old) && old == status)
                return;
            statuses[service] = status;
            Tell(service, status);
        }
    }

    /// <summary>Forgets a service: asking for it is NOT_FOUND, its watchers see SERVICE_UNKNOWN.</summary>
    public void ClearStatus(string service)
    {
        lock (gate)
            if (statuses.Remove(service))
                Tell(service, ServingStatus.ServiceUnknown);
    }

    public void ClearAll()
    {
        lock (gate)
        {
            var known = statuses.Keys.ToArray();
            statuses.Clear();
            foreach (var service in known)
                Tell(service, ServingStatus.ServiceUnknown);
        }
    }

    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        lock (gate)
            return statuses.TryGetValue(request.Service, out var status)
                ? Task.FromResult(new HealthCheckResponse { Status = status })
                : throw new RpcException(new Status(StatusCode.NotFound, ""));
    }

    public override Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context) =>
        WatchAsync(request.Service, responseStream, context.CancellationToken);

    internal async Task WatchAsync(string service, IServerStreamWriter<HealthCheckResponse> responses, CancellationToken token)
    {
        // A slow watcher misses what lay in between and sees the latest.
        var changes = Channel.CreateBounded<ServingStatus>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
        {
            if (!watchers.TryGetValue(service, out var list))
                watchers[service] = list = [];
            list.Add(changes.Writer);
            changes.Writer.TryWrite(statuses.GetValueOrDefault(service, ServingStatus.ServiceUnknown));
        }

        try
        {
            ServingStatus? told = null;
            await foreach (var status in changes.Reader.ReadAllAsync(token))
            {
                if (status == told)
                    continue;
                await responses.WriteAsync(new HealthCheckResponse { Status = status }, token);
                told = status;
            }
        }
        finally
        {
            lock (gate)
                if (watchers[service].Remove(changes.Writer) && watchers[service].Count == 0)
                    watchers.Remove(service);
        }
    }

    internal bool Knows(string service)
    {
        lock (gate)
            return statuses.ContainsKey(service);
    }

    private void Tell(string service, ServingStatus status)
    {
        foreach (var watcher in watchers.GetValueOrDefault(service, []))
            watcher.TryWrite(status);
    }
}
