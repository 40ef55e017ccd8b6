namespace Inkoop.Wire.Events;

/// <summary>State: a provider (aanbieder) as it stands in the register.</summary>
public sealed record ProviderRegistered
{
    public required Guid ProviderId { get; init; }
    public required long Version { get; init; }
    public required string Name { get; init; }
    public required string KvkNumber { get; init; }
    /// <summary>Eight digits, or null for a provider without one.</summary>
    public string? AgbCode { get; init; }
}

/// <summary>State: a municipality (gemeente) and the youth region it belongs to, from one date.</summary>
public sealed record MunicipalityRecorded
{
    /// <summary>CBS code, four digits.</summary>
    public required string Code { get; init; }
    public required long Version { get; init; }
    public required string Name { get; init; }
    public required string Province { get; init; }
    public required string Region { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }
}
