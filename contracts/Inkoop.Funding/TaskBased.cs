using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>A band of deviation from the reference volume, as shares of it, and what part of the price of a youth the buyer pays extra (above) or gets back (below) in it. The last band has no end.</summary>
public sealed record Band(Fraction From, Fraction? Until, Fraction ShareAbove, Fraction ShareBelow);

/// <summary>A part of the budget that is paid out only as an indicator was met.</summary>
public sealed record KpiPart(string Code, Fraction ShareOfBudget);

public enum VolumeSource
{
    /// <summary>Start and stop facts.</summary>
    CareSpells,
    /// <summary>The provider's accountability submission.</summary>
    Reported,
}

/// <summary>Task-based funding (taakgericht): a budget for a reference volume, a corridor around it with shared risk, no declarations.</summary>
public sealed record TaskBasedTerms : FundingTerms
{
    /// <summary>Of a whole year.</summary>
    public required long ReferenceVolume { get; init; }
    /// <summary>Of the months that the contract runs in the year, as the budget is.</summary>
    public Fraction Reference => BrokenYear is { } part ? part.Share * ReferenceVolume : ReferenceVolume;
    public VolumeSource VolumeSource { get; init; }
    /// <summary>What a youth in care is: a unique pseudonym with at least so many care days in the year.</summary>
    public int MinimumCareDays { get; init; } = 1;
    public IReadOnlyList<Band> Bands { get; init; } = [];
    /// <summary>Strictly beyond this deviation, on either side, the safety valve opens; null for no valve.</summary>
    public Fraction? ValveAbove { get; init; }
    public IReadOnlyList<KpiPart> Kpis { get; init; } = [];
}

/// <summary>The share of a withheld KPI part that is released.</summary>
public sealed record KpiResult : Fact
{
    public required string Code { get; init; }
    public required Fraction Released { get; init; }
}

public static class TaskBased
{
    /// <summary>Budget, correction for volume and KPI parts, less advances: what is still to pay. The discount for breach stands beside it.</summary>
    public static Settled Settle(TaskBasedTerms terms, RecordedFacts facts, Period period, Stress? stress = null)
    {
        var (counted, eventId) = Volume(terms, facts, period);
        var volume = (stress ?? Stress.None).Youths * counted;
        var findings = Valve(terms, volume, eventId);
        var kpis = terms.Kpis.SelectMany(kpi => Kpi(terms, kpi, facts.KpiResults));
        var advances = facts.Advances.Where(advance => period.Holds(advance.On)).OrderBy(advance => advance.On).ThenBy(advance => advance.EventId)
            .Select(advance => Explained.Leaf($"Voorschot {advance.On:yyyy-MM-dd}", PayRules.TakenOff, terms.Article, new ExplainedInput("amount_cents", advance.Cents, EventId: advance.EventId)));
        return new Settled
        {
            Total = Explained.Sum("Nog te betalen",
            [
                Explained.Sum("Afrekening taakgericht",
                [
                    Budget(terms),
                    Correction(terms, volume, eventId),
                    .. kpis,
                ]),
                .. advances,
            ], terms.Article),
            Discount = Breaches.Discount(terms, facts.Breaches, period),
            Findings = findings,
        };
    }

    private static Explained Budget(TaskBasedTerms terms) => terms.BrokenYear is { } part
        ? Explained.Leaf($"Jaarbudget, {part.Months.ToText(2)} van 12 maanden", PayRules.ShareOfPrice, terms.Article, new("price_cents", part.AnnualCents), new("share", part.Share))
        : Explained.Leaf("Jaarbudget", PayRules.Recorded, terms.Article, new ExplainedInput("amount_cents", terms.BudgetCents));

    /// <summary>The correction for volume (bandbreedte): every band counts only the youths that fall in it, so the outcome is continuous. Rounded once.</summary>
    public static Explained Correction(TaskBasedTerms terms, Fraction volume, Guid? eventId = null)
    {
        var reference = terms.Reference;
        var deviation = volume - reference;
        var distance = deviation.Abs();
        var price = (Fraction)terms.BudgetCents / reference;
        var parts = terms.Bands
            .Select(band => (Band: band, Units: Fraction.Min(distance, (band.Until ?? distance / reference) * reference) - (band.From * reference)))
            .Where(part => part.Units.Sign > 0)
            .Select(part => Explained.Leaf(part.Band.Until is { } until ? $"Band {part.Band.From * 100}% tot {until * 100}%" : $"Boven {part.Band.From * 100}%", PayRules.BandShare, terms.Article,
                new("units", part.Units, EventId: eventId), new("price_cents", price), new("share", deviation.Sign > 0 ? part.Band.ShareAbove : part.Band.ShareBelow), new("side", deviation.Sign),
                new("volume", volume, EventId: eventId), new("reference_volume", reference)))
            .ToList();
        return Explained.RoundedOnce("Correctie voor volume", parts, terms.Article);
    }

    private static (long Volume, Guid? EventId) Volume(TaskBasedTerms terms, RecordedFacts facts, Period period)
    {
        if (terms.VolumeSource == VolumeSource.CareSpells) return (YouthCounts.UniqueClients(facts.Spells, period, terms.MinimumCareDays), null);
        var reported = Reported(facts, period.From.Year)
            ?? throw new NotPayable("accountability_report_missing", "Er is nog geen verantwoording van het volume ingediend.");
        return (reported.Volume, reported.EventId);
    }

    /// <summary>What the provider accounted for last over a year.</summary>
    internal static VolumeReported? Reported(RecordedFacts facts, int year) =>
        facts.ReportedVolumes.Where(report => report.Year == year).MaxBy(report => (report.RecordedAt, report.EventId));

    /// <summary>Strictly beyond the agreed deviation, on either side; null where there is no valve.</summary>
    internal static bool? IsValveOpen(TaskBasedTerms terms, Fraction volume) =>
        terms.ValveAbove is { } above ? (volume - terms.Reference).Abs() > above * terms.Reference : null;

    private static List<Finding> Valve(TaskBasedTerms terms, Fraction volume, Guid? eventId) =>
        IsValveOpen(terms, volume) == true
            ? [new Finding(Finding.SafetyValve, "Het volume ligt buiten de bandbreedte; partijen gaan in gesprek.", volume.ToString(), EventId: eventId)]
            : [];

    internal static IEnumerable<Explained> Kpi(TaskBasedTerms terms, KpiPart kpi, IReadOnlyList<KpiResult> results)
    {
        yield return Explained.Leaf($"Ingehouden voor {kpi.Code}", PayRules.KpiWithheld, terms.Article, new("budget_cents", terms.BudgetCents), new("share", kpi.ShareOfBudget));
        var result = results.Where(result => result.Code == kpi.Code).MaxBy(result => (result.RecordedAt, result.EventId));
        if (result is null) yield break;
        yield return Explained.Leaf($"Vrijgegeven voor {kpi.Code}", PayRules.KpiReleased, terms.Article,
            new("budget_cents", terms.BudgetCents), new("share", kpi.ShareOfBudget), new("released", result.Released, EventId: result.EventId));
    }
}
