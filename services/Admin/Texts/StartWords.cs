namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Start
    {
        public static string Title(string role) => Pick($"Overzicht {role.ToLowerInvariant()}", $"Overview {role.ToLowerInvariant()}");
        public static string Lead(string day) => Pick($"Stand van {day}.", $"As of {day}.");
        public static string SignedContracts => Pick("Ondertekende contracten", "Signed contracts");
        public static string Drafts(string count) => Pick($"en {count} in concept", $"and {count} drafts");
        public static string Providers => Pick("Aanbieders", "Providers");
        public static string Allocations => Pick("Toewijzingen", "Allocations");
        public static string Running(string count) => Pick($"waarvan {count} gestart", $"{count} started");
        public static string Settled(int year) => Pick($"Afgerekend {year}", $"Settled {year}");
        public static string OfBudget(string share, string budget) => Pick($"{share} van {budget}", $"{share} of {budget}");
        public static string Messages => Pick("Berichten", "Messages");
        public static string ToJudge(string count) => Pick($"{count} te beoordelen", $"{count} to judge");
        public static string Rejected => Pick("Afgekeurde berichten", "Rejected messages");
        public static string PartlyNote(string count) => Pick($"en {count} deels afgekeurd", $"and {count} partly rejected");
        public static string Reviews(string quarter) => Pick($"Gesprekken {quarter}", $"Reviews {quarter}");
        public static string Frozen(string count) => Pick($"{count} door beide partijen getekend", $"{count} signed by both");
        public static string RedIndicators => Pick("Rode indicatoren", "Red indicators");
        public static string AmberNote(string count) => Pick($"en {count} oranje", $"and {count} amber");
        public static string MissingSubmissions => Pick("Ontbrekende aanleveringen", "Missing submissions");
        public static string OpenActions => Pick("Open acties", "Open actions");
        public static string DueSubmissions(string quarter) => Pick($"Aan te leveren over {quarter}", $"To submit for {quarter}");
        public static string Attention => Pick("Vraagt aandacht", "Needs attention");
        public static string AttentionNone => Pick("Er is niets dat nu uw aandacht vraagt.", "Nothing needs your attention now.");
        public static string BudgetChart(int year) => Pick($"Afgerekend naast jaarbudget {year}, grootste contracten", $"Settled beside budget {year}, largest contracts");
        public static string SignalReached(string number, string share) => Pick($"{number}: {share} van het jaarbudget benut", $"{number}: {share} of the year budget used");
        public static string RedIn(string number, int count) => count == 1 ? Pick($"{number}: 1 indicator rood", $"{number}: 1 red indicator") : Pick($"{number}: {count} indicatoren rood", $"{number}: {count} red indicators");
        public static string DueItem(string indicator, string contract) => Pick($"{indicator} aanleveren voor {contract}", $"Submit {indicator} for {contract}");
        public static string MessageRejected(string kind, string id) => Pick($"{kind} {id} afgekeurd", $"{kind} {id} rejected");
        public static string DraftWaiting(string number) => Pick($"Concept {number} wacht op ondertekening", $"Draft {number} awaits signature");
        public static string Parked(string service, string count) => Pick($"{service}: {count} geparkeerd", $"{service}: {count} parked");
        public static string RunsWaiting => Pick("Betaalruns te beoordelen", "Payment runs to decide");
        public static string RunWaiting(string until, string amount) => Pick($"Betaalrun t/m {until} ({amount}) wacht op goedkeuring", $"Payment run until {until} ({amount}) awaits approval");
        public static string OpenDisputes => Pick("Open betwistingen", "Open disputes");
        public static string DemoLoading => Pick("De demonstratieregio wordt geladen", "The demonstration region is loading");
        public static string DemoStep(string step, string done, string total) => Pick($"{step}: {done} van {total}", $"{step}: {done} of {total}");
        public static string WaitingStatements => Pick("Opgaven die op controle wachten", "Statements that await a check");
        public static string OpenClaims => Pick("Open claims van aanbieders", "Open claims of providers");
        public static string DisputedItem(string contract, string amount) => Pick($"{contract}: {amount} wordt betwist en aangehouden", $"{contract}: {amount} is disputed and held back");
        public static string ClaimedItem(string contract, string amount) => Pick($"{contract}: claim van {amount} wacht op een besluit", $"{contract}: a claim of {amount} awaits a decision");
        public static string DemoNote => Pick("U kunt intussen al rondkijken; cijfers lopen op tot alles verwerkt is.", "You can look around meanwhile; figures grow until everything is processed.");
    }
}
