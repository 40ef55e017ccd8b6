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
    /// <summary>Codes of all indicators in the registry; none while the registry has not told of any, and then none is refused.</summary>
    public IReadOnlyCollection<string> Indicators { get; init; } = [];

    /// <summary>The code as the registry spells it, however it was typed; null when no indicator is called so.</summary>
    public string? Indicator(string typed) =>
        Indicators.Count == 0 ? typed : Indicators.FirstOrDefault(known => known == typed) ?? Indicators.FirstOrDefault(known => known.Equals(typed, StringComparison.OrdinalIgnoreCase));
}

public sealed record KnownProvider
{
    public Guid ProviderId { get; init; }
    public string Name { get; init; } = "";
    public string? AgbCode { get; init; }
}
