namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Notice
    {
        public static string ProviderRegistered => Say("Notice.ProviderRegistered");
        public static string ContractDrafted => Say("Notice.ContractDrafted");
        public static string ContractSigned => Say("Notice.ContractSigned");
        public static string TariffsIndexed => Say("Notice.TariffsIndexed");
        public static string ContractAmended => Say("Notice.ContractAmended");
        public static string TariffChanged => Say("Notice.TariffChanged");
        public static string DispositionIssued => Say("Notice.DispositionIssued");
        public static string ProductAllocated => Say("Notice.ProductAllocated");
        public static string AllocationRemoved => Say("Notice.AllocationRemoved");
        public static string MessageReceived => Say("Notice.MessageReceived");
        public static string ActionAdded => Say("Notice.ActionAdded");
        public static string ActionClosed => Say("Notice.ActionClosed");
        public static string ReviewSigned => Say("Notice.ReviewSigned");
        public static string Submitted => Say("Notice.Submitted");
        public static string RunProposed => Say("Notice.RunProposed");
        public static string RunApproved => Say("Notice.RunApproved");
        public static string RunPaid => Say("Notice.RunPaid");
        public static string RunDropped => Say("Notice.RunDropped");
        public static string RunReversed => Say("Notice.RunReversed");
        public static string DisputeOpened => Say("Notice.DisputeOpened");
        public static string FactConfirmed => Say("Notice.FactConfirmed");
        public static string ClaimOpened => Say("Notice.ClaimOpened");
        public static string DisputeResolved => Say("Notice.DisputeResolved");
        public static string FactRecorded => Say("Notice.FactRecorded");
        public static string FactWithdrawn => Say("Notice.FactWithdrawn");
        public static string Resent => Say("Notice.Resent");
    }
}
