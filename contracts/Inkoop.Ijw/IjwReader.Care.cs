namespace Inkoop.Ijw;

// Initialisers run in the order they are written: that order is the standard's, and the cursor refuses any other.
public sealed partial class IjwReader
{
    public AllocationMessage ReadAllocation() => Whole(IjwMessage.Jw301, static c => new AllocationMessage
    {
        Header = c.Class("Header", Header),
        Client = c.Class("Client", AllocationClient),
    });

    public AllocationAnswer ReadAllocationAnswer() => Whole(IjwMessage.Jw302, static c => new AllocationAnswer
    {
        Header = c.Class("Header", ReturnHeader),
        Client = c.ClassOrNull("Client", AllocationClient),
    });

    public StartMessage ReadStart() => Whole(IjwMessage.Jw305, static c =>
    {
        var header = c.Class("Header", Header);
        var (client, products) = c.Class("Client", c => CareClient(c, "StartProduct", Start));
        return new StartMessage { Header = header, Client = client, Products = products };
    });

    public StartAnswer ReadStartAnswer() => Whole(IjwMessage.Jw306, static c =>
    {
        var header = c.Class("Header", ReturnHeader);
        var answered = c.ClassOrNull("Client", c => CareClient(c, "StartProduct", Start));
        return new StartAnswer { Header = header, Client = answered?.Item1, Products = answered?.Item2 ?? [] };
    });

    public StopMessage ReadStop() => Whole(IjwMessage.Jw307, static c =>
    {
        var header = c.Class("Header", Header);
        var (client, products) = c.Class("Client", c => CareClient(c, "StopProduct", Stop));
        return new StopMessage { Header = header, Client = client, Products = products };
    });

    public StopAnswer ReadStopAnswer() => Whole(IjwMessage.Jw308, static c =>
    {
        var header = c.Class("Header", ReturnHeader);
        var answered = c.ClassOrNull("Client", c => CareClient(c, "StopProduct", Stop));
        return new StopAnswer { Header = header, Client = answered?.Item1, Products = answered?.Item2 ?? [] };
    });

    private static MessageHeader Header(Cursor c)
    {
        c.Text("BerichtCode");
        c.Number("BerichtVersie");
        c.Number("BerichtSubversie");
        var sender = c.Text("Afzender");
        var receiver = c.Text("Ontvanger");
        var (identification, datedOn) = c.Class("BerichtIdentificatie", Identification);
        return new() { Sender = sender, Receiver = receiver, Identification = identification, DatedOn = datedOn, Xsd = c.Class("XsdVersie", Xsd) };
    }

    private static ReturnHeader ReturnHeader(Cursor c) => new()
    {
        Original = Header(c),
        Identification = c.Text("IdentificatieRetour"),
        DatedOn = c.Date("DagtekeningRetour"),
        XsltVersion = c.TextOrNull("XsltVersie"),
        Xsd = c.Class("XsdVersieRetour", Xsd),
        Codes = c.Codes(),
    };

    private static (string Identification, DateOnly DatedOn) Identification(Cursor c) => (c.Text("Identificatie"), c.Date("Dagtekening"));

    private static XsdVersions Xsd(Cursor c) => new() { BaseSchema = c.Text("BasisschemaXsdVersie"), Message = c.Text("BerichtXsdVersie") };

    private static Tuple<CareClient, IReadOnlyList<T>> CareClient<T>(Cursor c, string product, Func<Cursor, T> read)
    {
        var bsn = c.Text("Bsn");
        var born = c.Class("Geboortedatum", Born);
        var gender = c.Text("Geslacht");
        var name = c.Class("Naam", ShortName);
        var products = c.Many(product + "en", product, read);
        return Tuple.Create(new CareClient { Bsn = bsn, Born = born, Gender = gender, Name = name, Codes = c.Codes() }, products);
    }

    private static StartProduct Start(Cursor c) => new()
    {
        AllocationNumber = (int?)c.NumberOrNull("ToewijzingNummer"),
        Product = c.ClassOrNull("Product", Product),
        AllocationFrom = c.DateOrNull("ToewijzingIngangsdatum"),
        From = c.Date("Begindatum"),
        Status = c.Text("StatusAanlevering"),
        Codes = c.Codes(),
    };

    private static StopProduct Stop(Cursor c) => new()
    {
        AllocationNumber = (int?)c.NumberOrNull("ToewijzingNummer"),
        Product = c.ClassOrNull("Product", Product),
        AllocationFrom = c.DateOrNull("ToewijzingIngangsdatum"),
        From = c.Date("Begindatum"),
        Reason = c.Text("RedenBeeindiging"),
        To = c.Date("Einddatum"),
        Status = c.Text("StatusAanlevering"),
        Codes = c.Codes(),
    };

