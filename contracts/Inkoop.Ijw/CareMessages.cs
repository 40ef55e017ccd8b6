namespace Inkoop.Ijw;

/// <summary>JW301: all current products (toewijzingen) of one client at one provider.</summary>
public sealed record AllocationMessage
{
    public required MessageHeader Header { get; init; }
    public required AllocationClient Client { get; init; }
}

/// <summary>JW302: the provider's retour on a JW301; no client when all was accepted.</summary>
public sealed record AllocationAnswer
{
    public required ReturnHeader Header { get; init; }
    public AllocationClient? Client { get; init; }
}

/// <summary>Client of JW301 and JW302.</summary>
public sealed record AllocationClient
{
    public required string Bsn { get; init; }

    /// <summary>Geboortedatum.</summary>
    public required BirthDate Born { get; init; }

    /// <summary>Geslacht: 0 unknown, 1 male, 2 female.</summary>
    public required string Gender { get; init; }

    public required FullName Name { get; init; }
    public Communication? Communication { get; init; }

    /// <summary>JuridischeStatus (WJ232).</summary>
    public string? LegalStatus { get; init; }

    /// <summary>WettelijkeVertegenwoordiging (WJ003).</summary>
    public string? LegalRepresentation { get; init; }

    /// <summary>Commentaar.</summary>
    public string? Remark { get; init; }

    public IReadOnlyList<Relation> Relations { get; init; } = [];

    /// <summary>Contactgegevens, at least one.</summary>
    public required IReadOnlyList<Contact> Contacts { get; init; }

    /// <summary>ToegewezenProducten, at least one.</summary>
    public required IReadOnlyList<AllocatedProduct> Products { get; init; }

    /// <summary>RetourCodes; in a retour only.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];
}

/// <summary>Communicatie: a special form of communication.</summary>
public sealed record Communication
{
    /// <summary>Vorm (COD747): 1 interpreter, 2 for the deaf, 3 for the deaf-blind.</summary>
    public required string Form { get; init; }

    /// <summary>Taal, when <see cref="Form"/> is 1 (CD007).</summary>
    public string? Language { get; init; }
}

/// <summary>Relatie: a person with a bond to the client, such as the holder of parental authority.</summary>
public sealed record Relation
{
    /// <summary>Nummer, unique per client and municipality (OP071).</summary>
    public required string Number { get; init; }

    /// <summary>Volgorde.</summary>
    public int? Order { get; init; }

    /// <summary>Soort (COD472).</summary>
    public required string Kind { get; init; }

    public BirthDate? Born { get; init; }
    public string? Gender { get; init; }
    public required FullName Name { get; init; }
    public required Contact Contact { get; init; }
    public IReadOnlyList<string> Codes { get; init; } = [];
}

/// <summary>Contact: an address, telephone numbers or both.</summary>
public sealed record Contact
{
    /// <summary>Soort (COD757): 01 BRP, 02 correspondence, 03 residence, 04 temporary.</summary>
    public required string Kind { get; init; }

    public Address? Address { get; init; }
    public string? Organisation { get; init; }

    /// <summary>Telefoon01.</summary>
    public Phone? Phone { get; init; }

    /// <summary>Telefoon02; written only beside <see cref="Phone"/>.</summary>
    public Phone? SecondPhone { get; init; }

    public string? Email { get; init; }

    /// <summary>Periode, for a temporary address only (CD009).</summary>
    public OpenPeriod? Period { get; init; }

    public IReadOnlyList<string> Codes { get; init; } = [];
}

/// <summary>OpenPeriode: either end may be unknown.</summary>
public sealed record OpenPeriod
{
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
}

/// <summary>Telefoon.</summary>
public sealed record Phone
{
    /// <summary>Telefoonnummer, up to 15 digits.</summary>
    public required string Number { get; init; }

    /// <summary>Landnummer, such as 0031.</summary>
    public required string Country { get; init; }
}

/// <summary>Adres.</summary>
public sealed record Address
{
    public House? House { get; init; }
    public string? Postcode { get; init; }
    public string? Street { get; init; }
    public string? Place { get; init; }

    /// <summary>LandCode, ISO 3166 alpha-2.</summary>
    public string? Country { get; init; }
}

/// <summary>Huis.</summary>
public sealed record House
{
    public required int Number { get; init; }
    public string? Letter { get; init; }

    /// <summary>HuisnummerToevoeging.</summary>
    public string? Addition { get; init; }

    /// <summary>AanduidingWoonadres (NUM061).</summary>
    public string? Designation { get; init; }
}

