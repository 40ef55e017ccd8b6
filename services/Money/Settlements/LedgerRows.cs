namespace Inkoop.Money.Settlements;

/// <summary>An accepted line (prestatie) as judged. Volume and amount are positive; a credit takes them off.</summary>
public sealed record LedgerLine
{
    public Guid LineId { get; init; }
    /// <summary>The event that brought it.</summary>
    public Guid EventId { get; init; }
    public Guid ContractId { get; init; }
    public long ContractVersion { get; init; }
    public string ProductId { get; init; } = "";
    public string MunicipalityCode { get; init; } = "";
    /// <summary>yyyy-MM of the product period (ProductPeriode), not of the declaration.</summary>
    public string Month { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public string ReferenceNumber { get; init; } = "";
    public string? PreviousReferenceNumber { get; init; }
    public bool IsCredit { get; init; }
    /// <summary>In <see cref="Unit"/>, as declared.</summary>
    public long Volume { get; init; }
    public string Unit { get; init; } = "";
    public long AmountCents { get; init; }
    /// <summary>Euro per <see cref="RateUnit"/> times 100,000,000, unrounded.</summary>
    public long RateE8 { get; init; }
    public string RateUnit { get; init; } = "";
    public string RoundingRule { get; init; } = "";
    /// <summary>When it was booked; null until the ledger is filled again after an upgrade.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }
    public Guid? ProviderId { get; init; }
    public Guid? AllocationId { get; init; }
    public string? ClientPseudonym { get; init; }
    /// <summary>specific, unspecific or crisis.</summary>
    public string? AllocationKind { get; init; }

    // Methods, because every property of a row is a column.
    public long SignedVolume() => IsCredit ? -Volume : Volume;

    public long SignedCents() => IsCredit ? -AmountCents : AmountCents;
}

/// <summary>Debits less credits of one contract, month, product, municipality and unit.</summary>
public sealed record LedgerSum
{
    public Guid ContractId { get; init; }
    public string Month { get; init; } = "";
    public string ProductId { get; init; } = "";
    public string MunicipalityCode { get; init; } = "";
    public string Unit { get; init; } = "";
    public long Volume { get; init; }
    public long AmountCents { get; init; }
    public long LineCount { get; init; }
}
