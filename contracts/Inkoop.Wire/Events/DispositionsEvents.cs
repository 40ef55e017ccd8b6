namespace Inkoop.Wire.Events;

/// <summary>Fact: a disposition (beschikking) was issued.</summary>
public sealed record DispositionIssued
{
    public required Guid DispositionId { get; init; }
    public required string ClientPseudonym { get; init; }
    public required string MunicipalityCode { get; init; }
    public required DateOnly IssuedOn { get; init; }
    /// <summary>iJw TypeVerwijzer (COD327).</summary>
    public required string ReferrerType { get; init; }
    public required bool Forced { get; init; }
}

/// <summary>State: which person of the region a client of a municipality is. For money alone: nobody else has the key, and no two are alike for one person
/// (docs/decisions/0025). A client of whom it was never told is a person by itself.</summary>
public sealed record PersonTold
{
    public required string ClientPseudonym { get; init; }
    public required long Version { get; init; }
    /// <summary>The pseudonym of the region, sealed for this client and version.</summary>
    public required byte[] SealedPerson { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>State: an allocation (toewijzing), made or changed.</summary>
public sealed record ProductAllocated
{
    public required Guid AllocationId { get; init; }
    public required long Version { get; init; }
    public required long Number { get; init; }
    public required Guid DispositionId { get; init; }
    public required string ClientPseudonym { get; init; }
    public required string MunicipalityCode { get; init; }
    public required Guid ContractId { get; init; }
    public required Guid ProviderId { get; init; }
    public required string ProductId { get; init; }
    public required long Volume { get; init; }
    public required string Unit { get; init; }
    public required string Frequency { get; init; }
    public required DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    /// <summary>RedenWijziging 13: the allocation counts nowhere.</summary>
    public required bool Removed { get; init; }
    /// <summary>specific (specifiek), unspecific (aspecifiek: a whole category) or crisis (category 46); null before it was told: specific.</summary>
    public string? Kind { get; init; }
    /// <summary>iJw ProductCategorie (JZ020); null before it was told.</summary>
    public string? Category { get; init; }
    /// <summary>When this version was recorded; null before it was told.</summary>
    public DateTimeOffset? RecordedAt { get; init; }
}

/// <summary>Fact: a message was received and is durable; judged later.</summary>
public sealed record MessageReceived
{
    public required Guid MessageId { get; init; }
    public required string Kind { get; init; }
    public required Guid ProviderId { get; init; }
}

/// <summary>Fact: care started (JW305), or the report of it was withdrawn (StatusAanlevering 3).</summary>
public sealed record CareStarted
{
    public required Guid StartId { get; init; }
    public required Guid AllocationId { get; init; }
    public required Guid ContractId { get; init; }
    public required Guid ProviderId { get; init; }
    public required string ProductId { get; init; }
    public required string MunicipalityCode { get; init; }
    public required string ClientPseudonym { get; init; }
    public required DateOnly StartedOn { get; init; }
    public required bool Withdrawn { get; init; }
    /// <summary>When the report, or its withdrawal, was recorded; null before it was told.</summary>
    public DateTimeOffset? RecordedAt { get; init; }
}

/// <summary>Fact: care stopped (JW307), or the report of it was withdrawn (StatusAanlevering 3).</summary>
public sealed record CareStopped
{
    public required Guid StopId { get; init; }
    public required Guid AllocationId { get; init; }
    public required Guid ContractId { get; init; }
    public required Guid ProviderId { get; init; }
    public required string ProductId { get; init; }
    public required string MunicipalityCode { get; init; }
    public required string ClientPseudonym { get; init; }
    public required DateOnly StartedOn { get; init; }
    public required DateOnly StoppedOn { get; init; }
    /// <summary>iJw RedenBeeindiging (JZ588).</summary>
    public required string Reason { get; init; }
    public required bool Withdrawn { get; init; }
    /// <summary>When the report, or its withdrawal, was recorded; null before it was told.</summary>
    public DateTimeOffset? RecordedAt { get; init; }
}

/// <summary>Fact: at most 1,000 lines (prestaties) of one declaration were judged; accepted ones are money, rejected ones are only counted.</summary>
public sealed record LinesJudged
{
    public required Guid MessageId { get; init; }
    public required int Part { get; init; }
    public required Guid ProviderId { get; init; }
    public required DateOnly DeclaredMonth { get; init; }
    public required IReadOnlyList<AcceptedLine> Accepted { get; init; }
    public required IReadOnlyList<RejectedLine> Rejected { get; init; }
    /// <summary>When the lines were booked; null before it was told.</summary>
    public DateTimeOffset? RecordedAt { get; init; }
}

public sealed record AcceptedLine
{
    public required Guid LineId { get; init; }
    public required string ReferenceNumber { get; init; }
    /// <summary>The credited line's reference; null for a debit.</summary>
    public string? PreviousReferenceNumber { get; init; }
    public required Guid AllocationId { get; init; }
    public required Guid ContractId { get; init; }
    /// <summary>The contract version that the line was judged by.</summary>
    public required long ContractVersion { get; init; }
    public required string ProductId { get; init; }
    public required string MunicipalityCode { get; init; }
    public required string ClientPseudonym { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly Until { get; init; }
    /// <summary>Positive, in the declared unit; a credit takes it off.</summary>
    public required long Volume { get; init; }
    public required string Unit { get; init; }
    /// <summary>Positive, euro cents; a credit takes it off.</summary>
    public required long AmountCents { get; init; }
    public required bool Credit { get; init; }
    /// <summary>The unrounded contract tariff used, euro per contract unit times 100,000,000.</summary>
    public required long RateE8 { get; init; }
    public required string RateUnit { get; init; }
    public required string RoundingRule { get; init; }
    /// <summary>Kind of the line's allocation: specific, unspecific or crisis; null before it was told: specific.</summary>
    public string? AllocationKind { get; init; }
}

public sealed record RejectedLine
{
    public required string ReferenceNumber { get; init; }
    /// <summary>Null where the line names no known allocation.</summary>
    public Guid? ContractId { get; init; }
    public required long AmountCents { get; init; }
    public required IReadOnlyList<string> RetourCodes { get; init; }
}

/// <summary>Fact: the answer to a message exists.</summary>
public sealed record MessageAnswered
{
    public required Guid MessageId { get; init; }
    public required string Kind { get; init; }
    public required Guid ProviderId { get; init; }
    /// <summary>accepted, partly, rejected or unreadable.</summary>
    public required string Outcome { get; init; }
    public Guid? AnswerMessageId { get; init; }
    public required long SubmittedCents { get; init; }
    public required long AllowedCents { get; init; }
}
