using Google.Protobuf;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Wire;
using V1 = Inkoop.Wire.Contracts.V1;

namespace Inkoop.Money.Settlements;

/// <summary>A fact of the register as it is stored; its content is the wire message.</summary>
public sealed record StoredFact
{
    public Guid FactId { get; init; }
    /// <summary>Null: of the region.</summary>
    public Guid? ContractId { get; init; }
    /// <summary>Empty: every lot of the contract.</summary>
    public string LotId { get; init; } = "";
    /// <summary>Name of the field in the wire message, such as part_reached.</summary>
    public string Kind { get; init; } = "";
    public int? Year { get; init; }
    public string Document { get; init; } = "";
    public DateTimeOffset RecordedAt { get; init; }
    public string RecordedBy { get; init; } = "";
    public DateTimeOffset? WithdrawnAt { get; init; }
    public string? WithdrawnBy { get; init; }
    public string? WithdrawnReason { get; init; }
    /// <summary>A provider stated it and it does not count before a buyer confirmed it.</summary>
    public bool NeedsCheck { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public string? ConfirmedBy { get; init; }

    /// <summary>Whether it stood at a moment.</summary>
    public bool Stands(DateTimeOffset asOf) => RecordedAt <= asOf && (WithdrawnAt is not { } withdrawn || withdrawn > asOf);

    /// <summary>Whether it stood at a moment and waited for a buyer then.</summary>
    public bool Waits(DateTimeOffset asOf) => Stands(asOf) && !Statements.Counts(NeedsCheck, ConfirmedAt, asOf);

    public V1.SettlementFact Content() => V1.SettlementFact.Parser.ParseJson(Document);
}

/// <summary>Facts of the register that stood at a moment, as the kernel reads them.</summary>
/// <param name="facts">Of one contract and of the region.</param>
public sealed class FactRegister(IEnumerable<StoredFact> facts, DateTimeOffset asOf)
{
    private readonly List<(StoredFact Row, V1.SettlementFact Fact)> standing = [.. facts.Where(fact => fact.Stands(asOf) && !fact.Waits(asOf)).OrderBy(fact => fact.RecordedAt).ThenBy(fact => fact.FactId).Select(fact => (fact, fact.Content()))];

    /// <summary>What a provider stated and a buyer has not confirmed yet: it counts for nothing.</summary>
    public IReadOnlyList<StoredFact> Waiting { get; } = [.. facts.Where(fact => fact.Waits(asOf))];

    public static FactRegister Empty { get; } = new([], DateTimeOffset.MinValue);

    /// <summary>Mergers of municipalities (herindelingen); the newest for each that ended.</summary>
    public IReadOnlyList<Merger> Mergers() =>
        [.. standing.Where(one => one.Fact.Merger is not null).GroupBy(one => one.Fact.Merger.OldCode).Select(same => same.Last().Fact.Merger).Select(merger => new Merger(merger.OldCode, merger.NewCode, WireText.ParseDay(merger.From)))];

    /// <summary>Parts of trajectories that were reached, by allocation.</summary>
    public ILookup<Guid, PartReached> PartsReached() => PartReached.Newest(standing.Where(one => one.Fact.PartReached is not null)
        .Select(one => (Guid.Parse(one.Fact.PartReached.AllocationId),
            new PartReached(one.Fact.PartReached.Part, WireText.ParseDay(one.Fact.PartReached.On), one.Row.FactId, one.Row.RecordedAt))));

