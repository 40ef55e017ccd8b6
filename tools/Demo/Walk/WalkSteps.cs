using Inkoop.Demo.Plan;
using Inkoop.Wire;

namespace Inkoop.Demo.Walk;

/// <summary>A moment of the walk with what happens then: its items do not depend on each other.</summary>
/// <param name="Phrase">What is being loaded, in Dutch.</param>
/// <param name="Settles">Everything before must have arrived everywhere before this step begins.</param>
internal sealed record WalkStep(DateTimeOffset At, string Phrase, bool Settles, IReadOnlyList<Func<DemoCalls, CancellationToken, Task>> Items)
{
    /// <summary>And every figure that follows from it must be known everywhere.</summary>
    public bool Figures { get; init; }
}

/// <summary>The calendar of the walk: what falls on which day.</summary>
internal static class WalkSteps
{
    private const int DeclaredOnDay = 12;
    private const int CorrectedAfter = 38;
    private const int PaidAfter = 20;

    /// <summary>All steps in order of time. The same plan gives the same steps, so that a count of them says where a load was.</summary>
    public static IReadOnlyList<WalkStep> Of(DemoPlan plan)
    {
        var first = plan.Region.FirstQuarter.FirstDay;
        var steps = new List<WalkStep>
        {
            new(Noon(first.AddDays(-30)), "Aanbieders inschrijven", true, [.. plan.Providers.Select(provider => Item((calls, ct) => calls.RegisterAsync(provider, ct)))]),
            new(Noon(first.AddDays(-15)), "Contracten ondertekenen", true, [.. plan.Contracts.Select(contract => Item((calls, ct) => calls.ContractAsync(contract, ct)))]),
        };
        steps.AddRange(Indexations(plan));
        steps.AddRange(Weeks(plan));
        steps.AddRange(Declarations(plan));
        steps.AddRange(plan.Region.Quarters.SelectMany(quarter => OfQuarter(plan, quarter)));
        steps.AddRange(Facts(plan));
        steps.AddRange(Runs(plan));
        // Allocations and declarations ask contracts what was agreed, so the first of them waits until contracts are known everywhere.
        var ordered = steps.OrderBy(step => step.At).ToList();
        ordered[2] = ordered[2] with { Settles = true };
        if (DisputePlanning.Disputes(plan.Contracts, plan.Declarations) is { Count: > 0 } disputes)
            ordered.Add(new WalkStep(ordered[^1].At.AddMinutes(5), "Betwistingen en claims", true, [.. disputes.Select(dispute => Item((calls, ct) => calls.DisputeAsync(dispute, ct)))]));
        return ordered;
    }

    /// <summary>An allocation that is not made with the disposition but follows when earlier help has ended.</summary>
    public static bool IsLater(PlannedClient client, PlannedAllocation allocation) => allocation.StartsOn != client.Allocations[0].StartsOn;

    private static IEnumerable<WalkStep> Indexations(DemoPlan plan) =>
        plan.Contracts.SelectMany((contract, index) => contract.IndexedIn.Select(year => (year, index))).GroupBy(pair => pair.year, pair => pair.index)
            .Select(group => new WalkStep(Noon(new DateOnly(group.Key - 1, 12, 10)), $"Tarieven indexeren per 1 januari {group.Key}", false,
                [Item((calls, ct) => calls.IndexAsync([.. group], group.Key, ct))]));

    /// <summary>Every Friday: what was decided, started and stopped that week.</summary>
    private static IEnumerable<WalkStep> Weeks(DemoPlan plan)
    {
        var weeks = new SortedDictionary<DateOnly, List<Func<DemoCalls, CancellationToken, Task>>>();
        void On(DateOnly friday, Func<DemoCalls, CancellationToken, Task> item)
        {
            if (!weeks.TryGetValue(friday, out var items))
                weeks[friday] = items = [];
            items.Add(item);
        }

        foreach (var client in plan.Clients)
        {
            var issued = Friday(client.IssuedOn);
            On(issued, (calls, ct) => calls.IssueAsync(client, ct));
            foreach (var allocation in client.Allocations)
            {
                var allocated = issued;
                if (IsLater(client, allocation))
                {
                    allocated = Later(Friday(allocation.StartsOn.AddDays(-5)), issued);
                    On(allocated, (calls, ct) => calls.AllocateLaterAsync(client, allocation, ct));
                }

                if (!client.Reported)
                    continue;
                var started = Later(Friday(allocation.StartedOn), allocated);
                On(started, (calls, ct) => calls.StartAsync(client, allocation, ct));
                if (allocation.StoppedOn is { } stopped)
                    On(Later(Friday(stopped), started), (calls, ct) => calls.StopAsync(client, allocation, ct));
            }
        }

        return weeks.Select(week => new WalkStep(Noon(week.Key), $"Toewijzingen, start en stop: {Month(week.Key)}", false, week.Value));
    }

