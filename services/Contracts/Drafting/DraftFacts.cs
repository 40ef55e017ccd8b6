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

public sealed record KnownMunicipality
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }

    public bool Covers(DateOnly day) => StartsOn <= day && (EndsOn is null || day <= EndsOn);
}

/// <summary>The days of a contract while a draft is read; not known when its own dates were faulty, and then nothing is said about days inside it.</summary>
public readonly record struct Term(DateOnly StartsOn, DateOnly EndsOn, bool IsKnown)
{
    public bool Holds(DateOnly day) => !IsKnown || day == default || (StartsOn <= day && day <= EndsOn);
}

/// <summary>Most of each that one contract takes; far above what is used, low enough to keep a version small.</summary>
public static class DraftLimits
{
    public const int Buyers = 500;
    public const int Budgets = 50;
    public const int Lots = 100;
    public const int Products = 2_000;
    public const int Tariffs = 200;
    public const int Agreements = 100;
    public const int Phases = 20;
    public const int Bands = 20;
    public const int Tiers = 50;
    public const int Caps = 100;
    public const int Keys = 5;
    public const int Weights = 5_000;
    /// <summary>Ten thousand million euro.</summary>
    public const long Cents = 1_000_000_000_000;
}
