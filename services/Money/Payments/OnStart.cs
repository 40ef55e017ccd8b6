using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;

namespace Inkoop.Money.Payments;

/// <summary>Trajectories that are paid on start (bij start): the whole price is due in the year that care starts. Once it stops, what was not reached is due back, in the
/// year of the stop: that of the start is closed by then, and nobody makes a run for it any more. After a move they stay with the municipality where they began.</summary>
public static class OnStart
{
    /// <summary>What is due of them in a year, under the key of the trajectory.</summary>
    /// <param name="isLastYear">The contract ends in this year: what stops later has no year of its own.</param>
    public static IReadOnlyList<LotAmount> Due(
        string lotId, OutputTerms terms, IReadOnlyList<Trajectory> trajectories, Period year, DateOnly until, bool isLastYear)
    {
        var prices = terms.Products.ToDictionary(price => price.ProductId);
        var due = new List<LotAmount>();
        foreach (var trajectory in trajectories.Where(trajectory => trajectory.StartsOn <= until))
        {
            var starts = year.Holds(trajectory.StartsOn);
            var stops = trajectory.Stopped is { } stopped && (year.Holds(stopped.On) ? stopped.On <= until : stopped.On > year.Until && isLastYear && until == year.Until);
            if (!starts && !stops) continue;
            if (!prices.TryGetValue(trajectory.ProductId, out var price) || price.Rates.LastOrDefault(rate => rate.Holds(trajectory.StartsOn)) is not { } rate) continue;
            var whole = (rate.Euro * 100).ToCents();
            var cents = (starts ? whole : 0) + (stops ? Reached(terms, trajectory) - whole : 0);
            due.Add(new LotAmount(lotId, Key(trajectory), trajectory.MunicipalityCode, trajectory.ProviderCode, cents));
        }
        return due;
    }

    public static string Key(Trajectory trajectory) => Trajectories.KeyOf(trajectory.TrajectoryId);

    /// <summary>All keys that its parts are settled under.</summary>
    public static IEnumerable<string> Keys(Trajectory trajectory) => trajectory.GoesOn.Select(stretch => Trajectories.KeyOf(stretch.TrajectoryId)).Prepend(Key(trajectory));

    // Over its whole life: the year it is in does not matter any more.
    private static long Reached(OutputTerms terms, Trajectory trajectory) =>
        Trajectories.Settle(terms, new RecordedFacts { Trajectories = [trajectory] }, new Period(trajectory.StartsOn, DateOnly.MaxValue)).Total.Cents;
}