    private static IEnumerable<WalkStep> Declarations(DemoPlan plan) => plan.Declarations.GroupBy(declaration => declaration.Month).Select(month =>
        new WalkStep(Noon(month.Key.AddMonths(1).AddDays(DeclaredOnDay - 1)).AddHours(-2), $"Declaraties over {Month(month.Key)}", false,
            [.. month.Select(declaration => Item((calls, ct) => calls.DeclareAsync(declaration, ct)))]));

    /// <summary>In the hour after what else happens that day: a phase is of an allocation that Contracts has heard of.</summary>
    private static IEnumerable<WalkStep> Facts(DemoPlan plan) =>
    [
        .. plan.Facts.Select((fact, number) => (fact, number)).GroupBy(pair => pair.fact.On).Select(day => new WalkStep(Noon(day.Key).AddHours(1), $"Feiten voor de afrekening: {Month(day.Key)}", false,
            [.. day.Select(pair => Item((calls, ct) => calls.RecordAsync(pair.fact, pair.number, ct)))])),
        .. plan.Parts.GroupBy(part => Friday(part.On)).Select(week => new WalkStep(Noon(week.Key).AddHours(1), $"Fasen van trajecten: {Month(week.Key)}", true,
            [.. week.Select(part => Item((calls, ct) => calls.ReachAsync(part, ct)))])),
    ];

    /// <summary>A run over every year: of one that is over it is paid, of one that runs it is at the bank. The last month is left to be proposed.</summary>
    private static IEnumerable<WalkStep> Runs(DemoPlan plan) => plan.Region.Quarters.GroupBy(quarter => quarter.FirstDay.Year).Select(year =>
    {
        var last = year.Max(quarter => quarter.LastDay);
        var until = new DateOnly(last.Year, last.Month, 1).AddDays(-1);
        return new WalkStep(Noon(last.AddDays(PaidAfter)).AddHours(2), $"Betaalrun over {year.Key}", true,
            [Item((calls, ct) => calls.PayAsync(year.Key, until, last.Month == 12, ct))]);
    });

    private static IEnumerable<WalkStep> OfQuarter(DemoPlan plan, Quarter quarter)
    {
        var rows = plan.Submissions.Where(row => row.Quarter == quarter.ToString()).ToList();
        WalkStep Wave(DateOnly day, string phrase, bool corrected, Func<PlannedSubmission, bool> of) => new(Noon(day), phrase, false,
            [.. rows.Where(of).GroupBy(row => plan.Contracts[row.ContractIndex].AgbCode).Select(provider => Item((calls, ct) => calls.SubmitAsync(provider.Key, [.. provider], corrected, ct)))]);

        yield return Wave(quarter.DueOn.AddDays(-3), $"Indicatoren over {quarter}", false, row => row.Arrival == Arrival.OnTime);
        yield return Wave(quarter.DueOn.AddDays(11), $"Late aanleveringen over {quarter}", false, row => row.Arrival == Arrival.Late);
        if (quarter == plan.Region.LastQuarter)
            yield break;
        yield return Wave(quarter.LastDay.AddDays(CorrectedAfter), $"Correcties over {quarter}", true, row => row.CorrectedNumerator is not null);
        yield return new WalkStep(Noon(quarter.LastDay.AddDays(ReviewPlanning.DaysAfterQuarter)), $"Kwartaalgesprekken over {quarter}", true,
            [.. plan.Reviews.Where(review => review.Quarter == quarter.ToString()).Select(review => Item((calls, ct) => calls.ReviewAsync(review, ct)))])
        { Figures = true };
    }

    private static Func<DemoCalls, CancellationToken, Task> Item(Func<DemoCalls, CancellationToken, Task> item) => item;

    /// <summary>Noon in UTC is the same day in the Netherlands.</summary>
    private static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);

    /// <summary>The Friday on or after the day.</summary>
    private static DateOnly Friday(DateOnly day) => day.AddDays((DayOfWeek.Friday - day.DayOfWeek + 7) % 7);

    /// <summary>That Friday, or the one after <paramref name="before"/>: what depends on another item comes in a later step.</summary>
    private static DateOnly Later(DateOnly friday, DateOnly before) => friday > before ? friday : before.AddDays(7);

    private static string Month(DateOnly day) => day.ToString("MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("nl-NL"));
}
