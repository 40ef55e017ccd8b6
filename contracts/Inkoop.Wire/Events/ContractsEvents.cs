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
    /// <summary>When this version was recorded; null in events of before they told it.</summary>
    public DateTimeOffset? RecordedAt { get; init; }
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
    /// <summary>When this version was recorded; null in events of before they told it.</summary>
    public DateTimeOffset? RecordedAt { get; init; }
    public required ContractTerms Terms { get; init; }
}

/// <summary>State: a signed contract after it was amended from a day (wijziging), whole.</summary>
public sealed record ContractAmended
{
    public required Guid ContractId { get; init; }
    public required long Version { get; init; }
    /// <summary>First day on which something is different.</summary>
    public required DateOnly EffectiveFrom { get; init; }
    public required string Reason { get; init; }
    /// <summary>The article of the contract that allows it (herzieningsclausule).</summary>
    public required string Clause { get; init; }
    /// <summary>Why a term that had passed did not stand in the way; null: none had.</summary>
    public string? OverrideReason { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required ContractTerms Terms { get; init; }
}

/// <summary>State: a version of a signed contract told whole once more, because a later version of this service tells more of it. Nothing was agreed anew.</summary>
public sealed record ContractRestated
{
    public required Guid ContractId { get; init; }
    public required long Version { get; init; }
    /// <summary>When this version was recorded; null in events of before they told it.</summary>
    public DateTimeOffset? RecordedAt { get; init; }
    public required ContractTerms Terms { get; init; }
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
    /// <summary>Declaratietermijn: months after the month of care; null when none was agreed, or before it was told.</summary>
    public int? DeclarationMonths { get; init; }
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
    /// <summary>What is done for it (activiteiten), where no product says so.</summary>
    public string? Activities { get; init; }
    /// <summary>iJw ProductCategorie (JZ020) that it covers whole, without naming products.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    public bool Covers(string category) => Categories?.Contains(category) == true;
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
