namespace Inkoop.Ijw;

/// <summary>The schema versions that a message says it was built on (XsdVersie). The standard wants the values of the official release in use, so they are settings.</summary>
public sealed record XsdVersions
{
    /// <summary>BasisschemaXsdVersie.</summary>
    public string BaseSchema { get; init; } = "1.0.0";

    /// <summary>BerichtXsdVersie.</summary>
    public string Message { get; init; } = "1.0.0";
}

/// <summary>
/// Header of a heenbericht. A retour repeats it unchanged, sender and receiver included (IV028); the declaratie-antwoord has its own.
/// </summary>
public sealed record MessageHeader
{
    /// <summary>Afzender: gemeentecode (4 digits) or AGB code (8 digits), whichever the message type has.</summary>
    public required string Sender { get; init; }

    /// <summary>Ontvanger: the other of the two.</summary>
    public required string Receiver { get; init; }

    /// <summary>Identificatie, 1 to 12 characters, unique per message type and sender (TR056).</summary>
    public required string Identification { get; init; }

    /// <summary>Dagtekening.</summary>
    public required DateOnly DatedOn { get; init; }

    public XsdVersions Xsd { get; init; } = new();
}

/// <summary>Header of a retour (JW302, JW306, JW308): that of the heenbericht plus its own identification.</summary>
public sealed record ReturnHeader
{
    /// <summary>The header of the heenbericht, unchanged.</summary>
    public required MessageHeader Original { get; init; }

    /// <summary>IdentificatieRetour.</summary>
    public required string Identification { get; init; }

    /// <summary>DagtekeningRetour.</summary>
    public required DateOnly DatedOn { get; init; }

    /// <summary>XsltVersie, only when the published XSLTs did the judging.</summary>
    public string? XsltVersion { get; init; }

    /// <summary>XsdVersieRetour.</summary>
    public XsdVersions Xsd { get; init; } = new();

    /// <summary>RetourCodes of the header; empty when everything was accepted.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];
}

/// <summary>Achternaam with its Voorvoegsel.</summary>
public sealed record Surname
{
    public required string Name { get; init; }
    public string? Prefix { get; init; }
}

/// <summary>VerkorteNaam.</summary>
public sealed record ShortName
{
    /// <summary>Geslachtsnaam.</summary>
    public required Surname Surname { get; init; }

    /// <summary>Voornamen.</summary>
    public string? GivenNames { get; init; }

    /// <summary>Voorletters, letters only.</summary>
    public string? Initials { get; init; }
}

/// <summary>VolledigeNaam.</summary>
public sealed record FullName
{
    /// <summary>Geslachtsnaam.</summary>
    public required Surname Surname { get; init; }

    /// <summary>Partnernaam.</summary>
    public Surname? Partner { get; init; }

    /// <summary>Voornamen.</summary>
    public string? GivenNames { get; init; }

    /// <summary>Voorletters, letters only.</summary>
    public string? Initials { get; init; }

    /// <summary>NaamGebruik (COD700): 1 own name, 2 to 4 with partner's, 5 pseudonym, 6 not a person.</summary>
    public string Use { get; init; } = "1";
}

/// <summary>Geboortedatum. Unknown parts are filled with 01 and 1900 (IV009).</summary>
public sealed record BirthDate
{
    /// <summary>Datum.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>DatumGebruik (COD170): 1 day unknown, 2 day and month unknown, 3 all unknown; null when complete.</summary>
    public string? Use { get; init; }
}

/// <summary>Product: category, and code when the allocation is specific.</summary>
public sealed record Product
{
    /// <summary>Categorie (JZ020), two digits.</summary>
    public required string Category { get; init; }

    /// <summary>Code (JZ21), 1 to 5 characters.</summary>
    public string? Code { get; init; }
}

/// <summary>Omvang: so much of a unit, so often.</summary>
public sealed record Extent
{
    /// <summary>Volume in <see cref="Unit"/>, 0 to 99,999,999.</summary>
    public required int Volume { get; init; }

    /// <summary>Eenheid, one of <see cref="Units"/>.</summary>
    public required string Unit { get; init; }

    /// <summary>Frequentie, one of <see cref="Frequencies"/>.</summary>
    public required int Frequency { get; init; }
}

/// <summary>BedragMetDC: an amount that is never negative, and whether it is owed (debet) or taken back (credit).</summary>
public readonly record struct SignedAmount
{
    /// <summary>Bedrag in euro cents, not negative.</summary>
    public required long Cents { get; init; }

    /// <summary>DebetCredit C.</summary>
    public required bool IsCredit { get; init; }

    /// <summary>Cents, negative for a credit.</summary>
    public long Signed => IsCredit ? -Cents : Cents;

    /// <summary>An amount of zero is always a debit (CS325).</summary>
    public static SignedAmount Of(long signedCents) => new() { Cents = Math.Abs(signedCents), IsCredit = signedCents < 0 };
}

/// <summary>Eenheid (WJ756).</summary>
public static class Units
{
    public const string Minute = "01";
    public const string Hour = "04";

    /// <summary>Etmaal.</summary>
    public const string FullDay = "14";

    /// <summary>Dagdeel, four hours.</summary>
    public const string DayPart = "16";

    /// <summary>Stuks, outputgericht.</summary>
    public const string OutputPiece = "82";

    /// <summary>Euro's: the volume is an amount in cents and there is no tariff (CS339, CD087).</summary>
    public const string Euro = "83";

    /// <summary>Stuks, inspanningsgericht.</summary>
    public const string EffortPiece = "84";
}

/// <summary>Frequentie (WMO757).</summary>
public static class Frequencies
{
    public const int PerDay = 1;
    public const int PerWeek = 2;
    public const int PerMonth = 4;

    /// <summary>Totaal binnen geldigheidsduur toewijzing.</summary>
    public const int InTotal = 6;
}
