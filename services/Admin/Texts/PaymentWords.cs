using Inkoop.Texts;

namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Payment
    {
        public static string Lead => Say("Payment.Lead");
        public static string None => Say("Payment.None");
        public static string Run => Say("Payment.Run");
        public static string RunOf(string until) => Say("Payment.RunOf", until);
        public static string Propose => Say("Payment.Propose");
        public static string ProposeLead => Say("Payment.ProposeLead");
        public static string Year => Say("Payment.Year");
        public static string Until => Say("Payment.Until");
        public static string UntilHelp => Say("Payment.UntilHelp");
        public static string Contracts => Say("Payment.Contracts");
        public static string ContractsHelp => Say("Payment.ContractsHelp");
        public static string AllContracts => Say("Payment.AllContracts");
        public static string ChosenContracts(int count) => count == 1 ? Say("Payment.ChosenContracts.One") : Say("Payment.ChosenContracts.Many", count);
        public static string AllYears => Say("Payment.AllYears");
        public static string ProposedBy => Say("Payment.ProposedBy");
        public static string ApprovedBy => Say("Payment.ApprovedBy");
        public static string PaidOn => Say("Payment.PaidOn");
        public static string On => Say("Payment.On");
        public static string Reason => Say("Payment.Reason");
        public static string ToPay => Say("Payment.ToPay");
        public static string Held => Say("Payment.Held");
        public static string HeldNote => Say("Payment.HeldNote");
        public static string PerMunicipality => Say("Payment.PerMunicipality");
        public static string PerMunicipalityLead => Say("Payment.PerMunicipalityLead");
        public static string Region => Say("Payment.Region");
        public static string File => Say("Payment.File");
        public static string FileOf(string municipality) => Say("Payment.FileOf", municipality);
        public static string Lines => Say("Payment.Lines");
        public static string LinesOfContract(string number) => Say("Payment.LinesOfContract", number);
        public static string LinesOfContractLead => Say("Payment.LinesOfContractLead");
        public static string NoLines => Say("Payment.NoLines");
        public static string Key => Say("Payment.Key");
        public static string SettledNow => Say("Payment.SettledNow");
        public static string Before => Say("Payment.Before");
        public static string Disputed => Say("Payment.Disputed");
        public static string Difference => Say("Payment.Difference");
        public static string DifferenceShort => Say("Payment.DifferenceShort");
        public static string Omissions => Say("Payment.Omissions");
        public static string OmissionsLead => Say("Payment.OmissionsLead");
        public static string Decide => Say("Payment.Decide");
        public static string Approve => Say("Payment.Approve");
        public static string ApproveLead => Say("Payment.ApproveLead");
        public static string Drop => Say("Payment.Drop");
        public static string DropLead => Say("Payment.DropLead");
        public static string Pay => Say("Payment.Pay");
        public static string PayLead => Say("Payment.PayLead");
        public static string Reverse => Say("Payment.Reverse");
        public static string ReverseLead => Say("Payment.ReverseLead");
        public static string ReasonHelp => Say("Payment.ReasonHelp");
        public static string AwaitsApproval => Say("Payment.AwaitsApproval");
        public static string AwaitsPayment => Say("Payment.AwaitsPayment");
        public static string All => Say("Payment.All");
        public static string Contest => Say("Payment.Contest");
        public static string Proposed => Names.Say("PaymentRunStatus.Proposed");
        public static string LineCount(long count) => count == 1 ? Say("Payment.LineCount.One") : Say("Payment.LineCount.Many", Admin.Show.Count(count));
        public static string OfLines => Say("Payment.OfLines");
        public static string OfStays => Say("Payment.OfStays");
        public static string OfLine(string reference) => Say("Payment.OfLine", reference);
        public static string OfAdvance(string month, string lot) => Say("Payment.OfAdvance", month, lot);
        public static string OfYear(string year, string lot) => Say("Payment.OfYear", year, lot);
        public static string OfTrajectory => Say("Payment.OfTrajectory");
        public static string OfMeasure => Say("Payment.OfMeasure");
        public static string OfStay(string from) => Say("Payment.OfStay", from);
        public static string OfOutcome => Say("Payment.OfOutcome");
        public static string What => Say("Payment.What");
        public static string RunId => Say("Payment.RunId");
        public static string OfCorrections => Say("Payment.OfCorrections");
        public static string OfCorrection(string what) => Say("Payment.OfCorrection", what);
    }

    public static class Dispute
    {
        public static string Lead => Say("Dispute.Lead");
        public static string None => Say("Dispute.None");
        public static string OpenOnly => Say("Dispute.OpenOnly");
        public static string New => Say("Dispute.New");
        public static string NewLead => Say("Dispute.NewLead");
        public static string KeyHelp => Say("Dispute.KeyHelp");
        public static string Amount => Say("Dispute.Amount");
        public static string AmountHelp => Say("Dispute.AmountHelp");
        public static string LineAmount(string amount) => Say("Dispute.LineAmount", amount);
        public static string Reason => Say("Dispute.Reason");
        public static string Open => Say("Dispute.Open");
        public static string Upheld => Say("Dispute.Upheld");
        public static string UpheldWhy => Say("Dispute.UpheldWhy");
        public static string Dismissed => Say("Dispute.Dismissed");
        public static string DismissedWhy => Say("Dispute.DismissedWhy");
        public static string OpenedBy => Say("Dispute.OpenedBy");
        public static string OpenedAt => Say("Dispute.OpenedAt");
        public static string Resolve => Say("Dispute.Resolve");
        public static string Resolution => Say("Dispute.Resolution");
        public static string Note => Say("Dispute.Note");
        public static string ResolvedBy => Say("Dispute.ResolvedBy");
        public static string Direction => Say("Dispute.Direction");
        public static string TooMuch => Say("Dispute.TooMuch");
        public static string TooMuchWhy => Say("Dispute.TooMuchWhy");
        public static string TooLittle => Say("Dispute.TooLittle");
        public static string TooLittleWhy => Say("Dispute.TooLittleWhy");
        public static string BothDirections => Say("Dispute.BothDirections");
        public static string Claimed => Say("Dispute.Claimed");
        public static string ClaimedNote => Say("Dispute.ClaimedNote");
        public static string Evidence => Say("Dispute.Evidence");
        public static string EvidenceHelp => Say("Dispute.EvidenceHelp");
        public static string Agreed => Say("Dispute.Agreed");
        public static string AgreedWhy => Say("Dispute.AgreedWhy");
        public static string DismissedClaim => Say("Dispute.DismissedClaim");
        public static string DismissedClaimWhy => Say("Dispute.DismissedClaimWhy");
        public static string ResolveClaim => Say("Dispute.ResolveClaim");
        public static string ResolveClaimLead => Say("Dispute.ResolveClaimLead");
        public static string Correction => Say("Dispute.Correction");
        public static string CorrectionLine => Say("Dispute.CorrectionLine");
        public static string CorrectionFact => Say("Dispute.CorrectionFact");
        public static string CorrectionAmount => Say("Dispute.CorrectionAmount");
        public static string CorrectionReference => Say("Dispute.CorrectionReference");
        public static string CorrectionReferenceHelp => Say("Dispute.CorrectionReferenceHelp");
        public static string AgreedAmount => Say("Dispute.AgreedAmount");
        public static string AgreedAmountHelp(string claimed) => Say("Dispute.AgreedAmountHelp", claimed);
        public static string AgreedWith => Say("Dispute.AgreedWith");
        public static string AgreedWithHelp => Say("Dispute.AgreedWithHelp");
        public static string AgreedOn(string amount) => Say("Dispute.AgreedOn", amount);
        public static string NoneOfContract => Say("Dispute.NoneOfContract");
    }

    public static class Years
    {
        public static string Title => Say("Years.Title");
        public static string Lead => Say("Years.Lead");
        public static string Budget => Say("Years.Budget");
        public static string Settled => Say("Years.Settled");
        public static string Due => Say("Years.Due");
        public static string InPayment => Say("Years.InPayment");
        public static string InPaymentNote => Say("Years.InPaymentNote");
        public static string Obligo => Say("Years.Obligo");
        public static string ObligoNote => Say("Years.ObligoNote");
        public static string Forecast => Say("Years.Forecast");
        public static string Result => Say("Years.Result");
        public static string ResultNote => Say("Years.ResultNote");
        public static string NoBudget => Say("Years.NoBudget");
        public static string NoBudgetFor(int count) => count == 1 ? Say("Years.NoBudgetFor.One") : Say("Years.NoBudgetFor.Many", count);
        public static string Paid => Say("Years.Paid");
        public static string Chart(int year) => Say("Years.Chart", year);
        public static string None => Say("Years.None");
        public static string LeftOut => Say("Years.LeftOut");
        public static string LeftOutLead => Say("Years.LeftOutLead");
        public static string MayBeLeftOut => Say("Years.MayBeLeftOut");
        public static string Statement => Say("Years.Statement");
        public static string StatementOf(int year) => Say("Years.StatementOf", year);
        public static string StatementLead => Say("Years.StatementLead");
        public static string StatementNone => Say("Years.StatementNone");
        public static string Open => Say("Years.Open");
        public static string ShareOf => Say("Years.ShareOf");
        public static string AllProviders => Say("Years.AllProviders");
        public static string OverBudget => Say("Years.OverBudget");
    }
}
