using static Inkoop.Ijw.MessageRules;

namespace Inkoop.Ijw;

/// <summary>The rules that can be judged within a JW301 (control level 2). Our own output is held to them before it is sent.</summary>
public static class AllocationRules
{
    private static readonly DateOnly End2020 = new(2020, 12, 31);

    public static IReadOnlyList<RuleFinding> Check(AllocationMessage message)
    {
        var client = message.Client;
        var findings = Person(client.Bsn, client.Born, message.Header.DatedOn).ToList();
        Name(findings, client.Name, "/Bericht/Client/Naam");
        if (client.Name.Use == "6") findings.Add(Finding("CS318", "/Bericht/Client/Naam/NaamGebruik", "Een cliënt is een natuurlijk persoon: naamgebruik 6 is niet toegestaan."));
        if (client.Communication is { } communication && (communication.Form == "1") != communication.Language is not null)
            findings.Add(Finding("CD007", "/Bericht/Client/Communicatie/Taal", "Taal is verplicht bij vorm 1 (tolk taal) en anders leeg."));

        for (var i = 0; i < client.Relations.Count; i++)
        {
            var (relation, path) = (client.Relations[i], $"/Bericht/Client/Relaties/Relatie[{i + 1}]");
            Name(findings, relation.Name, path + "/Naam");
            if (relation.Born is { } born) findings.AddRange(Born(born, message.Header.DatedOn, path + "/Geboortedatum"));
            Contact(findings, relation.Contact, path + "/Contact");
        }

        for (var i = 0; i < client.Contacts.Count; i++) Contact(findings, client.Contacts[i], $"/Bericht/Client/Contactgegevens/Contact[{i + 1}]");
        if (!client.Contacts.Any(c => c.Kind is "01" or "02" or "03"))
            findings.Add(Finding("TR061", "/Bericht/Client/Contactgegevens", "Een BRP-, correspondentie- of verblijfadres ontbreekt."));

        Twice(findings, client.Relations.Select(r => r.Number), "/Bericht/Client/Relaties/Relatie", "Deze relatie staat dubbel in het bericht.");
        Twice(findings, client.Contacts.Select(c => c.Kind), "/Bericht/Client/Contactgegevens/Contact", "Deze soort adres staat dubbel in het bericht.");
        Twice(findings, client.Products.Select(p => p.AllocationNumber), "/Bericht/Client/ToegewezenProducten/ToegewezenProduct", "Dit toewijzingnummer staat dubbel in het bericht.");
        for (var i = 0; i < client.Products.Count; i++) Product(findings, client.Products[i], $"/Bericht/Client/ToegewezenProducten/ToegewezenProduct[{i + 1}]");
        Stacking(findings, client.Products);
        return findings;
    }

    /// <summary>CS050.</summary>
    private static void Name(List<RuleFinding> findings, FullName name, string path)
    {
        var allowed = name.Partner is null ? name.Use is "1" or "6" : name.Use is "1" or "2" or "3" or "4";
        if (!allowed) findings.Add(Finding("CS050", path + "/NaamGebruik", "Het naamgebruik past niet bij het wel of niet vullen van de partnernaam."));
    }

    /// <summary>CD005, CD009, CD025, CD034, CS003, CS089 and TR006.</summary>
    private static void Contact(List<RuleFinding> findings, Contact contact, string path)
    {
        var address = contact.Address;
        if (address is not null)
        {
            if (address.Postcode is null != address.Country is null)
                findings.Add(Finding("CD005", path + "/Adres/LandCode", "LandCode is verplicht als de postcode gevuld is en anders leeg."));
            if (address is { Country: "NL", House: null }) findings.Add(Finding("CD025", path + "/Adres/Huis", "Het huisnummer is verplicht bij een adres in Nederland."));
            if (contact.Kind is "01" or "03" && address.Postcode is null)
                findings.Add(Finding("CD034", path + "/Adres/Postcode", "De postcode is verplicht bij een BRP- of verblijfadres."));
            if (address is { Country: "NL", Postcode: { } postcode } && !IsDutchPostcode(postcode))
                findings.Add(Finding("CS089", path + "/Adres/Postcode", "De postcode is geen Nederlandse postcode."));
        }

        if (contact.Period is { } period)
        {
            if (contact.Kind != "04") findings.Add(Finding("CD009", path + "/Periode", "Een periode hoort alleen bij een tijdelijk adres."));
            if (period.To < period.From) findings.Add(Finding("CS003", path + "/Periode/Einddatum", "De einddatum ligt voor de begindatum."));
        }

        if (contact.Phone is null && address is not { House: not null, Postcode: not null })
            findings.Add(Finding("TR006", path, "Een telefoonnummer of een huisnummer met postcode ontbreekt."));
    }

