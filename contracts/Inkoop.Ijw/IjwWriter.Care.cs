using System.Globalization;

namespace Inkoop.Ijw;

public static partial class IjwWriter
{
    /// <summary>Writes a JW301.</summary>
    public static void Write(Stream stream, AllocationMessage message) => Whole(stream, IjwMessage.Jw301, pen =>
    {
        pen.Class("Header", message.Header, Header);
        pen.Class("Client", message.Client, Client);
    });

    /// <summary>Writes a JW302.</summary>
    public static void Write(Stream stream, AllocationAnswer answer) => Whole(stream, IjwMessage.Jw302, pen =>
    {
        pen.Class("Header", answer.Header, ReturnHeader);
        pen.Class("Client", answer.Client, Client);
    });

    /// <summary>Writes a JW305.</summary>
    public static void Write(Stream stream, StartMessage message) => Whole(stream, IjwMessage.Jw305, pen =>
    {
        pen.Class("Header", message.Header, Header);
        pen.Class("Client", message.Client, (pen, client) => Client(pen, client, "StartProduct", message.Products, Start));
    });

    /// <summary>Writes a JW306.</summary>
    public static void Write(Stream stream, StartAnswer answer) => Whole(stream, IjwMessage.Jw306, pen =>
    {
        pen.Class("Header", answer.Header, ReturnHeader);
        pen.Class("Client", answer.Client, (pen, client) => Client(pen, client, "StartProduct", answer.Products, Start));
    });

    /// <summary>Writes a JW307.</summary>
    public static void Write(Stream stream, StopMessage message) => Whole(stream, IjwMessage.Jw307, pen =>
    {
        pen.Class("Header", message.Header, Header);
        pen.Class("Client", message.Client, (pen, client) => Client(pen, client, "StopProduct", message.Products, Stop));
    });

    /// <summary>Writes a JW308.</summary>
    public static void Write(Stream stream, StopAnswer answer) => Whole(stream, IjwMessage.Jw308, pen =>
    {
        pen.Class("Header", answer.Header, ReturnHeader);
        pen.Class("Client", answer.Client, (pen, client) => Client(pen, client, "StopProduct", answer.Products, Stop));
    });

    private static void Whole(Stream stream, IjwMessage message, Action<Pen> write)
    {
        using var pen = new Pen(stream, message);
        write(pen);
        pen.End();
    }

    private static void Header(Pen pen, MessageHeader header)
    {
        pen.Text("BerichtCode", pen.BerichtCode);
        pen.Text("BerichtVersie", "3");
        pen.Text("BerichtSubversie", "2");
        pen.Text("Afzender", header.Sender);
        pen.Text("Ontvanger", header.Receiver);
        Identification(pen, "BerichtIdentificatie", header.Identification, header.DatedOn);
        Xsd(pen, "XsdVersie", header.Xsd);
    }

    private static void ReturnHeader(Pen pen, ReturnHeader header)
    {
        Header(pen, header.Original);
        pen.Text("IdentificatieRetour", header.Identification);
        pen.Date("DagtekeningRetour", header.DatedOn);
        pen.Text("XsltVersie", header.XsltVersion);
        Xsd(pen, "XsdVersieRetour", header.Xsd);
        pen.Codes(header.Codes);
    }

    private static void Identification(Pen pen, string name, string identification, DateOnly datedOn)
    {
        pen.Enter(name);
        pen.Text("Identificatie", identification);
        pen.Date("Dagtekening", datedOn);
        pen.Leave();
    }

    private static void Xsd(Pen pen, string name, XsdVersions versions)
    {
        pen.Enter(name);
        pen.Text("BasisschemaXsdVersie", versions.BaseSchema);
        pen.Text("BerichtXsdVersie", versions.Message);
        pen.Leave();
    }

    private static void Client<T>(Pen pen, CareClient client, string product, IReadOnlyList<T> products, Action<Pen, T> write)
    {
        pen.Text("Bsn", client.Bsn);
        pen.Class("Geboortedatum", client.Born, Born);
        pen.Text("Geslacht", client.Gender);
        pen.Class("Naam", client.Name, static (pen, name) =>
        {
            pen.Class("Geslachtsnaam", name.Surname, Surname);
            pen.Text("Voornamen", name.GivenNames);
            pen.Text("Voorletters", name.Initials);
        });
        pen.Many(product + "en", product, products, write);
        pen.Codes(client.Codes);
    }

    private static void Start(Pen pen, StartProduct start)
    {
        pen.Number("ToewijzingNummer", start.AllocationNumber);
        pen.Class("Product", start.Product, Product);
        pen.Date("ToewijzingIngangsdatum", start.AllocationFrom);
        pen.Date("Begindatum", start.From);
        pen.Text("StatusAanlevering", start.Status);
        pen.Codes(start.Codes);
    }

