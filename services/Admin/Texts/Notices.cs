namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Notice
    {
        public static string ProviderRegistered => Pick("De aanbieder is geregistreerd.", "The provider is registered.");
        public static string ContractDrafted => Pick("Het concept is opgeslagen.", "The draft is saved.");
        public static string ContractSigned => Pick("Het contract is ondertekend en geldt vanaf de ingangsdatum.", "The contract is signed and applies from its start.");
        public static string TariffChanged => Pick("Het nieuwe tarief is vastgelegd. Regels van voor de ingangsdatum veranderen niet.", "The new tariff is recorded. Lines before its start do not change.");
        public static string DispositionIssued => Pick("De beschikking is vastgelegd.", "The disposition is recorded.");
        public static string ProductAllocated => Pick("De beschikking is vastgelegd en het product is toegewezen; het JW301-bericht staat klaar.", "The disposition is recorded and the product allocated; the JW301 message is ready.");
        public static string AllocationRemoved => Pick("De toewijzing is verwijderd.", "The allocation is removed.");
        public static string MessageReceived => Pick("Het bericht is duurzaam ontvangen.", "The message is durably received.");
        public static string ActionAdded => Pick("De actie is toegevoegd.", "The action is added.");
        public static string ActionClosed => Pick("De actie is afgerond.", "The action is closed.");
        public static string ReviewSigned => Pick("Uw handtekening is vastgelegd.", "Your signature is recorded.");
        public static string Submitted => Pick("De aanlevering is vastgelegd.", "The submission is recorded.");
        public static string Resent => Pick("De gebeurtenis staat weer in de rij.", "The event is back in the queue.");
    }
}
