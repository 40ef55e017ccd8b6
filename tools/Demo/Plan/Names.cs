namespace Inkoop.Demo.Plan;

/// <summary>Names that sound right and belong to nobody: coined for organisations, everyday for streets and families.</summary>
public static class Names
{
    /// <summary>Coined compounds, so that no organisation is meant.</summary>
    public static IReadOnlyList<string> Providers { get; } =
    [
        "Maaskronkel Jeugdhulp", "Stichting Vlierwende", "Roerschakel Jeugd en Gezin", "Praktijk Zevenblad", "Instelling Waarborgveld",
        "Peelvonk Jeugdzorg", "Pleegzorg Lisdodde", "Ambulant Team Swalmhoek", "Geestkracht Leudalbeek", "Kwartelhof Thuisbegeleiding",
        "Dagcentrum De Kleiput", "Praktijk Hazelstroom", "Beekstaart Begeleiding", "Instelling Grenswacht Jeugd", "Zilverwilg Gezinshuizen",
        "Buurtschap Coaching", "Kinderpraktijk Vuurdoorn", "Woonhoeve Torenmeelder", "Stap voor Stap Vlootbeek", "Vervoersdienst Klaproos",
        "Hoeve Kleverkoen", "Praktijk Morgenster Maasoever", "Wijkwerk Roerdomp", "Verblijf De Elzenbroek", "Gezinskracht Haelderdijk",
    ];

    public static IReadOnlyList<string> Families { get; } =
    [
        "Janssen", "Peeters", "Hendriks", "Smeets", "Geraerts", "Wolters", "Cuypers", "Beurskens", "Teeuwen", "Mertens", "Gubbels", "Coenen",
        "Verheijden", "Hermans", "Thijssen", "Joosten", "Leenders", "Killaars", "Bongaerts", "Stevens", "Yılmaz", "El Amrani", "Kowalska", "Nowak",
        "Haddad", "Tesfay", "Abdi", "Sánchez", "Demir", "Vries", "Berg", "Linden", "Heuvel", "Laar", "Ven", "Goossens", "Ramaekers", "Schreurs",
    ];

    /// <summary>Families that carry a prefix (voorvoegsel).</summary>
    public static string PrefixOf(string family) => family switch
    {
        "Vries" => "de",
        "Berg" or "Linden" or "Heuvel" => "van den",
        "Laar" => "van",
        "Ven" => "van de",
        _ => "",
    };

    public static IReadOnlyList<string> Girls { get; } =
    [
        "Emma", "Julia", "Sara", "Noor", "Zoë", "Lieke", "Fenna", "Yara", "Amira", "Romy", "Evi", "Sofie", "Anouk", "Mila", "Jasmijn", "Isa", "Hanna", "Maud",
    ];

    public static IReadOnlyList<string> Boys { get; } =
    [
        "Daan", "Finn", "Sem", "Lucas", "Bram", "Youssef", "Noud", "Thijs", "Milan", "Jens", "Sven", "Ruben", "Adam", "Mees", "Koen", "Jesse", "Joël", "Stan",
    ];

    public static IReadOnlyList<string> Streets { get; } =
    [
        "Kapelstraat", "Maasstraat", "Kerkpad", "Molenweg", "Roerzicht", "Heerbaan", "Schoolstraat", "Beekweg", "Lindelaan", "Kastanjelaan",
        "Oude Tolweg", "Oude Trambaan", "Veldweg", "Bosrand", "Dorpsplein", "Julianalaan", "Groenstraat", "Achter de Hoven",
    ];
}
