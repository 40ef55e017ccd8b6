using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;

namespace Inkoop.Money.Payments;

/// <summary>Trajectories that are paid on start (bij start): the whole price is due in the year that care starts, and comes down to what was reached once it stops.</summary>
public static class OnStart
{
    /// <summary>What is due of them in a year, under the key of the trajectory. One that began in another year is due there, also when parts were reached in this one.</summary>
    public static IReadOnlyList<LotAmount> Due(string lotId, OutputTerms terms, IReadOnlyList<Trajectory> trajectories, Period year, DateOnly until)
    {
        var prices = terms.Products.ToDictionary(price => price.ProductId);
        var due = new List<LotAmount>();
        foreach (var trajectory in trajectories.Where(trajectory => year.Holds(trajectory.StartsOn) && trajectory.StartsOn <= until))
        {
            if (!prices.TryGetValue(trajectory.ProductId, out var price) || price.Rates.LastOrDefault(rate => rate.Holds(trajectory.StartsOn)) is not { } rate) continue;
            var cents = trajectory.Stopped is { } stopped && stopped.On <= until ? Reached(terms, trajectory) : (rate.Euro * 100).ToCents();
            due.Add(new LotAmount(lotId, Key(trajectory), trajectory.MunicipalityCode, trajectory.ProviderCode, cents));
        }
        return due;
    }

    public static string Key(Trajectory trajectory) => $"trajectory/{trajectory.TrajectoryId}";

    // Over its whole life: the year it is in does not matter any more.
    private static long Reached(OutputTerms terms, Trajectory trajectory) =>
        Trajectories.Settle(terms, new RecordedFacts { Trajectories = [trajectory] }, new Period(trajectory.StartsOn, DateOnly.MaxValue)).Total.Cents;
}