    private static AllocationClient AllocationClient(Cursor c) => new()
    {
        Bsn = c.Text("Bsn"),
        Born = c.Class("Geboortedatum", Born),
        Gender = c.Text("Geslacht"),
        Name = c.Class("Naam", FullName),
        Communication = c.ClassOrNull("Communicatie", static c => new Communication { Form = c.Text("Vorm"), Language = c.TextOrNull("Taal") }),
        LegalStatus = c.TextOrNull("JuridischeStatus"),
        LegalRepresentation = c.TextOrNull("WettelijkeVertegenwoordiging"),
        Remark = c.TextOrNull("Commentaar"),
        Relations = c.Many("Relaties", "Relatie", Relation),
        Contacts = c.Many("Contactgegevens", "Contact", Contact),
        Products = c.Many("ToegewezenProducten", "ToegewezenProduct", Allocated),
        Codes = c.Codes(),
    };

    private static Relation Relation(Cursor c) => new()
    {
        Number = c.Text("Nummer"),
        Order = (int?)c.NumberOrNull("Volgorde"),
        Kind = c.Text("Soort"),
        Born = c.ClassOrNull("Geboortedatum", Born),
        Gender = c.TextOrNull("Geslacht"),
        Name = c.Class("Naam", FullName),
        Contact = c.Class("Contact", Contact),
        Codes = c.Codes(),
    };

    private static Contact Contact(Cursor c)
    {
        var kind = c.Text("Soort");
        var address = c.ClassOrNull("Adres", Address);
        var organisation = c.TextOrNull("Organisatie");
        var phones = c.ClassOrNull("Telefoon", static c => Tuple.Create(c.Class("Telefoon01", Phone), c.ClassOrNull("Telefoon02", Phone)));
        return new()
        {
            Kind = kind,
            Address = address,
            Organisation = organisation,
            Phone = phones?.Item1,
            SecondPhone = phones?.Item2,
            Email = c.TextOrNull("Emailadres"),
            Period = c.ClassOrNull("Periode", static c => new OpenPeriod { From = c.DateOrNull("Begindatum"), To = c.DateOrNull("Einddatum") }),
            Codes = c.Codes(),
        };
    }

    private static Phone Phone(Cursor c) => new() { Number = c.Text("Telefoonnummer"), Country = c.Text("Landnummer") };

    private static Address Address(Cursor c) => new()
    {
        House = c.ClassOrNull("Huis", static c => new House
        {
            Number = (int)c.Number("Huisnummer"),
            Letter = c.TextOrNull("Huisletter"),
            Addition = c.TextOrNull("HuisnummerToevoeging"),
            Designation = c.TextOrNull("AanduidingWoonadres"),
        }),
        Postcode = c.TextOrNull("Postcode"),
        Street = c.TextOrNull("Straatnaam"),
        Place = c.TextOrNull("Plaatsnaam"),
        Country = c.TextOrNull("LandCode"),
    };

    private static AllocatedProduct Allocated(Cursor c) => new()
    {
        AllocationNumber = (int)c.Number("ToewijzingNummer"),
        ProviderReference = c.TextOrNull("ReferentieAanbieder"),
        Product = c.ClassOrNull("Product", Product),
        AllocatedOn = c.Date("Toewijzingsdatum"),
        AllocatedAt = c.Time("Toewijzingstijd"),
        From = c.Date("Ingangsdatum"),
        To = c.DateOrNull("Einddatum"),
        ChangeReason = c.TextOrNull("RedenWijziging"),
        Extent = c.ClassOrNull("Omvang", static c => new Extent
        {
            Volume = (int)c.Number("Volume"),
            Unit = c.Text("Eenheid"),
            Frequency = c.Text("Frequentie")[0] - '0',
        }),
        BudgetCents = c.NumberOrNull("Budget"),
        Remark = c.TextOrNull("Commentaar"),
        Codes = c.Codes(),
    };

    private static Product Product(Cursor c) => new() { Category = c.Text("Categorie"), Code = c.TextOrNull("Code") };

    private static BirthDate Born(Cursor c) => new() { Date = c.Date("Datum"), Use = c.TextOrNull("DatumGebruik") };

    private static Surname Surname(Cursor c) => new() { Name = c.Text("Achternaam"), Prefix = c.TextOrNull("Voorvoegsel") };

    private static ShortName ShortName(Cursor c) => new()
    {
        Surname = c.Class("Geslachtsnaam", Surname),
        GivenNames = c.TextOrNull("Voornamen"),
        Initials = c.TextOrNull("Voorletters"),
    };

    private static FullName FullName(Cursor c) => new()
    {
        Surname = c.Class("Geslachtsnaam", Surname),
        Partner = c.ClassOrNull("Partnernaam", Surname),
        GivenNames = c.TextOrNull("Voornamen"),
        Initials = c.TextOrNull("Voorletters"),
        Use = c.Text("NaamGebruik"),
    };
}