    /// <summary>What bears on a lot in a period: facts of the lot, of its contract and of the region. Null: of all lots.</summary>
    public RecordedFacts For(string? lotId, Period period)
    {
        var mine = standing.Where(one => lotId is null || one.Row.LotId.Length == 0 || one.Row.LotId == lotId).ToList();
        bool InYear(int year) => period.From.Year <= year && year <= period.Until.Year;
        return new RecordedFacts
        {
            Populations = [.. Nearest(mine.Where(one => one.Fact.Population is not null), one => (one.Population.MunicipalityCode, one.Population.Year)).Select(one => new PopulationCounted
            {
                EventId = one.Row.FactId, RecordedAt = one.Row.RecordedAt, MunicipalityCode = one.Fact.Population.MunicipalityCode, Year = one.Fact.Population.Year,
                Inhabitants = one.Fact.Population.Inhabitants, Youths = one.Fact.Population.Youths,
            })],
            Uses = [.. Nearest(mine.Where(one => one.Fact.Use is not null), one => (one.Use.MunicipalityCode, one.Use.Year)).Select(one => new UseCounted
            {
                EventId = one.Row.FactId, RecordedAt = one.Row.RecordedAt, MunicipalityCode = one.Fact.Use.MunicipalityCode, Year = one.Fact.Use.Year, Youths = one.Fact.Use.Youths,
            })],
            Breaches = [.. mine.Where(one => one.Fact.Breach is { } breach && WireText.ParseDay(breach.On) <= period.Until).Select(one => new Breach
            {
                EventId = one.Row.FactId, RecordedAt = one.Row.RecordedAt, On = WireText.ParseDay(one.Fact.Breach.On), Reason = one.Fact.Breach.Reason, Months = one.Fact.Breach.Months, Share = Number(one.Fact.Breach.Share),
            })],
            // A measurement that was named is one measurement: what verifies it replaces what reported it.
            Outcomes = [.. mine.Where(one => one.Fact.Outcome is not null)
                .GroupBy(one => one.Fact.Outcome.Measurement.Length > 0 ? one.Fact.Outcome.Measurement : one.Row.FactId.ToString()).Select(same => same.Last()).Select(one => new OutcomeMeasured
                {
                    EventId = one.Row.FactId, RecordedAt = one.Row.RecordedAt, On = WireText.ParseDay(one.Fact.Outcome.On), Participants = one.Fact.Outcome.Participants, Results = one.Fact.Outcome.Results,
                    MunicipalityCode = one.Fact.Outcome.MunicipalityCode, VerifiedBy = one.Fact.Outcome.VerifiedBy.Length > 0 ? one.Fact.Outcome.VerifiedBy : null,
                })],
            Determinations = [.. mine.Where(one => one.Fact.Determination is not null).Select(one => new SubsidyDetermined
            {
                EventId = one.Row.FactId, RecordedAt = one.Row.RecordedAt, DeterminedCents = one.Fact.Determination.DeterminedCents,
                AccountabilityReport = one.Fact.Determination.AccountabilityReportId.Trim() is { Length: > 0 } report ? report : null,
            })],
            Advances = [.. mine.Where(one => one.Fact.Advance is not null).Select(one => new AdvancePaid
            {
                EventId = one.Row.FactId, RecordedAt = one.Row.RecordedAt, On = WireText.ParseDay(one.Fact.Advance.On), Cents = one.Fact.Advance.Cents,
            })],
            ReportedVolumes = [.. mine.Where(one => one.Fact.Volume is not null).Select(one => new VolumeReported
            {
                EventId = one.Row.FactId, RecordedAt = one.Row.RecordedAt, Year = one.Fact.Volume.Year, Volume = one.Fact.Volume.Volume,
            })],
            KpiResults = [.. mine.Where(one => one.Fact.Kpi is { } kpi && InYear(kpi.Year)).Select(one => new KpiResult
            {
                EventId = one.Row.FactId, RecordedAt = one.Row.RecordedAt, Code = one.Fact.Kpi.IndicatorCode, Released = Number(one.Fact.Kpi.ReleasedShare),
            })],
            Costs = [.. mine.Where(one => one.Fact.Cost is not null).Select(one => new CostReported
            {
                EventId = one.Row.FactId, RecordedAt = one.Row.RecordedAt, Year = one.Fact.Cost.Year, ExecutionCents = one.Fact.Cost.ExecutionCents, ReserveCents = one.Fact.Cost.ReserveCents,
            })],
        };
    }

    /// <summary>Budgets of municipalities (begroting jeugdhulp) in a year, in cents.</summary>
    public IReadOnlyDictionary<string, long> MunicipalityBudgets(int year) =>
        standing.Where(one => one.Fact.MunicipalityBudget is { } budget && budget.Year == year)
            .GroupBy(one => one.Fact.MunicipalityBudget.MunicipalityCode).ToDictionary(same => same.Key, same => same.Last().Fact.MunicipalityBudget.BudgetCents);

    // A count of the contract itself goes before that of the region.
    private static IEnumerable<(StoredFact Row, V1.SettlementFact Fact)> Nearest(IEnumerable<(StoredFact Row, V1.SettlementFact Fact)> counts, Func<V1.SettlementFact, (string, int)> of) =>
        counts.GroupBy(one => of(one.Fact)).Select(same => same.MaxBy(one => (one.Row.LotId.Length > 0, one.Row.ContractId is not null, one.Row.RecordedAt, one.Row.FactId)));

    private static Fraction Number(string text) => decimal.Parse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture);
}
