namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Notice
    {
        public static string ProviderRegistered => Pick("De aanbieder is geregistreerd.", "The provider is registered.");
        public static string ContractDrafted => Pick("Het concept is opgeslagen.", "The draft is saved.");
        public static string ContractSigned => Pick("Het contract is ondertekend en geldt vanaf de ingangsdatum.", "The contract is signed and applies from its start.");
        public static string TariffsIndexed => Pick("De nieuwe tarieven zijn vastgelegd; elk contract heeft een nieuwe versie.", "The new rates are recorded; each contract has a new version.");
        public static string ContractAmended => Pick("De wijziging is vastgelegd. Wat voor de ingangsdatum gold, blijft gelden voor die dagen.", "The amendment is recorded. What held before it takes effect still holds for those days.");
        public static string TariffChanged => Pick("Het nieuwe tarief is vastgelegd. Regels van voor de ingangsdatum veranderen niet.", "The new tariff is recorded. Lines before its start do not change.");
        public static string DispositionIssued => Pick("De beschikking is vastgelegd.", "The disposition is recorded.");
        public static string ProductAllocated => Pick("De beschikking is vastgelegd en het product is toegewezen; het JW301-bericht staat klaar.", "The disposition is recorded and the product allocated; the JW301 message is ready.");
        public static string AllocationRemoved => Pick("De toewijzing is verwijderd.", "The allocation is removed.");
        public static string MessageReceived => Pick("Het bericht is duurzaam ontvangen.", "The message is durably received.");
        public static string ActionAdded => Pick("De actie is toegevoegd.", "The action is added.");
        public static string ActionClosed => Pick("De actie is afgerond.", "The action is closed.");
        public static string ReviewSigned => Pick("Uw handtekening is vastgelegd.", "Your signature is recorded.");
        public static string Submitted => Pick("De aanlevering is vastgelegd.", "The submission is recorded.");
        public static string RunProposed => Pick("De betaalrun is voorgesteld en wacht op goedkeuring door een ander.", "The payment run is proposed and awaits approval by another person.");
        public static string RunApproved => Pick("De betaalrun is goedgekeurd. Wat betaald moet worden staat in het bestand; de rekeningnummers staan in de administratie van elke gemeente.", "The payment run is approved. What is to be paid stands in the file; the account numbers are in the books of each municipality.");
        public static string RunPaid => Pick("De betaling is vastgelegd.", "The payment is recorded.");
        public static string RunDropped => Pick("Het voorstel is ingetrokken.", "The proposal is dropped.");
        public static string RunReversed => Pick("De betaalrun is teruggedraaid; de bedragen staan weer open.", "The run is reversed; its amounts are open again.");
        public static string DisputeOpened => Pick("De betwisting is vastgelegd. Het betwiste deel wordt aangehouden; de rest blijft betaalbaar.", "The dispute is recorded. The disputed part is held back; the rest stays payable.");
        public static string FactConfirmed => Pick("De opgave is gecontroleerd en telt vanaf nu mee.", "The statement is checked and counts from now on.");
        public static string ClaimOpened => Pick("De claim is vastgelegd. Er wordt niets aangehouden; de regio besluit erover.", "The claim is recorded. Nothing is held back; the region decides on it.");
        public static string DisputeResolved => Pick("De betwisting is afgehandeld.", "The dispute is resolved.");
        public static string FactRecorded => Pick("Het feit is vastgelegd. Afrekeningen vanaf nu rekenen ermee.", "The fact is recorded. Settlements from now on use it.");
        public static string FactWithdrawn => Pick("Het feit is ingetrokken. Het blijft zichtbaar met de reden.", "The fact is withdrawn. It stays visible with the reason.");
        public static string Resent => Pick("De gebeurtenis staat weer in de rij.", "The event is back in the queue.");
    }
}
