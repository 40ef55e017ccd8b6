using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Indexing
    {
        public static string Title => Say("Indexing.Title");
        public static string Lead => Say("Indexing.Lead");
        public static string Terms => Say("Indexing.Terms");
        public static string Percent => Say("Indexing.Percent");
        public static string PercentHelp => Say("Indexing.PercentHelp");
        public static string Figures => Say("Indexing.Figures");
        public static string FiguresHelp => Say("Indexing.FiguresHelp");
        public static string Decimals => Say("Indexing.Decimals");
        public static string DecimalsOf(int n) => n == 8 ? Say("Indexing.DecimalsOf.1") : n == 4 ? Say("Indexing.DecimalsOf.2") : Say("Indexing.DecimalsOf.3");
        public static string Clause => Say("Indexing.Clause");
        public static string ClauseHelp => Say("Indexing.ClauseHelp");
        public static string ContractsHelp => Say("Indexing.ContractsHelp");
        public static string Record => Say("Indexing.Record");
        public static string Effect(int year) => Say("Indexing.Effect", year);
        public static string Now => Say("Indexing.Now");
        public static string More => Say("Indexing.More");
        public static string ByPercent(string percent) => Say("Indexing.ByPercent", percent);
        public static string Unchanged => Say("Indexing.Unchanged");
        public static string Skip(IndexationSkip skip) => skip switch
        {
            IndexationSkip.Ended => Say("Indexing.Skip.1"),
            IndexationSkip.Later => Say("Indexing.Skip.2"),
            IndexationSkip.Same => Say("Indexing.Skip.3"),
            IndexationSkip.NotChosen => Say("Indexing.Skip.4"),
            _ => "",
        };
    }
}
