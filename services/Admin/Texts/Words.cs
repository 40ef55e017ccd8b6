using System.Globalization;

namespace Inkoop.Admin.Texts;

/// <summary>
/// Every text on screen, by area: Dutch first, English second. A text without English shows Dutch in both, so that a missing
/// translation is a visible gap and never an empty label.
/// </summary>
public static partial class Words
{
    public const string LanguageCookie = "inkoop-taal";

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private static string Pick(string dutch, string? english = null) => english is not null && IsEnglish ? english : dutch;

    public static class Shell
    {
        public static string Product => "Inkoop";
        public static string Tagline => Pick("Jeugdhulp in de regio", "Youth care in the region");
        public static string Skip => Pick("Naar de inhoud", "Skip to content");
        public static string Menu => Pick("Menu", "Menu");
        public static string MainNavigation => Pick("Hoofdmenu", "Main menu");
        public static string Trail => Pick("Kruimelpad", "Breadcrumbs");
        public static string SignedInAs => Pick("Aangemeld als", "Signed in as");
        public static string SignOut => Pick("Afmelden", "Sign out");
        public static string Demo => Pick("Demonstratie", "Demonstration");
        public static string DemoNote => Pick("Alle gegevens zijn verzonnen.", "All data is made up.");
        public static string Footer => Pick("Inkoop · registratie van de inkoop van jeugdhulp", "Inkoop · system of record for buying youth care");
        public static string OtherLanguage => Pick("English", "Nederlands");
        public static string Print => Pick("Afdrukken", "Print");
        public static string Loading => Pick("Bezig met laden…", "Loading…");
    }

    public static class Menu
    {
        public static string Start => Pick("Start", "Home");
        public static string Buying => Pick("Inkoop", "Buying");
        public static string Providers => Pick("Aanbieders", "Providers");
        public static string Contracts => Pick("Contracten", "Contracts");
        public static string Care => Pick("Uitvoering", "Delivery");
        public static string Dispositions => Pick("Beschikkingen", "Dispositions");
        public static string Allocations => Pick("Toewijzingen", "Allocations");
        public static string Messages => Pick("Berichten", "Messages");
        public static string Settlements => Pick("Afrekeningen", "Settlements");
        public static string Money => Pick("Geld", "Money");
        public static string Payments => Pick("Betalingen", "Payments");
        public static string Disputes => Pick("Betwistingen", "Disputes");
        public static string Years => Pick("Gemeenten en jaren", "Municipalities and years");
        public static string Statement => Pick("Jaaropgave", "Year statement");
        public static string Facts => Pick("Vastgelegde feiten", "Recorded facts");
        public static string WhatIf => Pick("Wat als", "What if");
        public static string Growth => Pick("Kostenontwikkeling", "Development of cost");
        public static string Quality => Pick("Resultaat", "Results");
        public static string Reviews => Pick("Kwartaalgesprekken", "Quarterly reviews");
        public static string Indicators => Pick("Indicatoren", "Indicators");
        public static string Submissions => Pick("Aanleveringen", "Submissions");
        public static string Control => Pick("Beheer", "Control");
        public static string Log => Pick("Logboek", "Event log");
        public static string Operations => Pick("Werking", "Operations");
    }

    public static class Role
    {
        public static string ProcurementOfficer => Pick("Inkoper", "Procurement officer");
        public static string ProcurementOfficerTask => Pick("Registreert aanbieders, stelt contracten op en wijst hulp toe.", "Registers providers, drafts contracts and allocates care.");
        public static string ContractManager => Pick("Contractmanager", "Contract manager");
        public static string ContractManagerTask => Pick("Voert het kwartaalgesprek en ziet geaggregeerde cijfers.", "Holds the quarterly review and sees aggregates.");
        public static string Finance => Pick("Financiën", "Finance");
        public static string FinanceTask => Pick("Controleert declaraties en afrekeningen tot op de regel.", "Checks declarations and settlements down to the line.");
        public static string Auditor => Pick("Controleur", "Auditor");
        public static string AuditorTask => Pick("Leest alles na, wijzigt niets.", "Reads everything, changes nothing.");
        public static string CouncilReader => Pick("Raadslid", "Council reader");
        public static string CouncilReaderTask => Pick("Ziet de cijfers van één gemeente.", "Sees the figures of one municipality.");
        public static string Provider => Pick("Aanbieder", "Provider");
        public static string ProviderTask => Pick("Levert berichten en indicatoren aan en tekent het kwartaalgesprek.", "Sends messages and indicators and signs the review.");
        public static string Operator => Pick("Beheerder", "Operator");
        public static string OperatorTask => Pick("Bewaakt de verwerking en herstelt wat is blijven liggen.", "Watches processing and repairs what got stuck.");
    }

