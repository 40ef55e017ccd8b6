using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>One figure that a funding model makes worth knowing in a year. What it is follows from the end of its name: <c>_cents</c> is euro cents,
/// <c>_share</c> a share of 1 times 100,000,000, everything else is counted.</summary>
public sealed record Mark(string Name, long Value);

/// <summary>
/// Where a lot stands in a year (stand van zaken): what buyer and provider talk about while nothing is settled yet. Only figures that are there: what was
/// not agreed, counted or reported is left out. It decides nothing and pays nothing.
/// </summary>
public static class Standing
{
    public const string Volume = "volume";
    public const string ReferenceVolume = "reference_volume";
    public const string VolumeShare = "volume_of_reference_share";
    public const string ValveShare = "valve_share";
    public const string ValveOpen = "valve_open";
    public const string BudgetCents = "budget_cents";
    public const string KpiWithheldCents = "kpi_withheld_cents";
    public const string KpiReleasedCents = "kpi_released_cents";
    public const string AdvancedCents = "advanced_cents";
    public const string Youths = "youths";
    public const string Use = "use";
    public const string UseShare = "use_share";
    public const string Weight = "weighted_youths";
    public const string Participants = "participants";
    public const string Results = "results";
    public const string ResultShare = "result_share";
    public const string ReferenceShare = "reference_share";
    public const string NotVerified = "not_verified";
    public const string GrantedCents = "granted_cents";
    public const string DeterminedCents = "determined_cents";
    public const string Trajectories = "trajectories";
    public const string PartsReached = "parts_reached";
    public const string CapCents = "cap_cents";
    public const string CapUsedCents = "cap_used_cents";
    public const string CapUsedShare = "cap_used_share";
    public const string SignalShare = "signal_share";
    public const string SignalReached = "signal_reached";
    public const string AboveCapCents = "above_cap_cents";
    public const string UnpaidAboveCapCents = "unpaid_above_cap_cents";

    /// <param name="facts">As they were known; of the year, or of all of the contract.</param>
    /// <param name="year">The calendar year.</param>
    /// <param name="today">Care that runs counts until this day.</param>
    public static IReadOnlyList<Mark> Of(FundingTerms terms, RecordedFacts facts, Period year, DateOnly today)
    {
        var soFar = today < year.From ? null : (Period?)new Period(year.From, Dates.Earliest(year.Until, today));
        var figures = terms switch
        {
            TaskBasedTerms task => TaskBased(task, facts, year, soFar),
            PopulationTerms population => Population(population, facts, soFar),
            OutcomePayerTerms outcome => Outcome(outcome, facts, year),
            SubsidyTerms subsidy => Subsidy(subsidy, facts),
            OutputTerms => Output(facts, year),
            PriceTimesQuantityTerms effort => Cap(effort, facts, year, soFar),
            _ => [],
        };
        return [.. figures];
    }

    private static IEnumerable<Mark> TaskBased(TaskBasedTerms terms, RecordedFacts facts, Period year, Period? soFar)
    {
        yield return new(ReferenceVolume, terms.ReferenceVolume);
        if (terms.ValveAbove is { } above)
            yield return new(ValveShare, E8(above));
        if (VolumeOf(terms, facts, year, soFar) is { } volume)
        {
            yield return new(Volume, volume);
            if (terms.ReferenceVolume > 0)
                yield return new(VolumeShare, E8((Fraction)volume / terms.Reference));
            if (Funding.TaskBased.IsValveOpen(terms, volume) is { } isOpen)
                yield return new(ValveOpen, isOpen ? 1 : 0);
        }
        yield return new(BudgetCents, terms.BudgetCents);
        if (terms.Kpis.Count > 0)
        {
            var parts = terms.Kpis.SelectMany(kpi => Funding.TaskBased.Kpi(terms, kpi, facts.KpiResults)).ToLookup(part => part.Rule, part => part.Cents);
            yield return new(KpiWithheldCents, -parts[PayRules.KpiWithheld].Sum());
            yield return new(KpiReleasedCents, parts[PayRules.KpiReleased].Sum());
        }
        yield return Advanced(facts, year);
    }

    private static long? VolumeOf(TaskBasedTerms terms, RecordedFacts facts, Period year, Period? soFar) => terms.VolumeSource == VolumeSource.CareSpells
        ? soFar is { } days ? YouthCounts.UniqueClients(facts.Spells, days, terms.MinimumCareDays) : null
        : Funding.TaskBased.Reported(facts, year.From.Year)?.Volume;

