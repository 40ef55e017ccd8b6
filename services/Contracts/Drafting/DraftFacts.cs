using Inkoop.Agreements;

namespace Inkoop.Contracts.Drafting;

/// <summary>What else must be known to judge a draft; all of it read before the decision.</summary>
public sealed record DraftFacts
{
    /// <summary>The provider that the draft names, when it is in the register.</summary>
    public KnownProvider? Provider { get; init; }
    /// <summary>Another contract has the number already.</summary>
    public bool NumberTaken { get; init; }
    public required ILookup<string, KnownMunicipality> Municipalities { get; init; }
    /// <summary>Codes of indicators that the registry describes as a proportion.</summary>
    public required IReadOnlySet<string> Proportions { get; init; }
}

public sealed record KnownProvider
{
    public Guid ProviderId { get; init; }
    public string Name { get; init; } = "";
    public string? AgbCode { get; init; }
}