    public static class SignIn
    {
        public static string Title => Pick("Aanmelden", "Sign in");
        public static string DemoTitle => Pick("Dit is een demonstratie", "This is a demonstration");
        public static string DemoText => Pick(
            "U kiest zelf in welke rol u meekijkt; er is geen wachtwoord. Deze aanmelding werkt alleen op deze computer en alle gegevens zijn verzonnen.",
            "You choose the role you look as; there is no password. This sign-in works on this computer only and all data is made up.");
        public static string ChooseRole => Pick("Kies een rol", "Choose a role");
        public static string ProviderFor => Pick("Welke aanbieder?", "Which provider?");
        public static string ProviderHelp => Pick("Alleen bij de rol aanbieder.", "For the provider role only.");
        public static string ChooseProvider => Pick("Kies een aanbieder", "Choose a provider");
        public static string NoProviders => Pick("Er zijn nog geen aanbieders geregistreerd.", "No provider is registered yet.");
        public static string Municipality => Pick("Welke gemeente?", "Which municipality?");
        public static string MunicipalityHelp => Pick("Alleen bij de rol raadslid: de gemeentecode van vier cijfers, zoals 0014.", "For the council reader only: the code of four digits, such as 0014.");
        public static string Go => Pick("Aanmelden", "Sign in");
        public static string RegionText => Pick("U meldt zich aan bij de identiteitsvoorziening van de regio.", "You sign in at the identity provider of the region.");
        public static string RegionGo => Pick("Naar de aanmelding van de regio", "To the region's sign-in");
        public static string Failed => Pick("Aanmelden is niet gelukt. Probeer het opnieuw.", "Signing in failed. Try again.");
        public static string Unreachable => Pick(
            "De inlogdienst van de regio is nu niet bereikbaar. Probeer het over een paar minuten opnieuw.",
            "The region's sign-in cannot be reached now. Try again in a few minutes.");
        public static string NotConfigured => Pick("Er is geen identiteitsvoorziening ingesteld (Identity:Authority).", "No identity provider is configured (Identity:Authority).");
        public static string ProvidersUnreachable => Pick("De lijst van aanbieders is nu niet beschikbaar.", "The list of providers is not available now.");
    }

    public static class Problem
    {
        public static string ForbiddenTitle => Pick("Geen toegang", "No access");
        public static string ForbiddenText => Pick(
            "Uw rol geeft geen toegang tot deze gegevens of deze handeling. Denkt u dat dit niet klopt? Neem dan contact op met de beheerder van uw organisatie.",
            "Your role gives no access to these data or this action. If you think this is wrong, contact the administrator of your organisation.");
        public static string NotFoundTitle => Pick("Niet gevonden", "Not found");
        public static string NotFoundText => Pick("Wat u zoekt bestaat niet (meer), of het adres is niet goed overgenomen.", "What you are looking for does not exist, or the address was not copied well.");
        public static string UnavailableTitle => Pick("Even niet bereikbaar", "Not available for the moment");
        public static string UnavailableText => Pick("Een onderdeel van Inkoop antwoordt niet. Er is niets verloren gegaan. Probeer het over een minuut opnieuw.", "A part of Inkoop does not answer. Nothing is lost. Try again in a minute.");
        public static string SignedOutTitle => Pick("U bent niet meer aangemeld", "You are no longer signed in");
        public static string SignedOutText => Pick("Meld u opnieuw aan om verder te gaan.", "Sign in again to continue.");
        public static string FailedTitle => Pick("Er ging iets mis", "Something went wrong");
        public static string FailedText => Pick("De fout is vastgelegd. Blijft dit gebeuren, geef dan het tijdstip door aan de beheerder.", "The fault is recorded. If it keeps happening, tell the operator the time.");
        public static string BadRequestTitle => Pick("Deze vraag kan niet beantwoord worden", "This request cannot be answered");
        public static string Home => Pick("Naar de startpagina", "To the home page");
        public static string Again => Pick("Opnieuw proberen", "Try again");
    }

