using Inkoop.Wire;

namespace Inkoop.Demo.Plan;

/// <summary>What providers report each quarter: counts that fit the care they stopped and started, now and then late, wrong or forgotten.</summary>
public static class SubmissionPlanning
{
    public static IReadOnlyList<PlannedSubmission> Submissions(DemoRegion region, IReadOnlyList<PlannedContract> contracts, IReadOnlyList<PlannedProvider> providers, IReadOnlyList<PlannedClient> clients)
    {
        var reported = clients.Where(client => client.Reported).SelectMany(client => client.Allocations).ToList();
        var stops = reported.Where(allocation => allocation.StoppedOn is not null && allocation.StopReason != "36")
            .ToLookup(allocation => (allocation.ContractIndex, Quarter.Of(allocation.StoppedOn!.Value)));
        var starts = reported.ToLookup(allocation => (allocation.ContractIndex, Quarter.Of(allocation.StartedOn)));
        var submissions = new List<PlannedSubmission>();
        for (var index = 0; index < contracts.Count; index++)
        {
            var level = new Dice(region.Seed, "level", index).Share();
            foreach (var quarter in region.Quarters)
            {
                var dice = new Dice(region.Seed, "submitted/" + quarter, index);
                var tardiness = providers[contracts[index].ProviderIndex].Tardiness;
                var late = dice.Hits(tardiness);
                var ended = stops[(index, quarter)].ToList();
                var begun = starts[(index, quarter)].Count();
                foreach (var kpi in contracts[index].Kpis)
                {
                    var (numerator, denominator) = Counts(kpi.Indicator, ended, begun, level, quarter, region, dice);
                    var arrival = dice.Hits(tardiness * 0.4) ? Arrival.Missing : late ? Arrival.Late : Arrival.OnTime;
                    submissions.Add(new PlannedSubmission
                    {
                        ContractIndex = index,
                        Quarter = quarter.ToString(),
                        Indicator = kpi.Indicator,
                        Numerator = numerator,
                        Denominator = denominator,
                        Arrival = arrival,
                        CorrectedNumerator = arrival == Arrival.OnTime && denominator >= 5 && kpi.Indicator != "tevredenheid" && dice.Hits(0.05)
                            ? Math.Max(0, numerator - 1) is var lower && lower != numerator ? lower : numerator + 1
                            : null,
                    });
                }
            }
        }

        return submissions;
    }

    private static (long Numerator, long Denominator) Counts(
        string indicator, List<PlannedAllocation> ended, int begun, double level, Quarter quarter, DemoRegion region, Dice dice)
    {
        // A slow rise over the quarters, so that a trend has something to show.
        var progress = region.Quarters.TakeWhile(other => other < quarter).Count() * 0.008;
        var n = ended.Count;
        switch (indicator)
        {
            case "uitval":
                var broken = ended.Count(allocation => allocation.StopReason is "32" or "33");
                return (Math.Max(0, broken - (dice.Hits(0.15) ? 1 : 0)), n);
            case "tevredenheid":
                var answers = Part(n, 0.4 + 0.4 * dice.Share());
                var mean = 69 + (int)(16 * level) + (int)(100 * progress / 2) + dice.Between(-2, 2);
                return ((long)answers * mean, answers);
            case "wachttijd_treeknorm":
                return Share(begun, 0.66 + 0.28 * level + progress, dice);
            case "doelen_gerealiseerd":
                return Share(n * 5 / 2, 0.60 + 0.28 * level + progress, dice);
            case "zonder_hulp_verder":
                return Share(Part(n, 0.8), 0.48 + 0.26 * level + progress, dice);
            default:
                return Share(Part(n, 0.7), 0.56 + 0.28 * level + progress, dice);
        }
    }

    private static (long, long) Share(int denominator, double share, Dice dice) =>
        (Math.Clamp(Part(denominator, share + 0.12 * (dice.Share() - 0.5)), 0, denominator), denominator);

    private static int Part(int whole, double share) => (int)(whole * share + 0.5);
}
