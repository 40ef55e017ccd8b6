using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>Paying for results above a reference group (outcomefinanciering).</summary>
public sealed record OutcomePayerTerms : FundingTerms
{
    public required Fraction ReferenceShare { get; init; }
    public required long PricePerResultCents { get; init; }
}

/// <summary>How many of the participants had the result. Paid only when an independent party verified it.</summary>
public sealed record OutcomeMeasured : Fact
{
    public required DateOnly On { get; init; }
    public required long Participants { get; init; }
    public required long Results { get; init; }
    public string MunicipalityCode { get; init; } = "";
    public string ProviderCode { get; init; } = "";
    /// <summary>Who verified (onafhankelijke toets); null while nobody has.</summary>
    public string? VerifiedBy { get; init; }
}

/// <summary>max(0, results - reference x participants) x price, not rounded in between; nothing before verification.</summary>
public static class OutcomePayer
{
    public static Settled Settle(OutcomePayerTerms terms, RecordedFacts facts, Period period)
    {
        var findings = new List<Finding>();
        var amounts = new List<Explained>();
        var payables = new List<Payable>();
        var parts = new List<SettledPart>();
        foreach (var outcome in facts.Outcomes.Where(outcome => period.Holds(outcome.On)).OrderBy(outcome => outcome.On).ThenBy(outcome => outcome.EventId))
        {
            IReadOnlyList<ExplainedInput> inputs =
            [
                new("results", outcome.Results, EventId: outcome.EventId), new("participants", outcome.Participants, EventId: outcome.EventId),
                new("reference_share", terms.ReferenceShare), new("price_cents", terms.PricePerResultCents), new("verified_by", null, outcome.VerifiedBy ?? "niemand"),
            ];
            if (outcome.VerifiedBy is null) findings.Add(new Finding(Finding.NotVerified, "Nog niet onafhankelijk getoetst; er wordt niets betaald.", outcome.EventId.ToString(), outcome.On, outcome.EventId));
            var amount = Explained.Leaf($"Resultaat {outcome.On:yyyy-MM-dd}", outcome.VerifiedBy is null ? PayRules.NotVerified : PayRules.ResultAboveReference, terms.Article, inputs);
            amounts.Add(amount);
            payables.Add(new Payable($"outcome/{outcome.EventId}", outcome.MunicipalityCode, outcome.ProviderCode, amount.Cents));
            parts.Add(new SettledPart("", outcome.MunicipalityCode, $"{outcome.On:yyyy-MM}", "", outcome.Results, amount.Cents, 0));
        }
        return new Settled { Total = Explained.Sum("Afrekening op resultaat", amounts, terms.Article), Discount = Breaches.Discount(terms, facts.Breaches, period), Findings = findings, Payables = payables, Parts = parts };
    }
}
