namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Review
    {
        public static string Lead => Say("Review.Lead");
        public static string None => Say("Review.None");
        public static string SearchHelp => Say("Review.SearchHelp");
        public static string Indicators => Say("Review.Indicators");
        public static string Title(string quarter) => Say("Review.Title", quarter);
        public static string IntervalLow => Say("Review.IntervalLow");
        public static string IntervalHigh => Say("Review.IntervalHigh");
        public static string BudgetUse => Say("Review.BudgetUse");
        public static string SettledQuarter => Say("Review.SettledQuarter");
        public static string SettledYear => Say("Review.SettledYear");
        public static string OfBudget(string budget) => Say("Review.OfBudget", budget);
        public static string NoBudget => Say("Review.NoBudget");
        public static string Signal(decimal used) => used > 1m
            ? Say("Review.Signal.1")
            : Say("Review.Signal.2");
        public static string Lines => Say("Review.Lines");
        public static string LinesApart(string accepted, string shown) => Say("Review.LinesApart", accepted, shown);
        public static string LinesNote(string rejected) => Say("Review.LinesNote", rejected);
        public static string Clients => Say("Review.Clients");
        public static string Suppressed => Say("Review.Suppressed");
        public static string ClientsMoved => Say("Review.ClientsMoved");
        public static string History => Say("Review.History");
        public static string Trend => Say("Review.Trend");
        public static string TrendOf(string indicator) => Say("Review.TrendOf", indicator);
        public static string IndicatorLead => Say("Review.IndicatorLead");
        public static string NoIndicators => Say("Review.NoIndicators");
        public static string Observed(string n, string d) => Say("Review.Observed", n, d);
        public static string Observations(string n) => Say("Review.Observations", n);
        public static string Derived(string value, string n, string d) => Say("Review.Derived", value, n, d);
        public static string LateSubmission => Say("Review.LateSubmission");
        public static string Duty => Say("Review.Duty");
        public static string Missing => Say("Review.Missing");
        public static string NothingMissing => Say("Review.NothingMissing");
        public static string Changes => Say("Review.Changes");
        public static string NoChanges => Say("Review.NoChanges");
        public static string What => Say("Review.What");
        public static string Before => Say("Review.Before");
        public static string After => Say("Review.After");
        public static string Volumes => Say("Review.Volumes");
        public static string Standing => Say("Review.Standing");
        public static string StandingLead => Say("Review.StandingLead");
        public static string Mark => Say("Review.Mark");
        public static string MarkValue => Say("Review.MarkValue");
        public static string NoVolumes => Say("Review.NoVolumes");
        public static string Actions => Say("Review.Actions");
        public static string NoActions => Say("Review.NoActions");
        public static string ActionText => Say("Review.ActionText");
        public static string Owner => Say("Review.Owner");
        public static string OwnerHelp => Say("Review.OwnerHelp");
        public static string RaisedIn => Say("Review.RaisedIn");
        public static string AddAction => Say("Review.AddAction");
        public static string CloseAction => Say("Review.CloseAction");
        public static string Result => Say("Review.Result");
        public static string Open => Say("Review.Open");
        public static string Closed => Say("Review.Closed");
        public static string Overdue => Say("Review.Overdue");
        public static string Escalated => Say("Review.Escalated");
        public static string Signatures => Say("Review.Signatures");
        public static string Buyer => Say("Review.Buyer");
        public static string ProviderSide => Say("Review.ProviderSide");
        public static string NotSigned => Say("Review.NotSigned");
        public static string SignedOther => Say("Review.SignedOther");
        public static string SignedByOn(string by, string at) => Say("Review.SignedByOn", by, at);
        public static string CounterView => Say("Review.CounterView");
        public static string CounterViewHelp => Say("Review.CounterViewHelp");
        public static string SignAs => Say("Review.SignAs");
        public static string Sign => Say("Review.Sign");
        public static string SignNote => Say("Review.SignNote");
        public static string Frozen => Say("Review.Frozen");
        public static string FrozenText => Say("Review.FrozenText");
        public static string Digest => Say("Review.Digest");
        public static string CorrectedLater => Say("Review.CorrectedLater");
        public static string CorrectedLaterLead => Say("Review.CorrectedLaterLead");
        public static string NormWord => Say("Review.NormWord");
        public static string IntervalText(string low, string high) => Say("Review.IntervalText", low, high);
        public static string Previous => Say("Review.Previous");
        public static string NextQuarter => Say("Review.NextQuarter");
        public static string Draft => Say("Review.Draft");
        public static string HalfSigned => Say("Review.HalfSigned");
    }

    public static class Indicator
    {
        public static string Lead => Say("Indicator.Lead");
        public static string None => Say("Indicator.None");
        public static string Derived => Say("Indicator.Derived");
        public static string SubmissionsLead => Say("Indicator.SubmissionsLead");
        public static string Due => Say("Indicator.Due");
        public static string DueNone => Say("Indicator.DueNone");
        public static string Open(int count) => count == 1 ? Say("Indicator.Open.One") : Say("Indicator.Open.Many", count);
        public static string Submissions => Say("Indicator.Submissions");
        public static string SubmissionsNone => Say("Indicator.SubmissionsNone");
        public static string AllVersions => Say("Indicator.AllVersions");
        public static string Submit => Say("Indicator.Submit");
        public static string Correct => Say("Indicator.Correct");
        public static string SubmitTitle(string indicator) => Say("Indicator.SubmitTitle", indicator);
        public static string CorrectTitle(string indicator) => Say("Indicator.CorrectTitle", indicator);
        public static string DenominatorHelp => Say("Indicator.DenominatorHelp");
        public static string MeanHelp => Say("Indicator.MeanHelp");
        public static string RemarkHelp => Say("Indicator.RemarkHelp");
        public static string Reason => Say("Indicator.Reason");
        public static string InTime => Say("Indicator.InTime");
        public static string Late => Say("Indicator.Late");
        public static string NotYet => Say("Indicator.NotYet");
        public static string MinutesOf(int minutes) => Say("Indicator.MinutesOf", minutes);
        public static string Current => Say("Indicator.Current");
        public static string Superseded => Say("Indicator.Superseded");
        public static string NotDue => Say("Indicator.NotDue");
    }

    public static class Operations
    {
        public static string Lead => Say("Operations.Lead");
        public static string Waiting => Say("Operations.Waiting");
        public static string Parked => Say("Operations.Parked");
        public static string Unreachable => Say("Operations.Unreachable");
        public static string InOrder => Say("Operations.InOrder");
        public static string Projections => Say("Operations.Projections");
        public static string Projection => Say("Operations.Projection");
        public static string Tables => Say("Operations.Tables");
        public static string EventTypes => Say("Operations.EventTypes");
        public static string Replay => Say("Operations.Replay");
        public static string ReplayAsk => Say("Operations.ReplayAsk");
        public static string Replayed(string name, string count) => Say("Operations.Replayed", name, count);
        public static string SameDigest => Say("Operations.SameDigest");
        public static string OtherDigest => Say("Operations.OtherDigest");
        public static string ParkedTitle => Say("Operations.ParkedTitle");
        public static string ParkedNone => Say("Operations.ParkedNone");
        public static string Resend => Say("Operations.Resend");
        public static string LogLead => Say("Operations.LogLead");
        public static string LogNone => Say("Operations.LogNone");
        public static string SubjectHelp => Say("Operations.SubjectHelp");
        public static string OnlyParked => Say("Operations.OnlyParked");
        public static string OfSubject => Say("Operations.OfSubject");
        public static string Content => Say("Operations.Content");
        public static string ContentWithheld => Say("Operations.ContentWithheld");
        public static string Fact => Say("Operations.Fact");
        public static string ServiceName(string service) => Named("Operations.ServiceName", service);
        public static string Rebuilding(string read, string total) => Say("Operations.Rebuilding", read, total);
        public static string RebuildFails(string fault) => Say("Operations.RebuildFails", fault);
    }
}
