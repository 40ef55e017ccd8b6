using Inkoop.Wire.Events;

namespace Inkoop.Dispositions.Judging;

/// <summary>An allocation as far as lines are judged by it.</summary>
internal sealed record LedgerRow
{
    public Guid AllocationId { get; init; }
    public long Number { get; init; }
    public Guid ContractId { get; init; }
    public string ProductId { get; init; } = "";
    public string MunicipalityCode { get; init; } = "";
    public string ClientPseudonym { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Category { get; init; } = "";
    public string Code { get; init; } = "";
    public long Volume { get; init; }
    public string Unit { get; init; } = "";
    public string Frequency { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public string Status { get; init; } = "";
    public long UsedVolume { get; init; }
    public long DeclaredCents { get; init; }
    public string BsnHash { get; init; } = "";
}

/// <summary>An accepted debit that a credit refers to.</summary>
internal sealed record OriginalRow
{
    public Guid LineId { get; init; }
    public string ReferenceNumber { get; init; } = "";
    public long AllocationNumber { get; init; }
    public string Category { get; init; } = "";
    public string Code { get; init; } = "";
    public DateOnly FromOn { get; init; }
    public DateOnly UntilOn { get; init; }
    public long Volume { get; init; }
    public string Unit { get; init; } = "";
    public long? ShownRateCents { get; init; }
    public long AmountCents { get; init; }
    public bool Credited { get; init; }
    public long ContractVersion { get; init; }
    public string ProductId { get; init; } = "";
    public long RateE8 { get; init; }
    public string RateUnit { get; init; } = "";
    public string RoundingRule { get; init; } = "";
    public string BsnHash { get; init; } = "";
}

/// <summary>An accepted debit that was not credited.</summary>
internal sealed record OpenRow
{
    public Guid AllocationId { get; init; }
    public string Code { get; init; } = "";
    public DateOnly FromOn { get; init; }
    public DateOnly UntilOn { get; init; }
    public long Volume { get; init; }
    public string Unit { get; init; } = "";
}

/// <summary>A reference (ReferentieNummer) that a rejected line used up.</summary>
internal sealed record UsedReferenceRow
{
    public required Guid ProviderId { get; init; }
    public required string ReferenceNumber { get; init; }

    /// <summary>The message that used it first.</summary>
    public required Guid MessageId { get; init; }
}

/// <summary>An accepted line (prestatie), as stored.</summary>
internal sealed record LineRow
{
    public required Guid LineId { get; init; }
    public required Guid MessageId { get; init; }
    public required int Position { get; init; }
    public required Guid ProviderId { get; init; }
    public required string ReferenceNumber { get; init; }
    public required string? PreviousReferenceNumber { get; init; }
    public required Guid AllocationId { get; init; }
    public required Guid ContractId { get; init; }
    public required long ContractVersion { get; init; }
    public required string ProductId { get; init; }

    /// <summary>ProductCode as declared: on a whole category there may be one line for each in a period.</summary>
    public required string Code { get; init; }

    public required DateOnly FromOn { get; init; }
    public required DateOnly UntilOn { get; init; }
    public required long Volume { get; init; }
    public required string Unit { get; init; }

    /// <summary>ProductTarief as declared; null for euros.</summary>
    public required long? ShownRateCents { get; init; }

    public required long AmountCents { get; init; }
    public required bool Credit { get; init; }
    public bool Credited { get; init; }
    public required long RateE8 { get; init; }
    public required string RateUnit { get; init; }
    public required string RoundingRule { get; init; }

    public AcceptedLine ToEvent(LedgerRow allocation) => new()
    {
        LineId = LineId,
        ReferenceNumber = ReferenceNumber,
        PreviousReferenceNumber = PreviousReferenceNumber,
        AllocationId = AllocationId,
        ContractId = ContractId,
        ContractVersion = ContractVersion,
        ProductId = ProductId,
        MunicipalityCode = allocation.MunicipalityCode,
        ClientPseudonym = allocation.ClientPseudonym,
        From = FromOn,
        Until = UntilOn,
        Volume = Volume,
        Unit = Unit,
        AmountCents = AmountCents,
        Credit = Credit,
        RateE8 = RateE8,
        RateUnit = RateUnit,
        RoundingRule = RoundingRule,
        AllocationKind = allocation.Kind,
    };
}
