namespace Inkoop.Wire.Events;

/// <summary>State: an agreed action (afspraak) of a quarterly review.</summary>
public sealed record ActionRecorded
{
    public required Guid ActionId { get; init; }
    public required long Version { get; init; }
    public required Guid ContractId { get; init; }
    public required string Quarter { get; init; }
    public required string Text { get; init; }
    public required string Owner { get; init; }
    public required DateOnly DueOn { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public string? Result { get; init; }
}

/// <summary>Fact: one side signed the review of a contract and quarter.</summary>
public sealed record ReviewSigned
{
    public required Guid ContractId { get; init; }
    public required string Quarter { get; init; }
    /// <summary>buyer or provider.</summary>
    public required string Side { get; init; }
    public required string SignedBy { get; init; }
    public string? CounterView { get; init; }
    public required DateTimeOffset SignedAt { get; init; }
}

/// <summary>Fact: both sides signed; the pack is sealed with the SHA-256 of its content.</summary>
public sealed record ReviewFrozen
{
    public required Guid ContractId { get; init; }
    public required string Quarter { get; init; }
    public required string Digest { get; init; }
}