    private static void Stop(Pen pen, StopProduct stop)
    {
        pen.Number("ToewijzingNummer", stop.AllocationNumber);
        pen.Class("Product", stop.Product, Product);
        pen.Date("ToewijzingIngangsdatum", stop.AllocationFrom);
        pen.Date("Begindatum", stop.From);
        pen.Text("RedenBeeindiging", stop.Reason);
        pen.Date("Einddatum", stop.To);
        pen.Text("StatusAanlevering", stop.Status);
        pen.Codes(stop.Codes);
    }

    private static void Client(Pen pen, AllocationClient client)
    {
        pen.Text("Bsn", client.Bsn);
        pen.Class("Geboortedatum", client.Born, Born);
        pen.Text("Geslacht", client.Gender);
        pen.Class("Naam", client.Name, FullName);
        pen.Class("Communicatie", client.Communication, static (pen, communication) =>
        {
            pen.Text("Vorm", communication.Form);
            pen.Text("Taal", communication.Language);
        });
        pen.Text("JuridischeStatus", client.LegalStatus);
        pen.Text("WettelijkeVertegenwoordiging", client.LegalRepresentation);
        pen.Text("Commentaar", client.Remark);
        pen.Many("Relaties", "Relatie", client.Relations, Relation);
        pen.Many("Contactgegevens", "Contact", client.Contacts, Contact);
        pen.Many("ToegewezenProducten", "ToegewezenProduct", client.Products, Allocated);
        pen.Codes(client.Codes);
    }

    private static void Relation(Pen pen, Relation relation)
    {
        pen.Text("Nummer", relation.Number);
        pen.Number("Volgorde", relation.Order);
        pen.Text("Soort", relation.Kind);
        pen.Class("Geboortedatum", relation.Born, Born);
        pen.Text("Geslacht", relation.Gender);
        pen.Class("Naam", relation.Name, FullName);
        pen.Class("Contact", relation.Contact, Contact);
        pen.Codes(relation.Codes);
    }

    private static void Contact(Pen pen, Contact contact)
    {
        pen.Text("Soort", contact.Kind);
        pen.Class("Adres", contact.Address, static (pen, address) =>
        {
            pen.Class("Huis", address.House, static (pen, house) =>
            {
                pen.Number("Huisnummer", house.Number);
                pen.Text("Huisletter", house.Letter);
                pen.Text("HuisnummerToevoeging", house.Addition);
                pen.Text("AanduidingWoonadres", house.Designation);
            });
            pen.Text("Postcode", address.Postcode);
            pen.Text("Straatnaam", address.Street);
            pen.Text("Plaatsnaam", address.Place);
            pen.Text("LandCode", address.Country);
        });
        pen.Text("Organisatie", contact.Organisation);
        pen.Class("Telefoon", contact.Phone, (pen, phone) =>
        {
            pen.Class("Telefoon01", phone, Phone);
            pen.Class("Telefoon02", contact.SecondPhone, Phone);
        });
        pen.Text("Emailadres", contact.Email);
        pen.Class("Periode", contact.Period, static (pen, period) =>
        {
            pen.Date("Begindatum", period.From);
            pen.Date("Einddatum", period.To);
        });
        pen.Codes(contact.Codes);
    }

    private static void Phone(Pen pen, Phone phone)
    {
        pen.Text("Telefoonnummer", phone.Number);
        pen.Text("Landnummer", phone.Country);
    }

    private static void Allocated(Pen pen, AllocatedProduct product)
    {
        pen.Number("ToewijzingNummer", product.AllocationNumber);
        pen.Text("ReferentieAanbieder", product.ProviderReference);
        pen.Class("Product", product.Product, Product);
        pen.Date("Toewijzingsdatum", product.AllocatedOn);
        pen.Time("Toewijzingstijd", product.AllocatedAt);
        pen.Date("Ingangsdatum", product.From);
        pen.Date("Einddatum", product.To);
        pen.Text("RedenWijziging", product.ChangeReason);
        pen.Class("Omvang", product.Extent, static (pen, extent) =>
        {
            pen.Number("Volume", extent.Volume);
            pen.Text("Eenheid", extent.Unit);
            pen.Text("Frequentie", extent.Frequency.ToString(CultureInfo.InvariantCulture));
        });
        pen.Number("Budget", product.BudgetCents);
        pen.Text("Commentaar", product.Remark);
        pen.Codes(product.Codes);
    }

    private static void Product(Pen pen, Product product)
    {
        pen.Text("Categorie", product.Category);
        pen.Text("Code", product.Code);
    }

    private static void Born(Pen pen, BirthDate born)
    {
        pen.Date("Datum", born.Date);
        pen.Text("DatumGebruik", born.Use);
    }

    private static void Surname(Pen pen, Surname surname)
    {
        pen.Text("Achternaam", surname.Name);
        pen.Text("Voorvoegsel", surname.Prefix);
    }

    private static void FullName(Pen pen, FullName name)
    {
        pen.Class("Geslachtsnaam", name.Surname, Surname);
        pen.Class("Partnernaam", name.Partner, Surname);
        pen.Text("Voornamen", name.GivenNames);
        pen.Text("Voorletters", name.Initials);
        pen.Text("NaamGebruik", name.Use);
    }
}
