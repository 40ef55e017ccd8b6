using System.Collections.Frozen;
using static Inkoop.Ijw.IjwSpace;

namespace Inkoop.Ijw;

/// <summary>The iJw messages this service reads and writes, by their number in the standard.</summary>
public enum IjwMessage
{
    /// <summary>Toewijzing, municipality to provider.</summary>
    Jw301 = 301,

    /// <summary>Retour on JW301.</summary>
    Jw302 = 302,

    /// <summary>Start jeugdhulp, provider to municipality.</summary>
    Jw305 = 305,

    /// <summary>Retour on JW305.</summary>
    Jw306 = 306,

    /// <summary>Stop jeugdhulp, provider to municipality.</summary>
    Jw307 = 307,

    /// <summary>Retour on JW307.</summary>
    Jw308 = 308,

    /// <summary>Declaratie, provider to municipality.</summary>
    Jw323 = 323,

    /// <summary>Declaratie-antwoord, municipality to provider.</summary>
    Jw325 = 325,
}

/// <summary>The classes of each message, as data. A further message of the standard is one more entry here.</summary>
internal static class MessageTables
{
    private static readonly ClassType RetourCodes = Class("RetourCodes", Many("RetourCode", BaseSchema.RetourCode));

    // A retour repeats the classes of its heenbericht, each closed by its retour codes.
    private static readonly ElementRule ClassCodes = One("RetourCodes", RetourCodes);

    public static readonly FrozenDictionary<IjwMessage, MessageTable> All = new[]
    {
        Table(IjwMessage.Jw301, "436", Root(Heading("436", fromMunicipality: true), One("Client", AllocationClient()))),
        Table(IjwMessage.Jw302, "437", Root(ReturnHeading("437", fromMunicipality: true), Opt("Client", AllocationClient(ClassCodes)))),
        Table(IjwMessage.Jw305, "438", Root(Heading("438", fromMunicipality: false), One("Client", CareClient(Start())))),
        Table(IjwMessage.Jw306, "439", Root(ReturnHeading("439", fromMunicipality: false), Opt("Client", CareClient(Start(ClassCodes), ClassCodes)))),
        Table(IjwMessage.Jw307, "440", Root(Heading("440", fromMunicipality: false), One("Client", CareClient(Stop())))),
        Table(IjwMessage.Jw308, "441", Root(ReturnHeading("441", fromMunicipality: false), Opt("Client", CareClient(Stop(ClassCodes), ClassCodes)))),
        Table(IjwMessage.Jw323, "490", Root(Heading("490", fromMunicipality: false), One("Declaratie", Declaration()))),
        Table(IjwMessage.Jw325, "491", Root(AnswerHeading(), Opt("DeclaratieAntwoord", DeclarationAnswer()))),
    }.ToFrozenDictionary(t => t.Message);

    private static MessageTable Table(IjwMessage message, string code, ClassType root) => new(message, code, root);

    private static ClassType Root(ClassType header, ElementRule body) => Class("Root", One("Header", header), body);

    private static ElementRule[] HeadingElements(string code, bool fromMunicipality) =>
    [
        One("BerichtCode", BaseSchema.FixedText(code)),
        One("BerichtVersie", BaseSchema.FixedNumber("3")),
        One("BerichtSubversie", BaseSchema.FixedNumber("2")),
        One("Afzender", fromMunicipality ? BaseSchema.Gemeente : BaseSchema.AgbCode),
        One("Ontvanger", fromMunicipality ? BaseSchema.AgbCode : BaseSchema.Gemeente),
        One("BerichtIdentificatie", BaseSchema.BerichtIdentificatie),
        One("XsdVersie", BaseSchema.XsdVersie),
    ];

    private static ClassType Heading(string code, bool fromMunicipality) => Class("Header", HeadingElements(code, fromMunicipality));

    private static ClassType ReturnHeading(string code, bool fromMunicipality) => Class("Header",
    [
        .. HeadingElements(code, fromMunicipality),
        One("IdentificatieRetour", BaseSchema.IdentificatieBericht),
        One("DagtekeningRetour", BaseSchema.Datum),
        Opt("XsltVersie", BaseSchema.Versie),
        One("XsdVersieRetour", BaseSchema.XsdVersie),
        Opt("RetourCodes", RetourCodes),
    ]);

    private static ClassType AnswerHeading() => Class("Header",
    [
        .. HeadingElements("491", fromMunicipality: true),
        One("DeclaratieIdentificatie", BaseSchema.BerichtIdentificatie),
        Opt("XsltVersie", BaseSchema.Versie),
        One("XsdVersieDeclaratie", BaseSchema.XsdVersie),
        One("RetourCodes", RetourCodes),
    ]);

