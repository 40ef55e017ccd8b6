namespace Inkoop.Admin.Texts;

public static partial class Words
{
    /// <summary>Costs that municipalities bear together (doorbelasting).</summary>
    public static class Sharing
    {
        public static string Title => Say("Sharing.Title");
        public static string Lead => Say("Sharing.Lead");
        public static string Cost => Say("Sharing.Cost");
        public static string What => Say("Sharing.What");
        public static string WhatHelp => Say("Sharing.WhatHelp");
        public static string Source => Say("Sharing.Source");
        public static string SourceHelp => Say("Sharing.SourceHelp");
        public static string Amount => Say("Sharing.Amount");
        public static string AmountHelp => Say("Sharing.AmountHelp");
        public static string Hours => Say("Sharing.Hours");
        public static string Rate => Say("Sharing.Rate");
        public static string Limit => Say("Sharing.Limit");
        public static string Payers => Say("Sharing.Payers");
        public static string Key => Say("Sharing.Key");
        public static string KeyHelp => Say("Sharing.KeyHelp");
        public static string Year => Say("Sharing.Year");
        public static string Weights => Say("Sharing.Weights");
        public static string Divide => Say("Sharing.Divide");
        public static string Outcome => Say("Sharing.Outcome");
        public static string Part => Say("Sharing.Part");
        public static string Why => Say("Sharing.Why");
    }
}
