using Inkoop.Ijw;

namespace Inkoop.Funding;

public static partial class CareFacts
{
    /// <summary>Trajectories (trajecten): one for each allocation, and one for all under which it went on in another municipality, of one person, product and provider without a
    /// day between. It stopped when its last care did.</summary>
    public static IReadOnlyList<Trajectory> Trajectories(IEnumerable<Care> care, ILookup<Guid, PartReached> reached) =>
    [
        .. care
            .GroupBy(one => one.AllocationId)
            .Select(same => new UnderAllocation(same.MinBy(one => (one.From, one.CareId))!, same.MaxBy(one => (one.From, one.CareId))!,
                same.Any(one => one.Until is null) ? null : same.Max(one => one.Until)))
            .GroupBy(one => (one.First.ClientId, one.First.ProductId, one.First.ProviderCode))
            .SelectMany(same => GoingOn([.. same.OrderBy(one => one.First.From).ThenBy(one => one.First.AllocationId)]))
            .Select(chain => TrajectoryOf(chain, reached))
            .OrderBy(trajectory => trajectory.TrajectoryId, StringComparer.Ordinal),
    ];

    private sealed record UnderAllocation(Care First, Care Last, DateOnly? Until);

    private static IEnumerable<List<UnderAllocation>> GoingOn(List<UnderAllocation> allocations)
    {
        for (var i = 0; i < allocations.Count;)
        {
            var chain = new List<UnderAllocation> { allocations[i] };
            for (i++; i < allocations.Count && GoesOn(chain[^1], allocations[i]); i++) chain.Add(allocations[i]);
            yield return chain;
        }
    }

    // In the same municipality a next allocation is a next trajectory.
    private static bool GoesOn(UnderAllocation before, UnderAllocation next) =>
        before.First.MunicipalityCode != next.First.MunicipalityCode
        && (before.Until is not { } until || next.First.From <= until.AddDays(1))
        && !StopReasons.IsOver(before.Last.Stop?.Reason ?? "");

    private static Trajectory TrajectoryOf(List<UnderAllocation> chain, ILookup<Guid, PartReached> reached)
    {
        var (first, last) = (chain[0].First, chain[^1].Last);
        return new Trajectory
        {
            EventId = first.EventId,
            RecordedAt = first.RecordedAt,
            TrajectoryId = first.AllocationId.ToString(),
            ProductId = first.ProductId,
            MunicipalityCode = first.MunicipalityCode,
            ProviderCode = first.ProviderCode,
            StartsOn = first.From,
            EndsOn = chain.Exists(one => one.Until is null) ? null : chain.Max(one => one.Until),
            GoesOn = [.. chain.Skip(1).Select(one => new TrajectoryStretch(one.First.From, one.First.AllocationId.ToString(), one.First.MunicipalityCode, one.First.EventId))],
            Reached = [.. chain.SelectMany(one => reached[one.First.AllocationId])],
            Stopped = last.Stop is { StoppedOn: { } on } stop ? new TrajectoryStopped(on, stop.Reason ?? "", stop.EventId, stop.RecordedAt) : null,
        };
    }
}
