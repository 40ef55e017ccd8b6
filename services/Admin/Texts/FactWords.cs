using Inkoop.Texts;

namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Fact
    {
        public static string Lead => Say("Fact.Lead");
        public static string None => Say("Fact.None");
        public static string Record => Say("Fact.Record");
        public static string RecordLead => Say("Fact.RecordLead");
        public static string ChooseKind => Say("Fact.ChooseKind");
        public static string OfRegion => Say("Fact.OfRegion");
        public static string OfContract => Say("Fact.OfContract");
        public static string Kind => Say("Fact.Kind");
        public static string AllKinds => Say("Fact.AllKinds");
        public static string What => Say("Fact.What");
        public static string Scope => Say("Fact.Scope");
        public static string Region => Say("Fact.Region");
        public static string Lot => Say("Fact.Lot");
        public static string AllLots => Say("Fact.AllLots");
        public static string LotHelp => Say("Fact.LotHelp");
        public static string RecordedAt => Say("Fact.RecordedAt");
        public static string Current => Say("Fact.Current");
        public static string Withdrawn => Say("Fact.Withdrawn");
        public static string Withdraw => Say("Fact.Withdraw");
        public static string WithdrawHelp => Say("Fact.WithdrawHelp");

        public static string KindName(string kind) => Names.Named("FactKind", kind);

        public static string KindHelp(string kind) => Named("Fact.KindHelp", kind, "");

        public static string Inhabitants => Names.Say("FactField.inhabitants");
        public static string Youths => Names.Say("FactField.youths");
        public static string YouthsInCare => Say("Fact.YouthsInCare");
        public static string OldCode => Names.Say("FactField.old_code");
        public static string NewCode => Names.Say("FactField.new_code");
        public static string From => Names.Say("FactField.from");
        public static string BudgetAmount => Names.Say("FactField.budget_cents");
        public static string Reason => Names.Say("FactField.reason");
        public static string On => Names.Say("FactField.on");
        public static string Months => Names.Say("FactField.months");
        public static string DiscountShare => Names.Say("FactField.share");
        public static string AllocationId => Names.Say("FactField.allocation_id");
        public static string AllocationIdHelp => Say("Fact.AllocationIdHelp");
        public static string Part => Names.Say("FactField.part");
        public static string PartHelp => Say("Fact.PartHelp");
        public static string Participants => Names.Say("FactField.participants");
        public static string Results => Names.Say("FactField.results");
        public static string VerifiedBy => Names.Say("FactField.verified_by");
        public static string VerifiedByHelp => Say("Fact.VerifiedByHelp");
        public static string Measurement => Names.Say("FactField.measurement");
        public static string MeasurementHelp => Say("Fact.MeasurementHelp");
        public static string Determined => Names.Say("FactField.determined_cents");
        public static string Report => Names.Say("FactField.accountability_report_id");
        public static string Amount => Names.Say("FactField.cents");
        public static string Volume => Names.Say("FactField.volume");
        public static string IndicatorCode => Names.Say("FactField.indicator_code");
        public static string Released => Names.Say("FactField.released_share");
        public static string Execution => Names.Say("FactField.execution_cents");
        public static string Reserve => Names.Say("FactField.reserve_cents");
        public static string Waits => Say("Fact.Waits");
        public static string WaitingOnly => Say("Fact.WaitingOnly");
        public static string Confirm => Say("Fact.Confirm");
        public static string ConfirmedBy => Say("Fact.ConfirmedBy");
        public static string NoneWaiting => Say("Fact.NoneWaiting");
    }
}