/// <summary>ToegewezenProduct: one toewijzing.</summary>
public sealed record AllocatedProduct
{
    /// <summary>ToewijzingNummer, unique within the municipality (TR332), 0 to 999,999,999.</summary>
    public required int AllocationNumber { get; init; }

    /// <summary>ReferentieAanbieder of the request that this grants (IV097).</summary>
    public string? ProviderReference { get; init; }

    /// <summary>Null when the allocation is generic.</summary>
    public Product? Product { get; init; }

    /// <summary>Toewijzingsdatum; with <see cref="AllocatedAt"/> it orders the versions of an allocation (IV013).</summary>
    public required DateOnly AllocatedOn { get; init; }

    /// <summary>Toewijzingstijd.</summary>
    public required TimeOnly AllocatedAt { get; init; }

    /// <summary>Ingangsdatum.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Einddatum, included; null when open.</summary>
    public DateOnly? To { get; init; }

    /// <summary>RedenWijziging (JZ002).</summary>
    public string? ChangeReason { get; init; }

    public Extent? Extent { get; init; }

    /// <summary>Budget in euro cents.</summary>
    public long? BudgetCents { get; init; }

    public string? Remark { get; init; }
    public IReadOnlyList<string> Codes { get; init; } = [];
}

/// <summary>Client of JW305 to JW308.</summary>
public sealed record CareClient
{
    public required string Bsn { get; init; }

    /// <summary>Geboortedatum.</summary>
    public required BirthDate Born { get; init; }

    /// <summary>Geslacht: 0 unknown, 1 male, 2 female.</summary>
    public required string Gender { get; init; }

    public required ShortName Name { get; init; }

    /// <summary>RetourCodes; in a retour only.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];
}

/// <summary>JW305: care has started.</summary>
public sealed record StartMessage
{
    public required MessageHeader Header { get; init; }
    public required CareClient Client { get; init; }

    /// <summary>StartProducten, at least one.</summary>
    public required IReadOnlyList<StartProduct> Products { get; init; }
}

/// <summary>JW306: retour on a JW305; no client and no products when all was accepted.</summary>
public sealed record StartAnswer
{
    public required ReturnHeader Header { get; init; }
    public CareClient? Client { get; init; }
    public IReadOnlyList<StartProduct> Products { get; init; } = [];
}

/// <summary>StartProduct.</summary>
public sealed record StartProduct
{
    /// <summary>ToewijzingNummer; null for taakgerichte care, where product and begin date are the key (IV096).</summary>
    public int? AllocationNumber { get; init; }

    public Product? Product { get; init; }

    /// <summary>ToewijzingIngangsdatum.</summary>
    public DateOnly? AllocationFrom { get; init; }

    /// <summary>Begindatum of the care.</summary>
    public required DateOnly From { get; init; }

    /// <summary>StatusAanlevering: 1 first, 3 remove (CS058).</summary>
    public required string Status { get; init; }

    public IReadOnlyList<string> Codes { get; init; } = [];
}

/// <summary>JW307: care has stopped.</summary>
public sealed record StopMessage
{
    public required MessageHeader Header { get; init; }
    public required CareClient Client { get; init; }

    /// <summary>StopProducten, at least one.</summary>
    public required IReadOnlyList<StopProduct> Products { get; init; }
}

/// <summary>JW308: retour on a JW307; no client and no products when all was accepted.</summary>
public sealed record StopAnswer
{
    public required ReturnHeader Header { get; init; }
    public CareClient? Client { get; init; }
    public IReadOnlyList<StopProduct> Products { get; init; } = [];
}

/// <summary>StopProduct.</summary>
public sealed record StopProduct
{
    /// <summary>ToewijzingNummer; null for taakgerichte care.</summary>
    public int? AllocationNumber { get; init; }

    public Product? Product { get; init; }

    /// <summary>ToewijzingIngangsdatum.</summary>
    public DateOnly? AllocationFrom { get; init; }

    /// <summary>Begindatum of the start that this ends.</summary>
    public required DateOnly From { get; init; }

    /// <summary>RedenBeeindiging (JZ588); 20 is a temporary stop.</summary>
    public required string Reason { get; init; }

    /// <summary>Einddatum, the last day of care.</summary>
    public required DateOnly To { get; init; }

    /// <summary>StatusAanlevering: 1 first, 3 remove (CS058).</summary>
    public required string Status { get; init; }

    public IReadOnlyList<string> Codes { get; init; } = [];
}
