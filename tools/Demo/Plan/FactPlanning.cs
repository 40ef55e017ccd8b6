using Inkoop.Ijw;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Demo.Plan;

/// <summary>Something that a settlement needs and no message brings.</summary>
/// <param name="On">The day on which it is recorded.</param>
/// <param name="ContractIndex">Null for what holds for the region.</param>
/// <param name="Json">The fact of the wire in proto JSON, without its contract.</param>
public sealed record PlannedFact(DateOnly On, int? ContractIndex, string Json);

/// <summary>A phase of a trajectory (traject) that was reached.</summary>
public sealed record PlannedPart(DateOnly On, int ClientIndex, int AllocationNumber, int Part);

/// <summary>Counts and reports, in the months in which they come in real life: the year's counts early in it, its accounts in spring after it.</summary>
public static class FactPlanning
{
    /// <summary>Days from the start of a trajectory to the end of each of its phases.</summary>
    private static readonly int[] phaseEnds = [30, 120, 200];

    public static IReadOnlyList<PlannedFact> Facts(DemoRegion region, IReadOnlyList<PlannedContract> contracts, IReadOnlyList<PlannedClient> clients)
    {
        var years = region.Quarters.Select(quarter => quarter.Year).Distinct().ToList();
        var facts = years.SelectMany(year => Counted(region, year)).ToList();
        foreach (var (contract, index) in contracts.Select((contract, index) => (contract, index)))
        {
            var dice = new Dice(region.Seed, "facts", index);
            foreach (var year in years)
                facts.AddRange(Accounted(contract, index, year, clients, dice));
        }
        return [.. facts.Where(fact => fact.On <= region.LastQuarter.LastDay).OrderBy(fact => fact.On)];
    }

    public static IReadOnlyList<PlannedPart> Parts(DemoRegion region, IReadOnlyList<PlannedContract> contracts, IReadOnlyList<PlannedClient> clients) =>
    [
        .. clients.Where(client => client.Reported).SelectMany(client => client.Allocations)
            .Where(allocation => contracts[allocation.ContractIndex].Arrangement == Arrangement.Output)
            .SelectMany(allocation => phaseEnds.Select((days, i) => new PlannedPart(allocation.StartedOn.AddDays(days), allocation.ClientIndex, allocation.Number, i + 1))
                .Where(part => part.On <= (allocation.StoppedOn ?? region.LastQuarter.LastDay)))
            .OrderBy(part => part.On).ThenBy(part => part.AllocationNumber),
    ];

    private static IEnumerable<PlannedFact> Counted(DemoRegion region, int year) => region.Municipalities.Select(place => new PlannedFact(
        Dates.Latest(new DateOnly(year, 2, 3), region.FirstQuarter.FirstDay.AddDays(7)), null,
        Json(new SettlementFact { Population = new PopulationCounted { MunicipalityCode = place.Code, Year = year, Inhabitants = place.Youths * 4L, Youths = place.Youths } })));

    private static IEnumerable<PlannedFact> Accounted(PlannedContract contract, int index, int year, IReadOnlyList<PlannedClient> clients, Dice dice)
    {
        PlannedFact In(int month, int day, SettlementFact fact) => new(new DateOnly(year + 1, month, day), index, Json(fact));
        switch (contract.Arrangement)
        {
            case Arrangement.TaskBased:
                yield return In(2, 10, new SettlementFact { Volume = new VolumeReported { Year = year, Volume = contract.Youths * dice.Between(94, 114) / 100 } });
                yield return In(3, 12, new SettlementFact { Kpi = new KpiReleased { IndicatorCode = "tevredenheid", Year = year, ReleasedShare = "0.7" } });
                break;
            case Arrangement.Population:
                foreach (var buyer in contract.Buyers)
                    yield return In(1, 28, new SettlementFact { Use = new UseCounted { MunicipalityCode = buyer.MunicipalityCode, Year = year, Youths = InCare(index, buyer.MunicipalityCode, year, clients) } });
                var budget = contract.YearBudgets.Values.Max();
                yield return In(3, 20, new SettlementFact { Cost = new CostReported { Year = year, ExecutionCents = budget * dice.Between(85, 108) / 1000, ReserveCents = budget / 100 } });
                break;
        }
    }

    private static long InCare(int contractIndex, string municipality, int year, IReadOnlyList<PlannedClient> clients) => clients.LongCount(client => client.Allocations.Any(allocation =>
        allocation.ContractIndex == contractIndex && allocation.MunicipalityCode == municipality && allocation.StartedOn.Year <= year && (allocation.StoppedOn ?? DateOnly.MaxValue).Year >= year));

    private static string Json(SettlementFact fact) => Google.Protobuf.JsonFormatter.Default.Format(fact);
}
