namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Provider
    {
        public static string Lead => Say("Provider.Lead");
        public static string Register => Say("Provider.Register");
        public static string RegisterLead => Say("Provider.RegisterLead");
        public static string SearchHelp => Say("Provider.SearchHelp");
        public static string None => Say("Provider.None");
        public static string Organisation => Say("Provider.Organisation");
        public static string KvkHelp => Say("Provider.KvkHelp");
        public static string AgbHelp => Say("Provider.AgbHelp");
        public static string EmailHelp => Say("Provider.EmailHelp");
        public static string Locations => Say("Provider.Locations");
        public static string Location(int number) => Say("Provider.Location", number);
        public static string AddLocation => Say("Provider.AddLocation");
        public static string LocationName => Say("Provider.LocationName");
        public static string Street => Say("Provider.Street");
        public static string PostalCode => Say("Provider.PostalCode");
        public static string MunicipalityCode => Say("Provider.MunicipalityCode");
        public static string Contracts => Say("Provider.Contracts");
        public static string NoContracts => Say("Provider.NoContracts");
        public static string NoLocations => Say("Provider.NoLocations");
        public static string DraftContract => Say("Provider.DraftContract");
    }
}
