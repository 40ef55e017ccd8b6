namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Disposition
    {
        public static string Lead => Pick("Beschikkingen van gemeenten en de hulp die daarmee is toegewezen. Cliënten staan hier onder een pseudoniem.", "Dispositions of municipalities and the care allocated by them. Clients appear under a pseudonym.");
        public static string Issue => Pick("Beschikking afgeven", "Issue a disposition");
        public static string IssueLead => Pick("Leg de beschikking vast en wijs meteen een product toe. De cliëntgegevens worden versleuteld bewaard.", "Record the disposition and allocate a product at once. Client data is kept encrypted.");
        public static string SearchNumber => Pick("Beschikkingsnummer", "Disposition number");
        public static string SearchBsn => Pick("BSN (precies)", "Citizen number (exact)");
        public static string SearchPurpose => Pick("Waarom (bij een BSN)", "Why (with a citizen number)");
        public static string SearchNote => Pick("Zoeken gaat via een formulier; een BSN komt nooit in een adres of in het logboek van de webserver. Wie op BSN zoekt, wanneer en waarvoor wordt vastgelegd.", "Searching goes through a form; a citizen number never enters an address or a web server log. Who looks for a person, when and why is recorded.");
        public static string None => Pick("Er zijn nog geen beschikkingen.", "There are no dispositions yet.");
        public static string Title(string number) => Pick($"Beschikking {number}", $"Disposition {number}");
        public static string Section => Pick("Beschikking", "Disposition");
        public static string NumberHelp => Pick("Uniek in de gemeente.", "Unique in the municipality.");
        public static string Forced => Pick("Gedwongen kader (opgelegd door de rechter)", "Compulsory (ordered by the court)");
        public static string ForcedShort => Pick("Gedwongen kader", "Compulsory");
        public static string ClientSection => Pick("Cliënt", "Client");
        public static string ClientNote => Pick("Bestaat deze cliënt al in de gemeente, dan wordt de beschikking daaraan gekoppeld.", "When this client is known in the municipality, the disposition is linked to it.");
        public static string Bsn => Pick("BSN", "Citizen number (BSN)");
        public static string BsnHelp => Pick("Negen cijfers.", "Nine digits.");
        public static string BirthDate => Pick("Geboortedatum", "Date of birth");
        public static string Gender => Pick("Geslacht", "Gender");
        public static string GenderUnknown => Pick("Onbekend", "Unknown");
        public static string GenderMale => Pick("Mannelijk", "Male");
        public static string GenderFemale => Pick("Vrouwelijk", "Female");
        public static string LastName => Pick("Achternaam", "Last name");
        public static string Prefix => Pick("Voorvoegsel", "Prefix");
        public static string FirstNames => Pick("Voornamen", "First names");
        public static string Initials => Pick("Voorletters", "Initials");
        public static string Street => Pick("Straat", "Street");
        public static string HouseNumber => Pick("Huisnummer", "House number");
        public static string HouseLetter => Pick("Huisletter", "House letter");
        public static string HouseSuffix => Pick("Toevoeging", "Suffix");
        public static string AllocationSection => Pick("Toewijzing", "Allocation");
        public static string AllocationNote => Pick("Kies een product van een ondertekend contract waarin de gemeente op de ingangsdatum inkoopt.", "Choose a product of a signed contract in which the municipality buys on the start date.");
        public static string ProductOfContract => Pick("Contract en product", "Contract and product");
        public static string ShowProducts => Pick("Producten voor deze gemeente tonen", "Show products for this municipality");
        public static string ChooseMunicipalityFirst => Pick("Vul eerst de gemeente en de ingangsdatum in en toon dan de producten.", "Fill in the municipality and start date first, then show the products.");
        public static string NoProductsFound => Pick("Deze gemeente heeft op die datum geen ondertekend contract.", "This municipality has no signed contract on that date.");
        public static string WholeCategory => Pick("hele categorie (aspecifiek)", "whole category (unspecific)");
        public static string VolumeHelp => Pick("Leeg laten bij een hele categorie; de frequentie telt dan niet.", "Leave empty for a whole category; the frequency does not count then.");
        public static string NoVolume => Pick("geen omvang", "no volume");
        public static string Kind => Pick("Soort", "Kind");
        public static string KindSpecific => Pick("specifiek", "specific");
        public static string KindUnspecific => Pick("aspecifiek", "unspecific");
        public static string KindCrisis => Pick("crisis", "crisis");
        public static string ExtendedCare => Pick("Reden van verlengde jeugdhulp", "Reason of extended youth care");
        public static string ExtendedCareHelp => Pick("Nodig als de jeugdige op een dag van de toewijzing 18 jaar of ouder is (Jeugdwet art. 1.1).", "Needed when the youth is 18 or older on a day of the allocation (Jeugdwet art. 1.1).");
        public static string ExtendedCareNone => Pick("Geen: jonger dan 18 jaar", "None: under 18");
        public static string Frequency => Pick("Frequentie", "Frequency");
        public static string IssueAndAllocate => Pick("Afgeven en toewijzen", "Issue and allocate");
        public static string AllocateMore => Pick("Nog een product toewijzen", "Allocate another product");
        public static string Allocate => Pick("Toewijzen", "Allocate");
        public static string Allocations => Pick("Toewijzingen", "Allocations");
        public static string NoAllocations => Pick("Er is met deze beschikking nog niets toegewezen.", "Nothing is allocated by this disposition yet.");
        public static string ClientData => Pick("Cliëntgegevens", "Client data");
        public static string ClientDataNote => Pick("Geef aan waarvoor u de gegevens nodig heeft. Wie ze inziet, wanneer en waarvoor wordt vastgelegd.", "Say what you need the data for. Who reads them, when and why is recorded.");
        public static string Purpose => Pick("Doel van inzage", "Purpose");
        public static string PurposeHelp => Pick("Bijvoorbeeld: controle bij een vraag van de aanbieder.", "Such as: check after a question of the provider.");
        public static string ShowClient => Pick("Gegevens tonen", "Show the data");
        public static string PurposeRequired => Pick("Geef het doel van inzage op.", "Give the purpose.");
        public static string Name => Pick("Naam", "Name");
        public static string Address => Pick("Adres", "Address");
        public static string Remove => Pick("Verwijderen", "Remove");
        public static string RemoveAsk => Pick("Toewijzing verwijderen", "Remove the allocation");
        public static string RemoveNote => Pick("Alleen een toewijzing waarop nooit hulp is gestart of gedeclareerd kan verwijderd worden. De aanbieder krijgt een JW301 met reden 13.", "Only an allocation never used can be removed. The provider gets a JW301 with reason 13.");
        public static string Used => Pick("Gebruikt", "Used");
        public static string AllocationsLead => Pick("Toegewezen hulp per aanbieder, zonder persoonsgegevens.", "Allocated care, without personal data.");
        public static string NoAllocationsYet => Pick("Er zijn nog geen toewijzingen.", "There are no allocations yet.");
    }
}
