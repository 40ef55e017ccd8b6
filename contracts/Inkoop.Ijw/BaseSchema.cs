using System.Collections.Frozen;
using static Inkoop.Ijw.IjwSpace;

namespace Inkoop.Ijw;

/// <summary>
/// The value types (LDT) and shared classes (CDT) of the iJw 3.2 base schema, as data. Written from the standard's description;
/// a test compares reader and published XSDs on thousands of mutated messages.
/// </summary>
internal static class BaseSchema
{
    // Codes, one blank between them.
    public static readonly ValueType AanduidingWoonadres = Coded("LDT_AanduidingWoonadres", "AB BY TO WW");
    public static readonly ValueType AdresSoort = Coded("LDT_AdresSoort", "01 02 03 04");
    public static readonly ValueType Communicatievorm = Coded("LDT_Communicatievorm", "1 2 3");
    public static readonly ValueType DatumGebruik = Coded("LDT_DatumGebruik", "1 2 3");
    public static readonly ValueType DebetCredit = Coded("LDT_DebetCredit", "C D");
    public static readonly ValueType Eenheid = Coded("LDT_Eenheid", "01 04 14 16 82 83 84");
    public static readonly ValueType Frequentie = Coded("LDT_Frequentie", "1 2 4 6");
    public static readonly ValueType Geslacht = Coded("LDT_Geslacht", "0 1 2");
    public static readonly ValueType JuridischeStatus = Coded("LDT_JuridischeStatus", "01 02 03 04 05 11 12");
    public static readonly ValueType LandCode = Coded("LDT_LandCode", """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
        CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
        GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
        KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT
        MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
        SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ
        UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
        """);
    public static readonly ValueType NaamGebruik = Coded("LDT_NaamGebruik", "1 2 3 4 5 6");
    public static readonly ValueType ProductCategorie = Coded("LDT_ProductCategorie",
        "31 32 33 34 35 36 37 38 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55");
    public static readonly ValueType RedenBeeindiging = Coded("LDT_RedenBeeindiging", "02 20 31 32 33 34 35 36 37 38 39");
    public static readonly ValueType RedenWijziging = Coded("LDT_RedenWijziging", "01 02 03 04 05 06 07 08 09 10 11 12 13 14");
    public static readonly ValueType RetourCode = Coded("LDT_RetourCode", """
        0001 0200 0233 0611 8001 8017 8021 8187 8214 8848 9019 9056 9063 9069 9071 9074 9307 9308 9319 9321 9322 9326 9332 9333
        9338 9339 9340 9341 9346 9347 9349 9350 9351 9355 9357 9359 9360 9361 9365 9366 9367 9369 9373 9374 9375 9379 9384 9385
        9387 9388 9389 9390 9411 9412 9413 9414 9415 S300 S329
        """);
    public static readonly ValueType SoortRelatie = Coded("LDT_SoortRelatie",
        "03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25");
    public static readonly ValueType StatusAanlevering = Coded("LDT_StatusAanlevering", "1 2 3 9");
    public static readonly ValueType WettelijkeVertegenwoordiging = Coded("LDT_WettelijkeVertegenwoordiging", "06 07 08 09 10");

    // Numbers; amounts and budgets are cents.
    public static readonly ValueType Bedrag = Number("LDT_Bedrag", 99_999_999);
    public static readonly ValueType Budget = Number("LDT_Budget", 99_999_999);
    public static readonly ValueType Huisnummer = Number("LDT_Huisnummer", 99_999);
    public static readonly ValueType Nummer = Number("LDT_Nummer", 999_999_999);
    public static readonly ValueType RelatieVolgorde = Number("LDT_RelatieVolgorde", 99);
    public static readonly ValueType TotaalBedrag = Number("LDT_TotaalBedrag", 999_999_999_999);
    public static readonly ValueType Volume = Number("LDT_Volume", 99_999_999);

    public static readonly ValueType Datum = new("LDT_Datum", ValueKind.Date);
    public static readonly ValueType Tijd = new("LDT_Tijd", ValueKind.Time);

    // Text.
    public static readonly ValueType AgbCode = Text("LDT_AgbCode", 8, TextForm.Digits) with { MinLength = 8 };
    public static readonly ValueType BurgerServicenummer = Text("LDT_BurgerServicenummer", 9, TextForm.Digits) with { MinLength = 9 };
    public static readonly ValueType Commentaar = Text("LDT_Commentaar", int.MaxValue, TextForm.Lines);
    public static readonly ValueType Emailadres = Text("LDT_Emailadres", 80);
    public static readonly ValueType Gemeente = Text("LDT_Gemeente", 4, TextForm.Digits) with { MinLength = 4 };
    public static readonly ValueType Huisletter = Text("LDT_Huisletter", 1);
    public static readonly ValueType HuisnummerToevoeging = Text("LDT_HuisnummerToevoeging", 4);
    public static readonly ValueType IdentificatieBericht = Text("LDT_IdentificatieBericht", 12);
    public static readonly ValueType IdentificatieDeclaratie = Text("LDT_IdentificatieDeclaratie", 12, TextForm.Any);
    public static readonly ValueType Landnummer = Text("LDT_Landnummer", 4);
    public static readonly ValueType Naam = Text("LDT_Naam", 200);
    public static readonly ValueType Organisatienaam = Text("LDT_Organisatienaam", 35);
    public static readonly ValueType Persoonsid = Text("LDT_Persoonsid", 20);
    public static readonly ValueType Plaatsnaam = Text("LDT_Plaatsnaam", 80);
    public static readonly ValueType Postcode = Text("LDT_Postcode", 8);
    public static readonly ValueType ProductCode = Text("LDT_ProductCode", 5);
    public static readonly ValueType Referentie = Text("LDT_Referentie", 36);
    public static readonly ValueType ReferentieNummer = Text("LDT_ReferentieNummer", 20, TextForm.Any);
    public static readonly ValueType Straatnaam = Text("LDT_Straatnaam", 24);
    public static readonly ValueType Taal = Text("LDT_Taal", 25);
    public static readonly ValueType Telefoonnummer = Text("LDT_Telefoonnummer", 15, TextForm.Digits);
    public static readonly ValueType Versie = Text("LDT_Versie", int.MaxValue, TextForm.Version);
    public static readonly ValueType Voorletters = Text("LDT_Voorletters", 6, TextForm.Initials);
    public static readonly ValueType Voorvoegsel = Text("LDT_Voorvoegsel", 10);

