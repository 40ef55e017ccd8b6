namespace Inkoop.Wire.Events;

/// <summary>State: what a provider reported for one contract, indicator and quarter; a correction is the next version.</summary>
public sealed record IndicatorSubmitted
{
    public required Guid SubmissionId { get; init; }
    public required long Version { get; init; }
    public required Guid ContractId { get; init; }
    public required Guid ProviderId { get; init; }
    public required string IndicatorCode { get; init; }
    public required int IndicatorVersion { get; init; }
    /// <summary>Such as 2026-Q1.</summary>
    public required string Quarter { get; init; }
    public required long Numerator { get; init; }
    /// <summary>0 means no observations, never 0%.</summary>
    public required long Denominator { get; init; }
    public required bool Late { get; init; }
    public string? CorrectionReason { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
}

/// <summary>State: what the platform derived itself for one contract, indicator and quarter, such as drop-out (uitval) from stop reasons.</summary>
public sealed record IndicatorDerived
{
    public required Guid ContractId { get; init; }
    public required long Version { get; init; }
    public required string IndicatorCode { get; init; }
    public required string Quarter { get; init; }
    public required long Numerator { get; init; }
    public required long Denominator { get; init; }
}

/// <summary>State: a definition in the indicator registry, so that consumers can name it.</summary>
public sealed record IndicatorDefined
{
    public required string Code { get; init; }
    public required long Version { get; init; }
    public required string Name { get; init; }
    /// <summary>proportion or mean.</summary>
    public required string Kind { get; init; }
    public required bool Derived { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }
}
