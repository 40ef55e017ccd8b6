namespace Inkoop.Wire.Events;

/// <summary>A draft was recorded or replaced; the log keeps who and when, consumers wait for the signature.</summary>
public sealed record ContractDrafted
{
    public required Guid ContractId { get; init; }
    public required long Version { get; init; }
    public required string Number { get; init; }
}

/// <summary>State: a contract (overeenkomst) in force, whole.</summary>
public sealed record ContractSigned
{
    public required Guid ContractId { get; init; }
    public required long Version { get; init; }
    public required ContractTerms Terms { get; init; }
}

/// <summary>State: a signed contract after one of its tariffs changed from a date, whole.</summary>
public sealed record TariffChanged
{
    public required Guid ContractId { get; init; }
    public required long Version { get; init; }
    public required string ProductId { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required string Reason { get; init; }
    public required ContractTerms Terms { get; init; }
}

/// <summary>State: the newest version of a signed contract told whole once more, because a later version of this service tells more of it. Nothing was agreed anew.</summary>
public sealed record ContractRestated
{
    public required Guid ContractId { get; init; }
    public required long Version { get; init; }
    public required ContractTerms Terms { get; init; }
}

/// <summary>Fact: something was recorded that settlements need and no message brings. Its id is the id of this event, so that an explanation points here.</summary>
public sealed record FactRecorded
{
    public required Guid FactId { get; init; }
    /// <summary>Null: it holds for the region.</summary>
    public Guid? ContractId { get; init; }
    /// <summary>Empty: every lot of the contract.</summary>
    public required string LotId { get; init; }
    /// <summary>population, use, merger, municipality_budget, breach, part_reached, outcome, determination, advance, volume, kpi or cost.</summary>
    public required string Kind { get; init; }
    public int? Year { get; init; }
    /// <summary>The fact as JSON of its wire message.</summary>
    public required string Content { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>Fact: a recorded fact was withdrawn; until this moment it counted.</summary>
public sealed record FactWithdrawn
{
    public required Guid FactId { get; init; }
    public Guid? ContractId { get; init; }
    public required string Kind { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>What a contract says, as its consumers need it.</summary>
public sealed record ContractTerms
{
    public required string Number { get; init; }
    public required string Title { get; init; }
    public required Guid ProviderId { get; init; }
    public required string ProviderName { get; init; }
    public string? ProviderAgbCode { get; init; }
    public required DateOnly StartsOn { get; init; }
    public required DateOnly EndsOn { get; init; }
    public required DateOnly SignedOn { get; init; }
    public required string RoundingRule { get; init; }
    public required IReadOnlyList<BuyerTerm> Buyers { get; init; }
    public required IReadOnlyList<YearBudgetTerm> YearBudgets { get; init; }
    public required IReadOnlyList<LotTerm> Lots { get; init; }
    public required IReadOnlyList<ProductTerm> Products { get; init; }
    public required IReadOnlyList<KpiTerm> KpiAgreements { get; init; }
}

public sealed record BuyerTerm
{
    public required string MunicipalityCode { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Open at the end: until the contract ends.</summary>
    public bool Holds(DateOnly day, DateOnly contractEnd) => ValidFrom <= day && day <= (ValidUntil ?? contractEnd);
}

public sealed record YearBudgetTerm
{
    public required int Year { get; init; }
    public required long BudgetCents { get; init; }
}

public sealed record LotTerm
{
    public required string LotId { get; init; }
    public required string Name { get; init; }
    /// <summary>price_times_quantity, output, task_based, population, outcome or subsidy.</summary>
    public required string FundingModel { get; init; }
    /// <summary>How it is paid for (bekostigingsafspraak), as JSON of its wire message; null in events of before they told it.</summary>
    public string? Funding { get; init; }
}

public sealed record ProductTerm
{
    public required string ProductId { get; init; }
    public required string LotId { get; init; }
    public required string Category { get; init; }
    public required string Code { get; init; }
    public required string Description { get; init; }
    /// <summary>iJw Eenheid (WJ756).</summary>
    public required string Unit { get; init; }
    /// <summary>effort, output or task.</summary>
    public required string Variant { get; init; }
    public required IReadOnlyList<TariffTerm> Tariffs { get; init; }
    /// <summary>When an amount becomes due (betaalmoment): in_arrears, on_start, on_result or advance.</summary>
    public string PaymentTiming { get; init; } = "in_arrears";
}

public sealed record TariffTerm
{
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }
    /// <summary>Euro per unit times 100,000,000.</summary>
    public required long RateE8 { get; init; }

    /// <summary>Open at the end: until the contract ends.</summary>
    public bool Holds(DateOnly day, DateOnly contractEnd) => ValidFrom <= day && day <= (ValidUntil ?? contractEnd);
}

public sealed record KpiTerm
{
    public required string IndicatorCode { get; init; }
    /// <summary>The norm times 100,000,000; a share runs from 0 to 1.</summary>
    public required long NormE8 { get; init; }
    public required bool AtMost { get; init; }
    public required bool IsDuty { get; init; }
}

/// <summary>State: a payment run (betaalrun, betaalbaarstelling) was proposed. Who did it stands in the log as role and organisation.</summary>
public sealed record PaymentRunProposed
{
    public required Guid RunId { get; init; }
    public required long Version { get; init; }
    public required int Year { get; init; }
    /// <summary>What was due up to and including this day.</summary>
    public required DateOnly Until { get; init; }
    public required long TotalCents { get; init; }
    public required long LineCount { get; init; }
    public required IReadOnlyList<MunicipalityPayment> Municipalities { get; init; }
}

/// <summary>What a run pays for one municipality; negative when it gets back.</summary>
public sealed record MunicipalityPayment
{
    public required string MunicipalityCode { get; init; }
    public required long Cents { get; init; }
}

/// <summary>State: a second person approved the run; from here on it counts as paid.</summary>
public sealed record PaymentRunApproved
{
    public required Guid RunId { get; init; }
    public required long Version { get; init; }
    public required int Year { get; init; }
    public required long TotalCents { get; init; }
}

/// <summary>State: a proposal that is not wanted; it never counted.</summary>
public sealed record PaymentRunDropped
{
    public required Guid RunId { get; init; }
    public required long Version { get; init; }
    public required string Reason { get; init; }
}

/// <summary>State: the money of the run went out.</summary>
public sealed record PaymentRunPaid
{
    public required Guid RunId { get; init; }
    public required long Version { get; init; }
    public required DateOnly PaidOn { get; init; }
}

/// <summary>State: all of the run came back; what it paid is open again.</summary>
public sealed record PaymentRunReversed
{
    public required Guid RunId { get; init; }
    public required long Version { get; init; }
    public required string Reason { get; init; }
}

/// <summary>State: part of an amount is not agreed (betwisting); the rest stays payable.</summary>
public sealed record DisputeOpened
{
    public required Guid DisputeId { get; init; }
    public required long Version { get; init; }
    public required Guid ContractId { get; init; }
    public required Guid ProviderId { get; init; }
    public required int Year { get; init; }
    /// <summary>Of the amount, such as line/REF.</summary>
    public required string Key { get; init; }
    public required string MunicipalityCode { get; init; }
    public required long DisputedCents { get; init; }
}

/// <summary>State: a dispute was found right or not.</summary>
public sealed record DisputeResolved
{
    public required Guid DisputeId { get; init; }
    public required long Version { get; init; }
    public required Guid ContractId { get; init; }
    /// <summary>upheld: it stays unpaid until it is corrected; dismissed: it is payable.</summary>
    public required string Resolution { get; init; }
}
