using System.Globalization;
using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>When the parts of a trajectory's price become payable.</summary>
public enum OutputVariant
{
    /// <summary>In order: a phase counts when all before it were reached too.</summary>
    Phases,
    /// <summary>Each by itself, in any order.</summary>
    Milestones,
    /// <summary>Equal parts, one for each period of the trajectory that is over.</summary>
    Periodic,
}

/// <summary>One part of the price: a phase or milestone with its share of 1.</summary>
public sealed record PricePart(string Name, Fraction Share);

/// <summary>A product that is bought as a result (outputgericht).</summary>
public sealed record OutputPrice
{
    public required string ProductId { get; init; }
    public required IReadOnlyList<PricePart> Parts { get; init; }
    public OutputVariant Variant { get; init; }
    /// <summary>Periodic only: how many months one part takes.</summary>
    public int MonthsOfPart { get; init; } = 1;
    /// <summary>The tariff is that of the first day of the trajectory.</summary>
    public required IReadOnlyList<RateStep> Rates { get; init; }
}

public sealed record OutputTerms : FundingTerms
{
    public IReadOnlyList<OutputPrice> Products { get; init; } = [];
}

/// <summary>A part of the trajectory was reached (1 is the first).</summary>
public sealed record PartReached(int Part, DateOnly On, Guid EventId, DateTimeOffset RecordedAt)
{
    /// <summary>By allocation; of several reports of one part the newest counts.</summary>
    public static ILookup<Guid, PartReached> Newest(IEnumerable<(Guid AllocationId, PartReached Part)> reports) => reports
        .GroupBy(report => (report.AllocationId, report.Part.Part))
        .Select(same => same.MaxBy(report => (report.Part.RecordedAt, report.Part.EventId)))
        .ToLookup(report => report.AllocationId, report => report.Part);
}

/// <summary>The trajectory stopped; before its end when not all parts were reached.</summary>
/// <param name="Reason">iJw RedenBeeindiging (JZ588).</param>
public sealed record TrajectoryStopped(DateOnly On, string Reason, Guid EventId, DateTimeOffset RecordedAt);

/// <summary>From when a trajectory went on in another municipality, under what allocation.</summary>
public sealed record TrajectoryStretch(DateOnly From, string TrajectoryId, string MunicipalityCode, Guid EventId);

/// <summary>A trajectory (traject) of one client from its start.</summary>
public sealed record Trajectory : Fact
{
    public required string TrajectoryId { get; init; }
    public required string ProductId { get; init; }
    /// <summary>Where it began.</summary>
    public required string MunicipalityCode { get; init; }
    /// <summary>Where it went on after a move, in order; what is reached there is paid there, under a name of its own.</summary>
    public IReadOnlyList<TrajectoryStretch> GoesOn { get; init; } = [];
    public string ProviderCode { get; init; } = "";
    public required DateOnly StartsOn { get; init; }
    /// <summary>The last day of care that counts; null while nothing ends it.</summary>
    public DateOnly? EndsOn { get; init; }
    public IReadOnlyList<PartReached> Reached { get; init; } = [];
    public TrajectoryStopped? Stopped { get; init; }

    /// <summary>The stretch that a day lies in: under whose care it was, by the last that had begun.</summary>
    public TrajectoryStretch On(DateOnly day) =>
        GoesOn.LastOrDefault(stretch => stretch.From <= day) ?? new TrajectoryStretch(StartsOn, TrajectoryId, MunicipalityCode, EventId);

    public Trajectory AsOf(DateTimeOffset moment) => this with
    {
        Reached = [.. Reached.Where(part => part.RecordedAt <= moment)],
        Stopped = Stopped is { } stopped && stopped.RecordedAt <= moment ? stopped : null,
    };
}

