namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Provider
    {
        public static string Lead => Pick("Het register van aanbieders waarmee de regio contracten heeft of kan sluiten.", "The register of providers the region has or can have contracts with.");
        public static string Register => Pick("Aanbieder registreren", "Register a provider");
        public static string RegisterLead => Pick("Een aanbieder komt één keer in het register. Daarna kan er een contract mee gesloten worden.", "A provider enters the register once. Then a contract can be made with it.");
        public static string SearchHelp => Pick("Deel van naam, KvK-nummer of AGB-code", "Part of name, Chamber of Commerce number or AGB code");
        public static string None => Pick("Er zijn nog geen aanbieders geregistreerd.", "No provider is registered yet.");
        public static string Organisation => Pick("Organisatie", "Organisation");
        public static string KvkHelp => Pick("Acht cijfers.", "Eight digits.");
        public static string AgbHelp => Pick("Acht cijfers; voorloopnullen tellen mee.", "Eight digits; leading zeros count.");
        public static string EmailHelp => Pick("Van de organisatie, niet van een persoon.", "Of the organisation, not of a person.");
        public static string Locations => Pick("Locaties", "Locations");
        public static string Location(int number) => Pick($"Locatie {number}", $"Location {number}");
        public static string AddLocation => Pick("Locatie toevoegen", "Add a location");
        public static string LocationName => Pick("Naam van de locatie", "Name of the location");
        public static string Street => Pick("Straat en huisnummer", "Street and number");
        public static string PostalCode => Pick("Postcode", "Postal code");
        public static string MunicipalityCode => Pick("Gemeentecode", "Municipality code");
        public static string Contracts => Pick("Contracten met deze aanbieder", "Contracts with this provider");
        public static string NoContracts => Pick("Er is nog geen contract met deze aanbieder.", "There is no contract with this provider yet.");
        public static string NoLocations => Pick("Geen locaties geregistreerd.", "No locations registered.");
        public static string DraftContract => Pick("Contract opstellen", "Draft a contract");
    }
}
