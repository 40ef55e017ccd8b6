namespace Inkoop.Wire.Events;

/// <summary>State: what months of a lot come to (afrekening), as far as they changed. Each month is told whole and replaces what was told of it before.</summary>
public sealed record LotSettled
{
    public required Guid ContractId { get; init; }
    /// <summary>Of the contract and year: a month of a lower version is older.</summary>
    public required long Version { get; init; }
    public required int Year { get; init; }
    public required string LotId { get; init; }
    public required IReadOnlyList<SettledMonth> Months { get; init; }
}

public sealed record SettledMonth
{
    /// <summary>1 to 12, of the care.</summary>
    public required int Month { get; init; }
    public required IReadOnlyList<SettledAmount> Amounts { get; init; }
}

/// <summary>Of one municipality, product and unit in a month, in euro cents.</summary>
public sealed record SettledAmount
{
    /// <summary>Empty where the lot pays no product.</summary>
    public required string ProductId { get; init; }
    public required string MunicipalityCode { get; init; }
    /// <summary>iJw Eenheid (WJ756); empty: days of stay, months, trajectories, or no volume at all.</summary>
    public required string Unit { get; init; }
    public required long Volume { get; init; }
    public required long LineCount { get; init; }
    /// <summary>Toegekend: accepted lines, debits less credits.</summary>
    public required long AwardedCents { get; init; }
    /// <summary>Afgerekend, before advances and discounts.</summary>
    public required long SettledCents { get; init; }
}
