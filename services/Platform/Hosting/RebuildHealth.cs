using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Platform.Work;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Inkoop.Platform.Hosting;

/// <summary>Says which projections are being built anew, which is no fault: the tables of before serve meanwhile. Degraded when one cannot be.</summary>
internal sealed class RebuildHealth(IEnumerable<Database> databases, Rebuilds rebuilds, StartupGate gate) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await gate.ReadyAsync(cancellationToken);
        var running = new List<string>();
        foreach (var database in databases)
        {
            foreach (var projection in rebuilds.Of(database))
            {
                if (rebuilds.FaultOf(projection) is { } fault)
                    return HealthCheckResult.Degraded($"{projection.Name} cannot be built anew: {fault}");
            }

            running.AddRange((await Rebuilds.StatesAsync(database, cancellationToken)).Values.Where(state => state.IsBuilding).OrderBy(state => state.Name, StringComparer.Ordinal)
                .Select(state => $"{state.Name} is being built anew: {state.ReadCount} of {state.TotalCount} events"));
        }

        return HealthCheckResult.Healthy(running.Count > 0 ? string.Join("; ", running) : null);
    }
}
