namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Start
    {
        public static string Title(string role) => Say("Start.Title", role.ToLowerInvariant());
        public static string Lead(string day) => Say("Start.Lead", day);
        public static string SignedContracts => Say("Start.SignedContracts");
        public static string Drafts(string count) => Say("Start.Drafts", count);
        public static string Providers => Say("Start.Providers");
        public static string Allocations => Say("Start.Allocations");
        public static string Running(string count) => Say("Start.Running", count);
        public static string Settled(int year) => Say("Start.Settled", year);
        public static string OfBudget(string share, string budget) => Say("Start.OfBudget", share, budget);
        public static string Messages => Say("Start.Messages");
        public static string ToJudge(string count) => Say("Start.ToJudge", count);
        public static string Rejected => Say("Start.Rejected");
        public static string PartlyNote(string count) => Say("Start.PartlyNote", count);
        public static string Reviews(string quarter) => Say("Start.Reviews", quarter);
        public static string Frozen(string count) => Say("Start.Frozen", count);
        public static string RedIndicators => Say("Start.RedIndicators");
        public static string AmberNote(string count) => Say("Start.AmberNote", count);
        public static string MissingSubmissions => Say("Start.MissingSubmissions");
        public static string OpenActions => Say("Start.OpenActions");
        public static string DueSubmissions(string quarter) => Say("Start.DueSubmissions", quarter);
        public static string Attention => Say("Start.Attention");
        public static string AttentionNone => Say("Start.AttentionNone");
        public static string BudgetChart(int year) => Say("Start.BudgetChart", year);
        public static string SignalReached(string number, string share) => Say("Start.SignalReached", number, share);
        public static string RedIn(string number, int count) => count == 1 ? Say("Start.RedIn.One", number) : Say("Start.RedIn.Many", number, count);
        public static string DueItem(string indicator, string contract) => Say("Start.DueItem", indicator, contract);
        public static string MessageRejected(string kind, string id) => Say("Start.MessageRejected", kind, id);
        public static string DraftWaiting(string number) => Say("Start.DraftWaiting", number);
        public static string Parked(string service, string count) => Say("Start.Parked", service, count);
        public static string RunsWaiting => Say("Start.RunsWaiting");
        public static string RunWaiting(string until, string amount) => Say("Start.RunWaiting", until, amount);
        public static string OpenDisputes => Say("Start.OpenDisputes");
        public static string DemoLoading => Say("Start.DemoLoading");
        public static string DemoStep(string step, string done, string total) => Say("Start.DemoStep", step, done, total);
        public static string WaitingStatements => Say("Start.WaitingStatements");
        public static string OpenClaims => Say("Start.OpenClaims");
        public static string DisputedItem(string contract, string amount) => Say("Start.DisputedItem", contract, amount);
        public static string ClaimedItem(string contract, string amount) => Say("Start.ClaimedItem", contract, amount);
        public static string DemoNote => Say("Start.DemoNote");
    }
}