    // Shared classes.
    private static readonly ClassType Achternaam = Class("CDT_Achternaam", One("Achternaam", Naam), Opt("Voorvoegsel", Voorvoegsel));
    private static readonly ClassType Huis = Class("CDT_Huis", One("Huisnummer", Huisnummer), Opt("Huisletter", Huisletter),
        Opt("HuisnummerToevoeging", HuisnummerToevoeging), Opt("AanduidingWoonadres", AanduidingWoonadres));
    private static readonly ClassType Telefoon = Class("CDT_Telefoon", One("Telefoonnummer", Telefoonnummer), One("Landnummer", Landnummer));

    public static readonly ClassType Adres = Class("CDT_Adres", Opt("Huis", Huis), Opt("Postcode", Postcode),
        Opt("Straatnaam", Straatnaam), Opt("Plaatsnaam", Plaatsnaam), Opt("LandCode", LandCode));
    public static readonly ClassType BedragMetDC = Class("CDT_BedragMetDC", One("Bedrag", Bedrag), One("DebetCredit", DebetCredit));
    public static readonly ClassType BerichtIdentificatie = Class("CDT_BerichtIdentificatie",
        One("Identificatie", IdentificatieBericht), One("Dagtekening", Datum));
    public static readonly ClassType Communicatie = Class("CDT_Communicatie", One("Vorm", Communicatievorm), Opt("Taal", Taal));
    public static readonly ClassType Geboortedatum = Class("CDT_Geboortedatum", One("Datum", Datum), Opt("DatumGebruik", DatumGebruik));
    public static readonly ClassType GeslotenPeriode = Class("CDT_GeslotenPeriode", One("Begindatum", Datum), One("Einddatum", Datum));
    public static readonly ClassType Omvang = Class("CDT_Omvang", One("Volume", Volume), One("Eenheid", Eenheid), One("Frequentie", Frequentie));
    public static readonly ClassType OpenPeriode = Class("CDT_OpenPeriode", Opt("Begindatum", Datum), Opt("Einddatum", Datum));
    public static readonly ClassType Product = Class("CDT_Product", One("Categorie", ProductCategorie), Opt("Code", ProductCode));
    public static readonly ClassType ProductReferentie = Class("CDT_Referentie",
        One("ReferentieNummer", ReferentieNummer), Opt("VorigReferentieNummer", ReferentieNummer));
    public static readonly ClassType Telefoonnummers = Class("CDT_Telefoonnummers", One("Telefoon01", Telefoon), Opt("Telefoon02", Telefoon));
    public static readonly ClassType TotaalBedragMetDC = Class("CDT_TotaalBedragMetDC",
        One("TotaalBedrag", TotaalBedrag), One("DebetCredit", DebetCredit));
    public static readonly ClassType VerkorteNaam = Class("CDT_VerkorteNaam",
        One("Geslachtsnaam", Achternaam), Opt("Voornamen", Naam), Opt("Voorletters", Voorletters));
    public static readonly ClassType VolledigeNaam = Class("CDT_VolledigeNaam", One("Geslachtsnaam", Achternaam),
        Opt("Partnernaam", Achternaam), Opt("Voornamen", Naam), Opt("Voorletters", Voorletters), One("NaamGebruik", NaamGebruik));
    public static readonly ClassType XsdVersie = Class("CDT_XsdVersie", One("BasisschemaXsdVersie", Versie), One("BerichtXsdVersie", Versie));

    /// <summary>A text that may hold one value only. It has no name of its own, as in the published schemas.</summary>
    public static ValueType FixedText(string value) => new("", ValueKind.Text) { Fixed = value };

    /// <summary>A number that may hold one value only.</summary>
    public static ValueType FixedNumber(string value) => new("", ValueKind.Integer) { Fixed = value, Max = 99 };

    private static ElementRule One(string name, ContentType type) => new(name, Base, type, Optional: false, Many: false);

    private static ElementRule Opt(string name, ContentType type) => new(name, Base, type, Optional: true, Many: false);

    private static ClassType Class(string name, params ElementRule[] elements) => new(name, Base, elements);

    private static ValueType Number(string name, long max) => new(name, ValueKind.Integer) { Max = max };

    private static ValueType Text(string name, int max, TextForm form = TextForm.Line) =>
        new(name, ValueKind.Text) { MinLength = 1, MaxLength = max, Form = form };

    private static ValueType Coded(string name, string codes) => new(name, ValueKind.Text)
    {
        Codes = codes.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal),
    };
}
