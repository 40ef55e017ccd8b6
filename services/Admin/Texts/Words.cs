using System.Globalization;
using Inkoop.Texts;

namespace Inkoop.Admin.Texts;

/// <summary>
/// Every text on screen, by area: Dutch first, English second. A text without English shows Dutch in both, so that a missing
/// translation is a visible gap and never an empty label.
/// </summary>
public static partial class Words
{
    public const string LanguageCookie = "inkoop-taal";

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public static class Shell
    {
        public static string Product => "Inkoop";
        public static string Tagline => Say("Shell.Tagline");
        public static string Skip => Say("Shell.Skip");
        public static string Menu => Say("Shell.Menu");
        public static string MainNavigation => Say("Shell.MainNavigation");
        public static string Trail => Say("Shell.Trail");
        public static string SignedInAs => Say("Shell.SignedInAs");
        public static string SignOut => Say("Shell.SignOut");
        public static string Demo => Say("Shell.Demo");
        public static string DemoNote => Say("Shell.DemoNote");
        public static string Footer => Say("Shell.Footer");
        public static string OtherLanguage => Say("Shell.OtherLanguage");
        public static string Print => Say("Shell.Print");
        public static string Loading => Say("Shell.Loading");
    }

    public static class Menu
    {
        public static string Start => Say("Menu.Start");
        public static string Buying => Say("Menu.Buying");
        public static string Providers => Say("Menu.Providers");
        public static string Contracts => Say("Menu.Contracts");
        public static string Care => Say("Menu.Care");
        public static string Dispositions => Say("Menu.Dispositions");
        public static string Allocations => Say("Menu.Allocations");
        public static string Messages => Say("Menu.Messages");
        public static string Settlements => Say("Menu.Settlements");
        public static string Money => Say("Menu.Money");
        public static string Payments => Say("Menu.Payments");
        public static string Disputes => Say("Menu.Disputes");
        public static string Years => Say("Menu.Years");
        public static string Statement => Say("Menu.Statement");
        public static string Facts => Say("Menu.Facts");
        public static string WhatIf => Say("Menu.WhatIf");
        public static string Growth => Say("Menu.Growth");
        public static string Quality => Say("Menu.Quality");
        public static string Reviews => Say("Menu.Reviews");
        public static string Indicators => Say("Menu.Indicators");
        public static string Submissions => Say("Menu.Submissions");
        public static string Control => Say("Menu.Control");
        public static string Log => Say("Menu.Log");
        public static string Operations => Say("Menu.Operations");
    }

    public static class Role
    {
        public static string ProcurementOfficer => Names.Say("Role.procurement_officer");
        public static string ProcurementOfficerTask => Say("Role.ProcurementOfficerTask");
        public static string ContractManager => Names.Say("Role.contract_manager");
        public static string ContractManagerTask => Say("Role.ContractManagerTask");
        public static string Finance => Names.Say("Role.finance");
        public static string FinanceTask => Say("Role.FinanceTask");
        public static string Auditor => Names.Say("Role.auditor");
        public static string AuditorTask => Say("Role.AuditorTask");
        public static string CouncilReader => Names.Say("Role.council_reader");
        public static string CouncilReaderTask => Say("Role.CouncilReaderTask");
        public static string Provider => Names.Say("Role.provider");
        public static string ProviderTask => Say("Role.ProviderTask");
        public static string Operator => Names.Say("Role.operator");
        public static string OperatorTask => Say("Role.OperatorTask");
    }