    private static ClassType AllocationClient(params ElementRule[] closing)
    {
        var contact = Class("Contact",
        [
            One("Soort", BaseSchema.AdresSoort),
            Opt("Adres", BaseSchema.Adres),
            Opt("Organisatie", BaseSchema.Organisatienaam),
            Opt("Telefoon", BaseSchema.Telefoonnummers),
            Opt("Emailadres", BaseSchema.Emailadres),
            Opt("Periode", BaseSchema.OpenPeriode),
            .. closing,
        ]);
        var relation = Class("Relatie",
        [
            One("Nummer", BaseSchema.Persoonsid),
            Opt("Volgorde", BaseSchema.RelatieVolgorde),
            One("Soort", BaseSchema.SoortRelatie),
            Opt("Geboortedatum", BaseSchema.Geboortedatum),
            Opt("Geslacht", BaseSchema.Geslacht),
            One("Naam", BaseSchema.VolledigeNaam),
            One("Contact", contact),
            .. closing,
        ]);
        var product = Class("ToegewezenProduct",
        [
            One("ToewijzingNummer", BaseSchema.Nummer),
            Opt("ReferentieAanbieder", BaseSchema.Referentie),
            Opt("Product", BaseSchema.Product),
            One("Toewijzingsdatum", BaseSchema.Datum),
            One("Toewijzingstijd", BaseSchema.Tijd),
            One("Ingangsdatum", BaseSchema.Datum),
            Opt("Einddatum", BaseSchema.Datum),
            Opt("RedenWijziging", BaseSchema.RedenWijziging),
            Opt("Omvang", BaseSchema.Omvang),
            Opt("Budget", BaseSchema.Budget),
            Opt("Commentaar", BaseSchema.Commentaar),
            .. closing,
        ]);
        return Class("Client",
        [
            One("Bsn", BaseSchema.BurgerServicenummer),
            One("Geboortedatum", BaseSchema.Geboortedatum),
            One("Geslacht", BaseSchema.Geslacht),
            One("Naam", BaseSchema.VolledigeNaam),
            Opt("Communicatie", BaseSchema.Communicatie),
            Opt("JuridischeStatus", BaseSchema.JuridischeStatus),
            Opt("WettelijkeVertegenwoordiging", BaseSchema.WettelijkeVertegenwoordiging),
            Opt("Commentaar", BaseSchema.Commentaar),
            Opt("Relaties", Class("Relaties", Many("Relatie", relation))),
            One("Contactgegevens", Class("Contactgegevens", Many("Contact", contact))),
            One("ToegewezenProducten", Class("ToegewezenProducten", Many("ToegewezenProduct", product))),
            .. closing,
        ]);
    }

    private static ClassType CareClient(ClassType product, params ElementRule[] closing)
    {
        var plural = product.Name + "en";
        return Class("Client",
        [
            One("Bsn", BaseSchema.BurgerServicenummer),
            One("Geboortedatum", BaseSchema.Geboortedatum),
            One("Geslacht", BaseSchema.Geslacht),
            One("Naam", BaseSchema.VerkorteNaam),
            One(plural, Class(plural, Many(product.Name, product))),
            .. closing,
        ]);
    }

    private static ClassType Start(params ElementRule[] closing) => Class("StartProduct",
    [
        Opt("ToewijzingNummer", BaseSchema.Nummer),
        Opt("Product", BaseSchema.Product),
        Opt("ToewijzingIngangsdatum", BaseSchema.Datum),
        One("Begindatum", BaseSchema.Datum),
        One("StatusAanlevering", BaseSchema.StatusAanlevering),
        .. closing,
    ]);

    private static ClassType Stop(params ElementRule[] closing) => Class("StopProduct",
    [
        Opt("ToewijzingNummer", BaseSchema.Nummer),
        Opt("Product", BaseSchema.Product),
        Opt("ToewijzingIngangsdatum", BaseSchema.Datum),
        One("Begindatum", BaseSchema.Datum),
        One("RedenBeeindiging", BaseSchema.RedenBeeindiging),
        One("Einddatum", BaseSchema.Datum),
        One("StatusAanlevering", BaseSchema.StatusAanlevering),
        .. closing,
    ]);

    private static ClassType Declaration() => Class("Declaratie",
    [
        One("DeclaratieNummer", new ValueType("", ValueKind.Text) { MinLength = 1, MaxLength = 12, Form = TextForm.LettersAndDigits }),
        One("DeclaratiePeriode", BaseSchema.GeslotenPeriode),
        One("DeclaratieDagtekening", BaseSchema.Datum),
        One("TotaalIngediendBedrag", BaseSchema.TotaalBedragMetDC),
        One("Clienten", DeclaredClients()),
    ]);

    private static ClassType DeclarationAnswer() => Class("DeclaratieAntwoord",
    [
        One("DeclaratieNummer", BaseSchema.IdentificatieDeclaratie),
        One("TotaalIngediendBedrag", BaseSchema.TotaalBedragMetDC),
        One("TotaalToegekendBedrag", BaseSchema.TotaalBedragMetDC),
        Opt("Clienten", DeclaredClients(ClassCodes)),
        One("RetourCodes", RetourCodes),
    ]);

    private static ClassType DeclaredClients(params ElementRule[] closing)
    {
        var line = Class("Prestatie",
        [
            One("ProductReferentie", BaseSchema.ProductReferentie),
            One("ToewijzingNummer", BaseSchema.Nummer),
            One("ProductCategorie", BaseSchema.ProductCategorie),
            One("ProductCode", BaseSchema.ProductCode),
            One("ProductPeriode", BaseSchema.GeslotenPeriode),
            One("GeleverdVolume", BaseSchema.Volume),
            One("Eenheid", BaseSchema.Eenheid),
            Opt("ProductTarief", BaseSchema.Bedrag),
            One("IngediendBedrag", BaseSchema.BedragMetDC),
            .. closing,
        ]);
        var client = Class("Client",
        [
            One("Bsn", BaseSchema.BurgerServicenummer),
            One("Prestaties", Class("Prestaties", Many("Prestatie", line))),
            .. closing,
        ]);
        return Class("Clienten", Many("Client", client));
    }

    private static ElementRule One(string name, ContentType type) => new(name, Message, type, Optional: false, Many: false);

    private static ElementRule Opt(string name, ContentType type) => new(name, Message, type, Optional: true, Many: false);

    private static ElementRule Many(string name, ContentType type) => new(name, Message, type, Optional: false, Many: true);

    private static ClassType Class(string name, params ElementRule[] elements) => new(name, Message, elements);
}
