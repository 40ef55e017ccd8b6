namespace Inkoop.Money.Payments;

/// <summary>A payment run as it is stored.</summary>
internal sealed record RunRow
{
    public Guid RunId { get; init; }
    public long Version { get; init; }
    public int Year { get; init; }
    public DateOnly UntilOn { get; init; }
    public DateTimeOffset AsOf { get; init; }
    public string Status { get; init; } = "";
    /// <summary>Of the contracts that were named; else of all.</summary>
    public bool IsSelection { get; init; }
    public long TotalCents { get; init; }
    public long LineCount { get; init; }
    public long DisputedCents { get; init; }
    public string ProposedBy { get; init; } = "";
    public DateTimeOffset ProposedAt { get; init; }
    public string? ApprovedBy { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }
    public DateOnly? PaidOn { get; init; }
    public string? PaidBy { get; init; }
    /// <summary>Reversed or dropped.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    public string? Reason { get; init; }
}

internal sealed record RunContractRow
{
    public Guid RunId { get; init; }
    public Guid ContractId { get; init; }
    public string ContractNumber { get; init; } = "";
    public Guid ProviderId { get; init; }
    public DateOnly UntilOn { get; init; }
    public long LineCount { get; init; }
    public long PaymentCount { get; init; }
    public long AdvancedCents { get; init; }
    /// <summary>The version of the contract that it was worked out with; 0 in runs of before that was kept.</summary>
    public long ContractVersion { get; init; }
    public long DisputedCents { get; init; }
}

internal sealed record RunOmissionRow
{
    public Guid RunId { get; init; }
    public Guid ContractId { get; init; }
    public string LotId { get; init; } = "";
    public string ContractNumber { get; init; } = "";
    public string Code { get; init; } = "";
    public string Text { get; init; } = "";
}

internal sealed record RunLineRow
{
    public Guid RunId { get; init; }
    public long LineNumber { get; init; }
    public Guid ContractId { get; init; }
    public int Year { get; init; }
    public string LotId { get; init; } = "";
    public string ProviderId { get; init; } = "";
    public string MunicipalityCode { get; init; } = "";
    public string PaymentKey { get; init; } = "";
    public long SettledCents { get; init; }
    public long BeforeCents { get; init; }
    public long DisputedCents { get; init; }
    public long Cents { get; init; }
    public bool IsDifference { get; init; }
}

internal sealed record DisputeRow
{
    public Guid DisputeId { get; init; }
    public long Version { get; init; }
    public Guid ContractId { get; init; }
    public string ContractNumber { get; init; } = "";
    public Guid ProviderId { get; init; }
    public int Year { get; init; }
    public string LotId { get; init; } = "";
    public string PaymentKey { get; init; } = "";
    public string MunicipalityCode { get; init; } = "";
    public long DisputedCents { get; init; }
    public long AmountCents { get; init; }
    public string Status { get; init; } = "";
    public string Reason { get; init; } = "";
    public string OpenedBy { get; init; } = "";
    public DateTimeOffset OpenedAt { get; init; }
    public string? ResolvedBy { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
    public string? Note { get; init; }
    /// <summary>too_much or too_little.</summary>
    public string Direction { get; init; } = DisputeDecisions.TooMuch;
    public string? Evidence { get; init; }
    /// <summary>new_line, fact or amount: of a claim that was agreed on.</summary>
    public string? Correction { get; init; }
    public string? CorrectionReference { get; init; }
    public long AgreedCents { get; init; }
    public string? AgreedWith { get; init; }
    public string? AgreedBy { get; init; }
}
