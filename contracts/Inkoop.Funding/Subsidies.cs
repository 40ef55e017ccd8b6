using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>A subsidy that was granted (verleend), with the share that is paid in advance (bevoorschotting).</summary>
public sealed record SubsidyTerms : FundingTerms
{
    public required long GrantedCents { get; init; }
    public required Fraction AdvanceShare { get; init; }
}

/// <summary>The final determination (vaststelling), and the accountability report (verantwoording) that it rests on.</summary>
public sealed record SubsidyDetermined : Fact
{
    public required long DeterminedCents { get; init; }
    public string? AccountabilityReport { get; init; }
}

/// <summary>The lowest of granted and determined, less the advance; negative means that the provider pays back (Awb 4:46, 4:52, 4:57).</summary>
public static class Subsidies
{
    /// <summary>What is paid in advance, in cents.</summary>
    public static long AdvanceCents(SubsidyTerms terms) => (terms.AdvanceShare * terms.GrantedCents).ToCents();

    /// <exception cref="NotPayable">There is no determination, or it has no accountability report.</exception>
    public static Settled Settle(SubsidyTerms terms, RecordedFacts facts, Period period)
    {
        // A later determination replaces an earlier one; the order of arrival does not matter.
        var determined = facts.Determinations.MaxBy(fact => (fact.RecordedAt, fact.EventId)) ?? throw new NotPayable("subsidy_not_determined", "De subsidie is nog niet vastgesteld.");
        if (determined.AccountabilityReport is null)
            throw new NotPayable("accountability_report_missing", "Zonder verantwoording wordt de subsidie niet afgerekend.");
        var advances = facts.Advances.Count > 0
            ? facts.Advances.OrderBy(advance => advance.On).ThenBy(advance => advance.EventId).Select(advance =>
                Explained.Leaf($"Voorschot {advance.On:yyyy-MM-dd}", PayRules.TakenOff, "Awb 4:95", new ExplainedInput("amount_cents", advance.Cents, EventId: advance.EventId)))
            : [Explained.Leaf("Voorschot volgens verlening", PayRules.TakenOff, "Awb 4:95", new ExplainedInput("amount_cents", AdvanceCents(terms)))];
        return new Settled
        {
            Total = Explained.Sum("Vaststelling subsidie",
            [
                Explained.Leaf("Laagste van verleend en vastgesteld", PayRules.LowestOf, "Awb 4:46",
                    new("granted_cents", terms.GrantedCents), new("determined_cents", determined.DeterminedCents, EventId: determined.EventId)),
                .. advances,
            ], terms.Article),
            Discount = Breaches.Discount(terms, facts.Breaches, period),
        };
    }
}