    public static class SignIn
    {
        public static string Title => Say("SignIn.Title");
        public static string DemoTitle => Say("SignIn.DemoTitle");
        public static string DemoText => Say("SignIn.DemoText");
        public static string ChooseRole => Say("SignIn.ChooseRole");
        public static string ProviderFor => Say("SignIn.ProviderFor");
        public static string ProviderHelp => Say("SignIn.ProviderHelp");
        public static string ChooseProvider => Say("SignIn.ChooseProvider");
        public static string NoProviders => Say("SignIn.NoProviders");
        public static string Municipality => Say("SignIn.Municipality");
        public static string MunicipalityHelp => Say("SignIn.MunicipalityHelp");
        public static string Go => Say("SignIn.Go");
        public static string RegionText => Say("SignIn.RegionText");
        public static string RegionGo => Say("SignIn.RegionGo");
        public static string Failed => Say("SignIn.Failed");
        public static string Unreachable => Say("SignIn.Unreachable");
        public static string NotConfigured => Say("SignIn.NotConfigured");
        public static string ProvidersUnreachable => Say("SignIn.ProvidersUnreachable");
    }

    public static class Problem
    {
        public static string ForbiddenTitle => Say("Problem.ForbiddenTitle");
        public static string ForbiddenText => Say("Problem.ForbiddenText");
        public static string NotFoundTitle => Say("Problem.NotFoundTitle");
        public static string NotFoundText => Say("Problem.NotFoundText");
        public static string UnavailableTitle => Say("Problem.UnavailableTitle");
        public static string UnavailableText => Say("Problem.UnavailableText");
        public static string SignedOutTitle => Say("Problem.SignedOutTitle");
        public static string SignedOutText => Say("Problem.SignedOutText");
        public static string FailedTitle => Say("Problem.FailedTitle");
        public static string FailedText => Say("Problem.FailedText");
        public static string BadRequestTitle => Say("Problem.BadRequestTitle");
        public static string Home => Say("Problem.Home");
        public static string Again => Say("Problem.Again");
    }

    public static class Form
    {
        public static string SummaryTitle(int count) => count == 1 ? Say("Form.SummaryTitle.One") : Say("Form.SummaryTitle.Many", count);
        public static string RefusedTitle => Say("Form.RefusedTitle");
        public static string StaleTitle => Say("Form.StaleTitle");
        public static string StaleText => Say("Form.StaleText");
        public static string StaleLink => Say("Form.StaleLink");
        public static string Required => Say("Form.Required");
        public static string NotDecimal => Say("Form.NotDecimal");
        public static string NotWhole => Say("Form.NotWhole");
        public static string NotMoney => Say("Form.NotMoney");
        public static string Unreachable => Say("Form.Unreachable");
        public static string Optional => Say("Form.Optional");
        public static string Save => Say("Form.Save");
        public static string Cancel => Say("Form.Cancel");
        public static string Remove => Say("Form.Remove");
        public static string Choose => Say("Form.Choose");
        public static string Field(string label) => Say("Form.Field", label);
    }

    public static class Common
    {
        public static string Search => Say("Common.Search");
        public static string Show => Say("Common.Show");
        public static string All => Say("Common.All");
        public static string Next => Say("Common.Next");
        public static string Previous => Say("Common.Previous");
        public static string Pages => Say("Common.Pages");
        public static string Found(long count) => count == 1 ? Say("Common.Found.One") : Say("Common.Found.Many", Admin.Show.Count(count));
        public static string Rows(long from, long until) => Say("Common.Rows", Admin.Show.Count(from), Admin.Show.Count(until));
        public static string NothingFound => Say("Common.NothingFound");
        public static string NothingFoundHelp => Say("Common.NothingFoundHelp");
        public static string Download => Say("Common.Download");
        public static string Until => Say("Common.Until");
        public static string OpenEnd => Say("Common.OpenEnd");
        public static string Details => Say("Common.Details");
        public static string History => Say("Common.History");
        public static string Yes => Say("Common.Yes");
        public static string No => Say("Common.No");
        public static string Total => Say("Common.Total");
        public static string Status => Say("Common.Status");
        public static string Version => Say("Common.Version");
        public static string Period => Say("Common.Period");
        public static string Actions => Say("Common.Actions");
        public static string Quarter => Say("Common.Quarter");
        public static string QuarterOf(char number, string year) => Say("Common.QuarterOf", number, year);
        public static string MonthName(int month) => Named("Common.MonthName", month.ToString("00", CultureInfo.InvariantCulture));
        public static string AsTable => Say("Common.AsTable");
    }
}