/// <summary>Settles output funding (outputgericht): what was reached is paid, also when the client dropped out (uitval); the drop-out itself comes out as a finding of
/// the same event, so that the indicator and the money cannot differ.</summary>
public static class Trajectories
{
    public static Settled Settle(OutputTerms terms, RecordedFacts facts, Period period, Stress? asked = null)
    {
        var stress = asked ?? Stress.None;
        var prices = terms.Products.ToDictionary(price => price.ProductId);
        var findings = new List<Finding>();
        var amounts = new List<Explained>();
        var payables = new List<Payable>();
        var parts = new List<SettledPart>();
        foreach (var trajectory in facts.Trajectories.OrderBy(trajectory => trajectory.TrajectoryId, StringComparer.Ordinal))
        {
            if (!prices.TryGetValue(trajectory.ProductId, out var price) || price.Rates.LastOrDefault(rate => rate.Holds(trajectory.StartsOn)) is not { } rate)
            {
                findings.Add(new Finding(Finding.NoTariff, "Geen prijs voor dit traject op de eerste dag.", trajectory.TrajectoryId, trajectory.StartsOn, trajectory.EventId));
                continue;
            }
            var reached = Reached(price, trajectory, period.Until);
            if (trajectory.Stopped is { } stopped && StopReasons.IsDropOut(stopped.Reason) && period.Holds(stopped.On))
                findings.Add(new Finding(Finding.DropOut, $"De zorg is eenzijdig beëindigd (reden {stopped.Reason}).", trajectory.On(stopped.On).TrajectoryId, stopped.On, stopped.EventId));
            foreach (var under in reached.Where(part => part.On >= period.From).GroupBy(part => trajectory.On(part.On)))
            {
                var now = under.ToList();
                var amount = Pay(terms, price, rate, under.Key, now, stress);
                var payable = new Payable(KeyOf(under.Key.TrajectoryId), under.Key.MunicipalityCode, trajectory.ProviderCode, amount.Cents);
                amounts.Add(amount.PaidAs(payable) with { OfOneClient = true });
                payables.Add(payable);
                // Counted once in its life: in the month that its first part was reached.
                var first = reached.MinBy(part => (part.On, part.Part)).Part;
                parts.AddRange(now.Zip(amount.Children).GroupBy(part => $"{part.First.On:yyyy-MM}").Select(month => new SettledPart(
                    trajectory.ProductId, under.Key.MunicipalityCode, month.Key, "", month.Any(part => part.First.Part == first) ? 1 : 0, month.Sum(part => part.Second.Cents), 0)));
            }
        }
        // By their own names: the order must not tell which belong together.
        amounts.Sort((one, other) => string.CompareOrdinal(one.PayableKey, other.PayableKey));
        payables.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
        return new Settled
        {
            Total = Explained.Sum("Afrekening output", amounts, terms.Article),
            Discount = Breaches.Discount(terms, facts.Breaches, period),
            Findings = findings,
            Payables = payables,
            Parts =
            [
                .. parts.GroupBy(part => (part.ProductId, part.MunicipalityCode, part.Month)).Select(same => new SettledPart(
                    same.Key.ProductId, same.Key.MunicipalityCode, same.Key.Month, "", same.Sum(part => part.Volume), same.Sum(part => part.Cents), 0)),
            ],
        };
    }

    /// <summary>What the parts of a trajectory are paid under.</summary>
    public static string KeyOf(string trajectoryId) => $"trajectory/{trajectoryId}";

    /// <summary>The cents of every part of a price: they add up to the price whatever was reached (largest remainder, the first part first).</summary>
    public static IReadOnlyList<long> PartCents(long priceCents, IReadOnlyList<PricePart> parts) =>
        LargestRemainder.Round([.. parts.Select(part => part.Share * priceCents)], priceCents, [.. parts.Select((_, i) => i.ToString("D4", CultureInfo.InvariantCulture))]);

    private static List<(int Part, DateOnly On, Guid EventId)> Reached(OutputPrice price, Trajectory trajectory, DateOnly until)
    {
        var count = price.Parts.Count;
        if (price.Variant == OutputVariant.Periodic)
        {
            var end = Dates.Earliest(trajectory.Stopped?.On ?? until, trajectory.EndsOn ?? until, until);
            return
            [
                .. Enumerable.Range(1, count)
                    .Select(part => (Part: part, On: trajectory.StartsOn.AddMonths(part * price.MonthsOfPart).AddDays(-1)))
                    .Where(part => part.On <= end)
                    .Select(part => (part.Part, part.On, trajectory.On(part.On).EventId)),
            ];
        }
        var reached = trajectory.Reached
            .Where(part => part.On <= until && part.Part >= 1 && part.Part <= count)
            .GroupBy(part => part.Part)
            .Select(same => same.MinBy(part => (part.On, part.EventId))!)
            .OrderBy(part => part.Part)
            .Select(part => (part.Part, part.On, part.EventId))
            .ToList();
        if (price.Variant == OutputVariant.Milestones) return reached;
        // A phase counts on the day that it and all before it were reached, so that the periods of a year add up to it.
        var counts = DateOnly.MinValue;
        return [.. reached.TakeWhile((part, i) => part.Part == i + 1).Select(part => part with { On = counts = part.On > counts ? part.On : counts })];
    }

    private static Explained Pay(OutputTerms terms, OutputPrice price, RateStep rate, TrajectoryStretch under, IReadOnlyList<(int Part, DateOnly On, Guid EventId)> reached, Stress stress)
    {
        var priceCents = (rate.Euro * stress.Price * stress.Youths * 100).ToCents();
        var cents = PartCents(priceCents, price.Parts);
        return Explained.Sum($"Traject {under.TrajectoryId}", reached.Select(part =>
        {
            var leaf = Explained.Leaf(price.Parts[part.Part - 1].Name, PayRules.ShareOfPrice, terms.Article,
                new("price_cents", priceCents, EventId: part.EventId), new("share", price.Parts[part.Part - 1].Share), new("reached_on", null, $"{part.On:yyyy-MM-dd}"));
            return leaf.Cents == cents[part.Part - 1] && leaf.Rounding == RoundingStep.None ? leaf : leaf with { Cents = cents[part.Part - 1], Rounding = RoundingStep.SharedOut };
        }), terms.Article);
    }
}
