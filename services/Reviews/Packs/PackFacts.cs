using Inkoop.Wire;

namespace Inkoop.Reviews.Packs;

/// <summary>Everything that the pack of one contract and quarter is made of, read in one go; no client rows.</summary>
public sealed record PackFacts
{
    public required ContractRow Contract { get; init; }
    /// <summary>Of the year of the quarter; null: none agreed.</summary>
    public required long? YearBudgetCents { get; init; }
    public required IReadOnlyList<ProductRow> Products { get; init; }
    public required IReadOnlyList<KpiRow> Kpis { get; init; }
    public required IReadOnlyList<DefinitionRow> Definitions { get; init; }
    public required IReadOnlyList<MunicipalityRow> Municipalities { get; init; }
    /// <summary>At least the quarters of the trend and those of the year up to the quarter.</summary>
    public required IReadOnlyList<QuarterTotalRow> Totals { get; init; }
    /// <summary>Of the quarter and the one before.</summary>
    public required IReadOnlyList<CellRow> Cells { get; init; }
    /// <summary>Of the year of the quarter.</summary>
    public required IReadOnlyList<StandingRow> Standings { get; init; }
    /// <summary>Of the quarters of the trend.</summary>
    public required IReadOnlyList<ResultRow> Results { get; init; }
    public required IReadOnlyList<DerivedRow> Derived { get; init; }
    public required long ClientCount { get; init; }
    public required IReadOnlyList<ActionRow> Actions { get; init; }
    /// <summary>Null while nobody has signed or agreed an action.</summary>
    public required ReviewRow? Review { get; init; }
}

public sealed record ContractRow
{
    public Guid ContractId { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public Guid ProviderId { get; init; }
    public string ProviderName { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }

    public bool InForceIn(Quarter quarter) => quarter.Overlaps(StartsOn, EndsOn);
}

public sealed record ProductRow
{
    public string ProductId { get; init; } = "";
    public string Description { get; init; } = "";
}

public sealed record KpiRow
{
    public Guid ContractId { get; init; }
    public string IndicatorCode { get; init; } = "";
    public long NormE8 { get; init; }
    public bool AtMost { get; init; }
    public bool IsDuty { get; init; }
}

public sealed record DefinitionRow
{
    public string Code { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }
}

/// <summary>One figure of a lot, with the lot.</summary>
public sealed record StandingRow
{
    public string LotId { get; init; } = "";
    public string LotName { get; init; } = "";
    public string FundingModel { get; init; } = "";
    public string Mark { get; init; } = "";
    public long Value { get; init; }
}

public sealed record MunicipalityRow
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
}

public sealed record ResultRow
{
    public Guid ContractId { get; init; }
    public string IndicatorCode { get; init; } = "";
    public string Quarter { get; init; } = "";
    public long Version { get; init; }
    public long Numerator { get; init; }
    public long Denominator { get; init; }
    public bool Late { get; init; }
}

public sealed record DerivedRow
{
    public string IndicatorCode { get; init; } = "";
    public string Quarter { get; init; } = "";
    public long Numerator { get; init; }
    public long Denominator { get; init; }
}

public sealed record ActionRow
{
    public Guid ActionId { get; init; }
    public long Version { get; init; }
    public Guid ContractId { get; init; }
    public string RaisedIn { get; init; } = "";
    public string Text { get; init; } = "";
    public string Owner { get; init; } = "";
    public DateOnly DueOn { get; init; }

    /// <summary>The day it was recorded; null for one of before this was kept.</summary>
    public DateOnly? RaisedOn { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public string? Result { get; init; }
}

/// <summary>Signatures and, once both stand, the sealed pack.</summary>
public sealed record ReviewRow
{
    public long Version { get; init; }
    public string? BuyerSignedBy { get; init; }
    public DateTimeOffset? BuyerSignedAt { get; init; }
    public string? ProviderSignedBy { get; init; }
    public DateTimeOffset? ProviderSignedAt { get; init; }
    public string? CounterView { get; init; }
    /// <summary>Of the content that this side signed.</summary>
    public string? BuyerSignedDigest { get; init; }
    public string? ProviderSignedDigest { get; init; }
    public byte[]? FrozenPack { get; init; }
    public string? Digest { get; init; }

    public bool Frozen => FrozenPack is not null;
}
