namespace Inkoop.Ijw;

/// <summary>Everything of a JW323 that stands before its lines.</summary>
public sealed record DeclarationHead
{
    public required MessageHeader Header { get; init; }

    /// <summary>DeclaratieNummer, 1 to 12 letters and digits, unique per provider (TR333).</summary>
    public required string Number { get; init; }

    /// <summary>DeclaratiePeriode, one calendar month (CS340).</summary>
    public required Period Period { get; init; }

    /// <summary>DeclaratieDagtekening.</summary>
    public required DateOnly DatedOn { get; init; }

    /// <summary>TotaalIngediendBedrag: debits minus credits of all lines (TR358).</summary>
    public required SignedAmount Total { get; init; }
}

/// <summary>Prestatie of a JW323 or a JW325: one allocation, one product, one month.</summary>
public sealed record DeclarationLine
{
    /// <summary>Bsn of the Client above it.</summary>
    public required string Bsn { get; init; }

    /// <summary>ReferentieNummer, unique per provider over all messages (TR314).</summary>
    public required string Reference { get; init; }

    /// <summary>VorigReferentieNummer: the debit that this credits (CD060).</summary>
    public string? PreviousReference { get; init; }

    /// <summary>ToewijzingNummer.</summary>
    public required int AllocationNumber { get; init; }

    /// <summary>ProductCategorie (JZ020).</summary>
    public required string Category { get; init; }

    /// <summary>ProductCode.</summary>
    public required string Code { get; init; }

    /// <summary>ProductPeriode: the part of a calendar month in which the allocation is valid (TR387, TR388).</summary>
    public required Period Period { get; init; }

    /// <summary>GeleverdVolume in <see cref="Unit"/>.</summary>
    public required int Volume { get; init; }

    /// <summary>Eenheid, one of <see cref="Units"/>.</summary>
    public required string Unit { get; init; }

    /// <summary>ProductTarief in euro cents per unit; null when the unit is euros (CD087).</summary>
    public long? TariffCents { get; init; }

    /// <summary>IngediendBedrag.</summary>
    public required SignedAmount Amount { get; init; }

    /// <summary>RetourCodes; in a JW325 only.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Which Client of the JW323 it was read from, from 1; 0 when not read from a file.</summary>
    public int ClientOrdinal { get; init; }

    /// <summary>Which Prestatie of its Client it is, from 1; 0 when not read from a file.</summary>
    public int LineOrdinal { get; init; }
}

/// <summary>JW325: the municipality's answer to one JW323.</summary>
public sealed record DeclarationAnswer
{
    /// <summary>Header of this message itself: the municipality is the sender.</summary>
    public required MessageHeader Header { get; init; }

    /// <summary>DeclaratieIdentificatie: Identificatie of the JW323.</summary>
    public required string DeclarationIdentification { get; init; }

    /// <summary>Dagtekening of the JW323.</summary>
    public required DateOnly DeclarationDatedOn { get; init; }

    public string? XsltVersion { get; init; }

    /// <summary>XsdVersieDeclaratie: XsdVersie of the JW323 (TR371).</summary>
    public XsdVersions DeclarationXsd { get; init; } = new();

    /// <summary>RetourCodes of the header, at least one.</summary>
    public required IReadOnlyList<string> Codes { get; init; }

    /// <summary>DeclaratieAntwoord; null when the message was rejected as a whole.</summary>
    public DeclarationVerdict? Verdict { get; init; }
}

/// <summary>DeclaratieAntwoord.</summary>
public sealed record DeclarationVerdict
{
    /// <summary>DeclaratieNummer of the JW323.</summary>
    public required string Number { get; init; }

    /// <summary>TotaalIngediendBedrag.</summary>
    public required SignedAmount Submitted { get; init; }

    /// <summary>TotaalToegekendBedrag.</summary>
    public required SignedAmount Allowed { get; init; }

    /// <summary>Clienten: only clients with rejected lines (OP304).</summary>
    public IReadOnlyList<RejectedClient> Clients { get; init; } = [];

    /// <summary>RetourCodes of this class, at least one.</summary>
    public required IReadOnlyList<string> Codes { get; init; }
}

/// <summary>Client of a JW325 with its rejected lines.</summary>
public sealed record RejectedClient
{
    public required string Bsn { get; init; }

    /// <summary>Prestaties, at least one, each with its codes.</summary>
    public required IReadOnlyList<DeclarationLine> Lines { get; init; }

    /// <summary>RetourCodes of the client, at least one.</summary>
    public required IReadOnlyList<string> Codes { get; init; }
}