    private static IEnumerable<Mark> Population(PopulationTerms terms, RecordedFacts facts, Period? soFar)
    {
        yield return new(BudgetCents, Funding.Population.IndexedBudget(terms).Cents);
        var counted = Complete(terms, facts.Populations, count => count.MunicipalityCode, count => count.Year, count => count.Youths);
        if (counted.Count > 0)
            yield return new(Youths, counted.Values.Sum());
        var weights = terms.Weights.Where(weight => weight.Year == terms.Year && counted.ContainsKey(weight.MunicipalityCode)).ToList();
        if (weights.Count > 0)
            yield return new(Weight, weights.Aggregate(Fraction.Zero, (sum, weight) => sum + (weight.Weight * counted[weight.MunicipalityCode])).ToCents());
        var use = Used(terms, facts, soFar);
        if (use is { } youths)
        {
            yield return new(Use, youths);
            if (counted.Values.Sum() > 0)
                yield return new(UseShare, E8(Fraction.Of(youths, counted.Values.Sum())));
        }
        if (terms.Corridor is not { ReferenceYouths: > 0 } corridor)
            yield break;
        yield return new(ReferenceVolume, corridor.ReferenceYouths);
        yield return new(ValveShare, E8(corridor.Upper));
        if (use is not { } used)
            yield break;
        yield return new(VolumeShare, E8(Fraction.Of(used, corridor.ReferenceYouths)));
        yield return new(ValveOpen, Funding.Population.IsValveOpen(corridor, used) ? 1 : 0);
    }

    // A count that was recorded goes before what start and stop messages say.
    private static long? Used(PopulationTerms terms, RecordedFacts facts, Period? soFar)
    {
        var recorded = Complete(terms, facts.Uses, use => use.MunicipalityCode, use => use.Year, use => use.Youths);
        if (recorded.Count > 0)
            return recorded.Values.Sum();
        return soFar is { } days && facts.Spells.Count > 0 ? YouthCounts.UniqueClients(facts.Spells, days, 1) : null;
    }

    // When each municipality of the contract has one: the settlement wants no less.
    private static Dictionary<string, long> Complete<T>(
        PopulationTerms terms, IReadOnlyList<T> facts, Func<T, string> code, Func<T, int> year, Func<T, long> count) where T : Fact
    {
        var newest = Funding.Population.Newest(terms, facts, code, year, count);
        return newest.Count == terms.Municipalities.Count ? newest : [];
    }

    private static IEnumerable<Mark> Outcome(OutcomePayerTerms terms, RecordedFacts facts, Period year)
    {
        var measured = facts.Outcomes.Where(outcome => year.Holds(outcome.On)).ToList();
        var participants = measured.Sum(outcome => outcome.Participants);
        yield return new(ReferenceShare, E8(terms.ReferenceShare));
        yield return new(Participants, participants);
        yield return new(Results, measured.Sum(outcome => outcome.Results));
        if (participants > 0)
            yield return new(ResultShare, E8(Fraction.Of(measured.Sum(outcome => outcome.Results), participants)));
        yield return new(NotVerified, measured.Count(outcome => outcome.VerifiedBy is null));
    }

    private static IEnumerable<Mark> Subsidy(SubsidyTerms terms, RecordedFacts facts)
    {
        yield return new(GrantedCents, terms.GrantedCents);
        yield return new(AdvancedCents, facts.Advances.Sum(advance => advance.Cents));
        if (facts.Determinations.MaxBy(fact => (fact.RecordedAt, fact.EventId)) is { } determined)
            yield return new(DeterminedCents, determined.DeterminedCents);
    }

    private static IEnumerable<Mark> Output(RecordedFacts facts, Period year)
    {
        yield return new(Trajectories, facts.Trajectories.Count(trajectory => year.Holds(trajectory.StartsOn)));
        yield return new(PartsReached, facts.Trajectories.Sum(trajectory => trajectory.Reached.Count(part => year.Holds(part.On))));
    }

    // The cap of the day, or the last one that began before: what of it was used, and what beyond it is not paid (unspecific allocations without an addendum).
    private static IEnumerable<Mark> Cap(PriceTimesQuantityTerms terms, RecordedFacts facts, Period year, Period? soFar)
    {
        if (soFar is not { } days)
            yield break;
        var cap = terms.Caps.Where(cap => cap.Period.From <= days.Until && cap.Period.Until >= year.From)
            .MaxBy(cap => (cap.Period.Holds(days.Until), cap.Period.From));
        if (cap is not { Cents: > 0 })
            yield break;
        var (lines, _) = PriceTimesQuantity.Pay(terms, facts.Lines, new Period(cap.Period.From, Dates.Earliest(cap.Period.Until, days.Until)), Stress.None);
        var used = SpendingCaps.Used(cap, lines);
        yield return new(CapCents, cap.Cents);
        yield return new(CapUsedCents, used);
        yield return new(CapUsedShare, E8(Fraction.Of(used, cap.Cents)));
        yield return new(SignalShare, E8(cap.SignalShare));
        yield return new(SignalReached, (Fraction)used >= cap.SignalShare * cap.Cents ? 1 : 0);
        if (used <= cap.Cents)
            yield break;
        yield return new(AboveCapCents, used - cap.Cents);
        yield return new(UnpaidAboveCapCents, lines.Where(line => cap.Period.Holds(line.Line.StartsOn)).Sum(line => line.WorthCents - line.PaidCents));
    }

    private static Mark Advanced(RecordedFacts facts, Period year) =>
        new(AdvancedCents, facts.Advances.Where(advance => year.Holds(advance.On)).Sum(advance => advance.Cents));

    // A share to eight decimals, half away from zero.
    private static long E8(Fraction share) => (share * 100_000_000).ToCents();
}
