namespace Inkoop.Wire.Events;

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
    /// <summary>A provider stated it and a buyer has to confirm it before it counts; earlier events needed none.</summary>
    public bool NeedsCheck { get; init; }
}

/// <summary>Fact: a buyer confirmed what a provider stated (controle); from this moment it counts.</summary>
public sealed record FactConfirmed
{
    public required Guid FactId { get; init; }
    public Guid? ContractId { get; init; }
    public required string Kind { get; init; }
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

/// <summary>State: part of an amount is not agreed (betwisting): too much of it is held back and the rest stays payable; too little stands as a claim.</summary>
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
    /// <summary>Held back, or claimed.</summary>
    public required long DisputedCents { get; init; }
    /// <summary>too_much or too_little; earlier events say nothing and are of too much.</summary>
    public string Direction { get; init; } = "too_much";
}

/// <summary>State: a dispute was found right or not, or a claim was agreed on.</summary>
public sealed record DisputeResolved
{
    public required Guid DisputeId { get; init; }
    public required long Version { get; init; }
    public required Guid ContractId { get; init; }
    /// <summary>upheld: it stays unpaid until it is corrected; dismissed: it is payable, or nothing follows; agreed: a claim is corrected.</summary>
    public required string Resolution { get; init; }
    /// <summary>Of a claim that was agreed on: new_line, fact or amount.</summary>
    public string? Correction { get; init; }
    /// <summary>Payable as a correction line.</summary>
    public long AgreedCents { get; init; }
}

/// <summary>State: where a lot stands in a year (stand van zaken): what its model makes worth knowing, settled or not.</summary>
public sealed record LotStanding
{
    public required Guid ContractId { get; init; }
    public required long Version { get; init; }
    public required int Year { get; init; }
    public required string LotId { get; init; }
    public required string Name { get; init; }
    public required string FundingModel { get; init; }
    /// <summary>All of them; none when there is nothing to say any more.</summary>
    public required IReadOnlyList<StandingMark> Marks { get; init; }
}

/// <summary>A figure by its stable name: <c>_cents</c> is euro cents, <c>_share</c> a share of 1 times 100,000,000, everything else is counted.</summary>
public sealed record StandingMark
{
    public required string Name { get; init; }
    public required long Value { get; init; }
}
