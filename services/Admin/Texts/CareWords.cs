using Inkoop.Texts;

namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Disposition
    {
        public static string Lead => Say("Disposition.Lead");
        public static string Issue => Say("Disposition.Issue");
        public static string IssueLead => Say("Disposition.IssueLead");
        public static string SearchNumber => Say("Disposition.SearchNumber");
        public static string SearchBsn => Say("Disposition.SearchBsn");
        public static string SearchPurpose => Say("Disposition.SearchPurpose");
        public static string SearchNote => Say("Disposition.SearchNote");
        public static string None => Say("Disposition.None");
        public static string Title(string number) => Say("Disposition.Title", number);
        public static string Section => Say("Disposition.Section");
        public static string NumberHelp => Say("Disposition.NumberHelp");
        public static string Forced => Say("Disposition.Forced");
        public static string ForcedShort => Say("Disposition.ForcedShort");
        public static string ClientSection => Say("Disposition.ClientSection");
        public static string ClientNote => Say("Disposition.ClientNote");
        public static string Bsn => Say("Disposition.Bsn");
        public static string BsnHelp => Say("Disposition.BsnHelp");
        public static string BirthDate => Say("Disposition.BirthDate");
        public static string Gender => Say("Disposition.Gender");
        public static string GenderUnknown => Say("Disposition.GenderUnknown");
        public static string GenderMale => Say("Disposition.GenderMale");
        public static string GenderFemale => Say("Disposition.GenderFemale");
        public static string LastName => Say("Disposition.LastName");
        public static string Prefix => Say("Disposition.Prefix");
        public static string FirstNames => Say("Disposition.FirstNames");
        public static string Initials => Say("Disposition.Initials");
        public static string Street => Say("Disposition.Street");
        public static string HouseNumber => Say("Disposition.HouseNumber");
        public static string HouseLetter => Say("Disposition.HouseLetter");
        public static string HouseSuffix => Say("Disposition.HouseSuffix");
        public static string AllocationSection => Say("Disposition.AllocationSection");
        public static string AllocationNote => Say("Disposition.AllocationNote");
        public static string ProductOfContract => Say("Disposition.ProductOfContract");
        public static string ShowProducts => Say("Disposition.ShowProducts");
        public static string ChooseMunicipalityFirst => Say("Disposition.ChooseMunicipalityFirst");
        public static string NoProductsFound => Say("Disposition.NoProductsFound");
        public static string WholeCategory => Say("Disposition.WholeCategory");
        public static string VolumeHelp => Say("Disposition.VolumeHelp");
        public static string NoVolume => Say("Disposition.NoVolume");
        public static string Kind => Say("Disposition.Kind");
        public static string KindSpecific => Names.Say("AllocationKind.Specific");
        public static string KindUnspecific => Names.Say("AllocationKind.Unspecific");
        public static string KindCrisis => Names.Say("AllocationKind.Crisis");
        public static string ExtendedCare => Say("Disposition.ExtendedCare");
        public static string ExtendedCareHelp => Say("Disposition.ExtendedCareHelp");
        public static string ExtendedCareNone => Say("Disposition.ExtendedCareNone");
        public static string Frequency => Say("Disposition.Frequency");
        public static string IssueAndAllocate => Say("Disposition.IssueAndAllocate");
        public static string AllocateMore => Say("Disposition.AllocateMore");
        public static string Allocate => Say("Disposition.Allocate");
        public static string Allocations => Say("Disposition.Allocations");
        public static string NoAllocations => Say("Disposition.NoAllocations");
        public static string ClientData => Say("Disposition.ClientData");
        public static string ClientDataNote => Say("Disposition.ClientDataNote");
        public static string Purpose => Say("Disposition.Purpose");
        public static string PurposeHelp => Say("Disposition.PurposeHelp");
        public static string ShowClient => Say("Disposition.ShowClient");
        public static string PurposeRequired => Say("Disposition.PurposeRequired");
        public static string Name => Say("Disposition.Name");
        public static string Address => Say("Disposition.Address");
        public static string Remove => Say("Disposition.Remove");
        public static string RemoveAsk => Say("Disposition.RemoveAsk");
        public static string RemoveNote => Say("Disposition.RemoveNote");
        public static string Used => Say("Disposition.Used");
        public static string AllocationsLead => Say("Disposition.AllocationsLead");
        public static string NoAllocationsYet => Say("Disposition.NoAllocationsYet");
    }
}
