using Inkoop.Agreements;
using Inkoop.Wire.Faults;

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

    /// <summary>The same, wherever a contract names an indicator. What the registry does not have nobody can report: it would stand in the contract for ever and never be answered.</summary>
    public string ReadIndicator(string typed, string field, Check check)
    {
        var known = Indicator(typed);
        check.That(typed.Length == 0 || known is not null, field, "indicator_unknown", "Deze indicator staat niet in het register van indicatoren.");
        return known ?? typed;
    }
}

public sealed record KnownProvider
{
    public Guid ProviderId { get; init; }
    public string Name { get; init; } = "";
    public string? AgbCode { get; init; }
}
