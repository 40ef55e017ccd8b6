using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Indexing
    {
        public static string Title => Pick("Tarieven indexeren", "Index the rates");
        public static string Lead => Pick("Verhoog de tarieven van veel contracten in één keer vanaf een dag. Tarieven die eerder eindigen of later beginnen, blijven zoals zij zijn.", "Raise the rates of many contracts at once from a day. Rates that end before it or begin later stay as they are.");
        public static string Terms => Pick("De indexering", "The indexation");
        public static string Percent => Pick("Percentage", "Percentage");
        public static string PercentHelp => Pick("Laat leeg om te rekenen met de cijfers voor loon (OVA) en prijs (PPC).", "Leave empty to use the figures for wages (OVA) and prices (PPC).");
        public static string Figures => Pick("Rekenen met loon en prijs (90% OVA, 10% PPC)", "Use wages and prices (90% OVA, 10% PPC)");
        public static string FiguresHelp => Pick("Met de raming en de definitieve cijfers van het jaar ervoor wordt nagecorrigeerd, behalve bij contracten in hun eerste jaar.", "With the forecast and the definitive figures of the year before, an after-correction is made, except for contracts in their first year.");
        public static string Decimals => Pick("Nieuw tarief afronden op", "Round the new rate to");
        public static string DecimalsOf(int n) => n == 8 ? Pick("niet (8 decimalen)", "not (8 decimals)") : n == 4 ? Pick("4 decimalen", "4 decimals") : Pick("hele centen", "whole cents");
        public static string Clause => Pick("Indexeringsclausule", "Indexation clause");
        public static string ClauseHelp => Pick("Het artikel van de contracten over indexering.", "The article of the contracts on indexation.");
        public static string ContractsHelp => Pick("Alle contracten die dan lopen zijn aangevinkt.", "All contracts that run then are ticked.");
        public static string Record => Pick("Indexering vastleggen", "Record the indexation");
        public static string Effect(int year) => Pick($"Wat dit kost op het volume van {year}", $"What this costs on the volume of {year}");
        public static string Now => Pick("Zoals nu", "As it is");
        public static string More => Pick("Erbij", "More");
        public static string ByPercent(string percent) => Pick($"{percent}%", $"{percent}%");
        public static string Unchanged => Pick("verandert niet", "does not change");
        public static string Skip(IndexationSkip skip) => skip switch
        {
            IndexationSkip.Ended => Pick("al geëindigd", "ended already"),
            IndexationSkip.Later => Pick("begint later", "begins later"),
            IndexationSkip.Same => Pick("blijft gelijk", "stays the same"),
            IndexationSkip.NotChosen => Pick("niet gekozen", "not chosen"),
            _ => "",
        };
    }
}
