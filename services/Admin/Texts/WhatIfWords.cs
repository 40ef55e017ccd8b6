namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class WhatIf
    {
        public static string Title => Pick("Wat als", "What if");
        public static string Lead => Pick("Dezelfde productie afgerekend onder andere afspraken: naast elkaar, per gemeente en aanbieder. Er wordt niets vastgelegd.", "The same production settled under other terms: side by side, per municipality and provider. Nothing is recorded.");
        public static string Contracts => Pick("Welke contracten", "Which contracts");
        public static string ContractsHelp => Pick("Ten minste één, hoogstens vijftig.", "At least one, at most fifty.");
        public static string Period => Pick("Over welke periode", "For which period");
        public static string Scenarios => Pick("Varianten", "Scenarios");
        public static string ScenariosLead => Pick("De afspraken zoals ze zijn staan altijd vooraan; hier beschrijft u wat daarmee vergeleken wordt. Percentages zijn veranderingen: 10 is tien procent meer, -5 vijf procent minder.", "The terms as they are always come first; describe here what to compare with them. Percentages are changes: 10 is ten percent more, -5 five percent less.");
        public static string ScenarioOf(int number) => Pick($"Variant {number}", $"Scenario {number}");
        public static string Name => Pick("Naam", "Name");
        public static string Youths => Pick("Meer of minder jeugdigen", "More or fewer youths");
        public static string Price => Pick("Hogere of lagere prijs", "Higher or lower price");
        public static string Model => Pick("Andere bekostiging", "Other funding");
        public static string AsAgreed => Pick("Zoals afgesproken", "As agreed");
        public static string LotId => Pick("Alleen perceel", "Only lot");
        public static string LotHelp => Pick("Kenmerk, zoals 1. Leeg: alle percelen.", "Id, such as 1. Empty: all lots.");
        public static string Add => Pick("Variant toevoegen", "Add a scenario");
        public static string Run => Pick("Doorrekenen", "Compute");
        public static string Outcome => Pick("Uitkomst", "Outcome");
        public static string OutcomeLead => Pick("Elke kolom telt op tot het totaal van die variant; klein eronder het verschil met de huidige afspraken.", "Every column adds up to the total of that scenario; the difference with the present terms stands small below.");
        public static string Scenario => Pick("Variant", "Scenario");
        public static string Difference => Pick("Verschil", "Difference");
        public static string DifferenceOf(string name) => Pick($"Verschil {name}", $"Difference {name}");
        public static string PerMunicipality => Pick("Per gemeente en aanbieder", "Per municipality and provider");
        public static string Chart => Pick("Te betalen per gemeente", "Payable per municipality");
        public static string Findings(int count) => count == 1 ? Pick("1 bevinding", "1 finding") : Pick($"{count} bevindingen", $"{count} findings");
        public static string NoAmount => Pick("geen bedrag", "no amount");
        public static string NoAmounts => Pick("Van geen enkele variant is een bedrag te berekenen; hierboven staat per variant waarom.", "No scenario can be computed; above it says why, for each.");
        public static string FindingMore(int count) => Pick($"en nog {Admin.Show.Count(count)}; alle bevindingen staan bij de afrekening van het contract", $"and {Admin.Show.Count(count)} more; all findings stand at the settlement of the contract");
        public static string AllFindings => Pick("Alle bevindingen", "All findings");
        public static string MoreYouths => Pick("10% meer jeugdigen", "10% more youths");
        public static string HigherPrice => Pick("5% hogere prijs", "5% higher price");
        public static string NoProvider => Pick("niet toe te rekenen", "cannot be attributed");
        public static string ChooseOne => Pick("Vink ten minste één contract aan.", "Tick at least one contract.");
        public static string Factor => Pick("Een percentage boven -100, zoals 10 of -5.", "A percentage above -100, such as 10 or -5.");
    }
}