    public static class Form
    {
        public static string SummaryTitle(int count) => count == 1 ? Pick("Er is 1 fout in het formulier", "There is 1 fault in the form") : Pick($"Er zijn {count} fouten in het formulier", $"There are {count} faults in the form");
        public static string RefusedTitle => Pick("Niet uitgevoerd", "Not carried out");
        public static string StaleTitle => Pick("Intussen gewijzigd", "Changed in the meantime");
        public static string StaleText => Pick(
            "Iemand anders heeft dit gewijzigd nadat u deze pagina opende. Er is niets opgeslagen. Open de huidige versie in een nieuw tabblad, vergelijk, en vul uw wijziging daar opnieuw in.",
            "Somebody else changed this after you opened the page. Nothing was saved. Open the current version in a new tab, compare, and enter your change there.");
        public static string StaleLink => Pick("De huidige versie openen", "Open the current version");
        public static string Required => Pick("Dit veld is verplicht.", "This field is required.");
        public static string NotDecimal => Pick("Geen getal, zoals 1,45.", "Not a number, such as 1,45.");
        public static string NotWhole => Pick("Geen geheel getal.", "Not a whole number.");
        public static string NotMoney => Pick("Geen bedrag in euro's, zoals 1.234,56.", "Not an amount in euros, such as 1.234,56.");
        public static string Unreachable => Pick("De dienst antwoordt niet. Uw invoer staat hier nog; probeer het opnieuw.", "The service does not answer. What you entered is still here; try again.");
        public static string Optional => Pick("niet verplicht", "optional");
        public static string Save => Pick("Opslaan", "Save");
        public static string Cancel => Pick("Annuleren", "Cancel");
        public static string Remove => Pick("Verwijderen", "Remove");
        public static string Choose => Pick("Kies…", "Choose…");
        public static string Field(string label) => Pick($"{label}:", $"{label}:");
    }

    public static class Common
    {
        public static string Search => Pick("Zoeken", "Search");
        public static string Show => Pick("Tonen", "Show");
        public static string All => Pick("Alle", "All");
        public static string Next => Pick("Volgende", "Next");
        public static string Previous => Pick("Vorige", "Previous");
        public static string Pages => Pick("Bladeren", "Pages");
        public static string Found(long count) => count == 1 ? Pick("1 resultaat", "1 result") : Pick($"{Admin.Show.Count(count)} resultaten", $"{Admin.Show.Count(count)} results");
        public static string Rows(long from, long until) => Pick($"rij {Admin.Show.Count(from)} tot en met {Admin.Show.Count(until)}", $"rows {Admin.Show.Count(from)} to {Admin.Show.Count(until)}");
        public static string NothingFound => Pick("Niets gevonden", "Nothing found");
        public static string NothingFoundHelp => Pick("Er is niets dat aan deze zoekvraag voldoet. Pas de zoekvraag aan.", "Nothing fits this question. Change it and try again.");
        public static string Download => Pick("Downloaden als", "Download as");
        public static string Until => Pick("t/m", "to");
        public static string OpenEnd => Pick("onbepaald", "open");
        public static string Details => Pick("Bekijken", "View");
        public static string History => Pick("Logboek van dit onderdeel", "Event log of this item");
        public static string Yes => Pick("Ja", "Yes");
        public static string No => Pick("Nee", "No");
        public static string Total => Pick("Totaal", "Total");
        public static string Status => Pick("Status", "Status");
        public static string Version => Pick("Versie", "Version");
        public static string Period => Pick("Looptijd", "Period");
        public static string Actions => Pick("Handelingen", "Actions");
        public static string Quarter => Pick("Kwartaal", "Quarter");
        public static string QuarterOf(char number, string year) => Pick($"{number}e kwartaal {year}", $"Q{number} {year}");
        public static string MonthName(int month) => (IsEnglish ? EnglishMonths : DutchMonths)[month - 1];
        private static readonly string[] DutchMonths = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];
        private static readonly string[] EnglishMonths = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        public static string AsTable => Pick("Cijfers bij de grafiek", "Figures of the chart");
    }
}
