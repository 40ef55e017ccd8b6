using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>All that happened under one contract, as recorded. One set of facts serves every funding model, so that what-if asks another model about the same year.</summary>
public sealed record RecordedFacts
{
    public IReadOnlyList<CareLine> Lines { get; init; } = [];
    public IReadOnlyList<Stay> Stays { get; init; } = [];
    public IReadOnlyList<Measure> Measures { get; init; } = [];
    public IReadOnlyList<Breach> Breaches { get; init; } = [];
    public IReadOnlyList<Trajectory> Trajectories { get; init; } = [];
    public IReadOnlyList<OutcomeMeasured> Outcomes { get; init; } = [];
    public IReadOnlyList<SubsidyDetermined> Determinations { get; init; } = [];
    public IReadOnlyList<AdvancePaid> Advances { get; init; } = [];
    public IReadOnlyList<CareSpell> Spells { get; init; } = [];
    public IReadOnlyList<VolumeReported> ReportedVolumes { get; init; } = [];
    public IReadOnlyList<KpiResult> KpiResults { get; init; } = [];
    public IReadOnlyList<PopulationCounted> Populations { get; init; } = [];
    public IReadOnlyList<UseCounted> Uses { get; init; } = [];
    public IReadOnlyList<CostReported> Costs { get; init; } = [];

    /// <summary>What was known at a moment.</summary>
    public RecordedFacts AsOf(DateTimeOffset moment) => new()
    {
        Lines = Fact.Known(Lines, moment),
        Stays = Fact.Known(Stays, moment),
        Measures = Fact.Known(Measures, moment),
        Breaches = Fact.Known(Breaches, moment),
        Trajectories = [.. Fact.Known(Trajectories, moment).Select(trajectory => trajectory.AsOf(moment))],
        Outcomes = Fact.Known(Outcomes, moment),
        Determinations = Fact.Known(Determinations, moment),
        Advances = Fact.Known(Advances, moment),
        Spells = Fact.Known(Spells, moment),
        ReportedVolumes = Fact.Known(ReportedVolumes, moment),
        KpiResults = Fact.Known(KpiResults, moment),
        Populations = Fact.Known(Populations, moment),
        Uses = Fact.Known(Uses, moment),
        Costs = Fact.Known(Costs, moment),
    };
}

/// <summary>An advance (voorschot) that was paid.</summary>
public sealed record AdvancePaid : Fact
{
    public required DateOnly On { get; init; }
    public required long Cents { get; init; }
}

/// <summary>Settles one lot of a contract version: a function of its terms, what was recorded, the period and the moment as of which is asked. No clock, no store.</summary>
public static class SettlementKernel
{
    /// <exception cref="FaultyTerms">The terms do not add up: every fault at once.</exception>
    /// <exception cref="NotPayable">A rule forbids settling now.</exception>
    public static Settled Settle(FundingTerms terms, RecordedFacts facts, Period period, DateTimeOffset asOf, Stress? stress = null)
    {
        ArrangementCheck.ThrowIfFaulty(terms);
        if (period.Until < period.From) throw new FaultyTerms("period", "ends_before_start", "De einddatum ligt voor de begindatum.");
        if (terms.Term is { } term && (period.Until < term.From || period.From > term.Until))
            throw new FaultyTerms("period", "period_without_contract", "In deze periode geldt de overeenkomst niet.");
        var known = facts.AsOf(asOf);
        return terms switch
        {
            PriceTimesQuantityTerms effort => PriceTimesQuantity.Settle(effort, known, period, stress),
            OutputTerms output => Trajectories.Settle(output, known, period, stress),
            OutcomePayerTerms outcome => OutcomePayer.Settle(outcome, known, period),
            SubsidyTerms subsidy => Subsidies.Settle(subsidy, known, period),
            TaskBasedTerms task => TaskBased.Settle(task, known, period, stress),
            PopulationTerms population => Population.Settle(population, known, period, stress),
            _ => throw new ArgumentException($"No settlement for {terms.GetType().Name}.", nameof(terms)),
        };
    }
}
