// Which health checks make up the health of which gRPC service.

using System.Collections;
using System.Collections.ObjectModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Grpc.AspNetCore.HealthChecks;

public sealed class GrpcHealthChecksOptions
{
    /// <summary>Service names and their checks; the empty name with all checks is there from the start.</summary>
    public ServiceMappingCollection Services { get; } = [];

    /// <summary>True answers Check from the last published results instead of running the checks.</summary>
    public bool UseHealthChecksCache { get; set; }

    /// <summary>True leaves Watch calls open when the host stops.</summary>
    public bool SuppressCompletionOnShutdown { get; set; }
}

/// <summary>One check, before it runs.</summary>
public sealed class HealthCheckMapContext(string name, IEnumerable<string> tags)
{
    public string Name { get; } = name;
    public IEnumerable<string> Tags { get; } = tags;
}

/// <summary>The result of one check.</summary>
public sealed class HealthResult(
    string name, IEnumerable<string> tags, HealthStatus status, string? description, TimeSpan duration, Exception? exception, IReadOnlyDictionary<string, object> data)
{
    public string Name { get; } = name;
    public IEnumerable<string> Tags { get; } = tags;
    public HealthStatus Status { get; } = status;
    public string? Description { get; } = description;
    public IReadOnlyDictionary<string, object> Data { get; } = data;
    public Exception? Exception { get; } = exception;
    public TimeSpan Duration { get; } = duration;
}

/// <summary>A service name and the checks that count for it: chosen before they run, or by their results.</summary>
public sealed class ServiceMapping
{
    public ServiceMapping(string name, Func<HealthResult, bool> predicate)
    {
        Name = name;
        Predicate = predicate;
    }

    public ServiceMapping(string name, Func<HealthCheckMapContext, bool> predicate)
    {
        Name = name;
        HealthCheckPredicate = predicate;
    }

    public string Name { get; }
    public Func<HealthCheckMapContext, bool>? HealthCheckPredicate { get; }
    public Func<HealthResult, bool>? Predicate { get; }
}

public sealed class ServiceMappingCollection : IEnumerable<ServiceMapping>
{
    private readonly Mappings mappings = [];

    public int Count => mappings.Count;

    /// <summary>Checks run only when they count for the service; a name mapped before is mapped anew.</summary>
    public void Map(string name, Func<HealthCheckMapContext, bool> predicate)
    {
        mappings.Remove(name);
        mappings.Add(new ServiceMapping(name, predicate));
    }

    /// <summary>All checks run; those whose results the predicate takes count.</summary>
    public void MapService(string name, Func<HealthResult, bool> predicate)
    {
        mappings.Remove(name);
        mappings.Add(new ServiceMapping(name, predicate));
    }

    public void Add(ServiceMapping service) => mappings.Add(service);
    public void Remove(string name) => mappings.Remove(name);
    public void Clear() => mappings.Clear();
    public IEnumerator<ServiceMapping> GetEnumerator() => mappings.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ServiceMapping? Find(string name) => mappings.TryGetValue(name, out var found) ? found : null;

    private sealed class Mappings : KeyedCollection<string, ServiceMapping>
    {
        protected override string GetKeyForItem(ServiceMapping item) => item.Name;
    }
}