    /// <summary>CD041, CD075 to CD080, CS003, CS335, CS336 and CS338.</summary>
    private static void Product(List<RuleFinding> findings, AllocatedProduct product, string path)
    {
        void Add(bool broken, string rule, string element, string text)
        {
            if (broken) findings.Add(Finding(rule, $"{path}/{element}", text));
        }

        var extent = product.Extent;
        var budget = product.BudgetCents is not null;
        var now = product.To is null || product.To > End2020;
        Add(product.Product?.Code is not null && extent is null, "CD041", "Omvang", "De omvang is verplicht bij een productcode.");
        Add(budget && product.To is null, "CD075", "Einddatum", "De einddatum is verplicht bij een budget.");
        Add(extent?.Frequency == Frequencies.PerWeek && product.To is null, "CD076", "Einddatum", "De einddatum is verplicht bij frequentie per week.");
        Add(budget && extent is not null, "CD077", "Omvang", "De omvang is leeg als er een budget is.");
        Add(budget && extent is not null, "CD078", "Budget", "Het budget is leeg als er een omvang is.");
        Add(!budget && product.Product is null, "CD079", "Product", "Het product is verplicht als er geen budget is.");
        Add(product.Product?.Code is null && now && extent is not null, "CD080", "Omvang", "De omvang is leeg als er geen productcode is.");
        Add(product.To < product.From, "CS003", "Einddatum", "De einddatum ligt voor de ingangsdatum.");
        Add(product.ChangeReason == "13" && product.To != product.From, "CS335", "RedenWijziging", "Verwijderd (13) vraagt een einddatum gelijk aan de ingangsdatum.");
        Add(product.ChangeReason == "01", "CS336", "RedenWijziging", "Reden wijziging 01 is vervallen.");
        Add(
            extent is { Unit: Units.FullDay or Units.DayPart or Units.Euro or Units.EffortPiece, Frequency: Frequencies.PerDay } && now,
            "CS338",
            "Omvang/Frequentie",
            "Bij etmaal, dagdeel, euro's en stuks (inspanning) is frequentie per dag niet toegestaan.");
    }

    /// <summary>TR302: the same product twice at a time; without a code the category counts, without a category everything does.</summary>
    private static void Stacking(List<RuleFinding> findings, IReadOnlyList<AllocatedProduct> products)
    {
        for (var i = 1; i < products.Count; i++)
        {
            if (!Enumerable.Range(0, i).Any(j => Stacked(products[j], products[i]))) continue;
            findings.Add(Finding("TR302", $"/Bericht/Client/ToegewezenProducten/ToegewezenProduct[{i + 1}]", "Dit product is in dezelfde periode al toegewezen."));
        }
    }

    private static bool Stacked(AllocatedProduct a, AllocatedProduct b)
    {
        if (Removed(a) || Removed(b)) return false;
        var same = a.Product is null || b.Product is null
            || (a.Product.Category == b.Product.Category && (a.Product.Code is null || b.Product.Code is null || a.Product.Code == b.Product.Code));
        return same && a.From <= (b.To ?? DateOnly.MaxValue) && b.From <= (a.To ?? DateOnly.MaxValue);
    }

    private static bool Removed(AllocatedProduct product) => product.ChangeReason is "13" or "01" && product.To == product.From;

    private static void Twice<T>(List<RuleFinding> findings, IEnumerable<T> keys, string path, string text)
    {
        var seen = new HashSet<T>();
        foreach (var (index, key) in keys.Index())
            if (!seen.Add(key)) findings.Add(Finding("TR101", $"{path}[{index + 1}]", text));
    }

    private static bool IsDutchPostcode(string postcode) =>
        postcode.Length == 6 && postcode[0] is >= '1' and <= '9' && !postcode.AsSpan(1, 3).ContainsAnyExceptInRange('0', '9')
        && !postcode.AsSpan(4).ContainsAnyExceptInRange('A', 'Z');
}
