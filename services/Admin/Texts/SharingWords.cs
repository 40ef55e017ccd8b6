namespace Inkoop.Admin.Texts;

public static partial class Words
{
    /// <summary>Costs that municipalities bear together (doorbelasting).</summary>
    public static class Sharing
    {
        public static string Title => Pick("Kosten verdelen", "Share a cost");
        public static string Lead => Pick("Wat elke gemeente draagt van iets dat zij samen betalen. Er wordt niets geboekt.", "What every municipality bears of something they pay together. Nothing is booked.");
        public static string Cost => Pick("De kosten", "The cost");
        public static string What => Pick("Waarvoor", "What for");
        public static string WhatHelp => Pick("Bijvoorbeeld: projectleider, Transformatiefonds.", "For instance: project leader, fund.");
        public static string Source => Pick("Afgesproken in", "Agreed in");
        public static string SourceHelp => Pick("Komt als bron in de opbouw.", "Shown as the source.");
        public static string Amount => Pick("Bedrag", "Amount");
        public static string AmountHelp => Pick("Of vul hieronder uren in.", "Or fill in hours below.");
        public static string Hours => Pick("Uren", "Hours");
        public static string Rate => Pick("Uurtarief", "Rate per hour");
        public static string Limit => Pick("Ten hoogste", "At most");
        public static string Payers => Pick("Gemeenten die meebetalen", "Municipalities that pay");
        public static string Key => Pick("Verdeelsleutel", "Division key");
        public static string KeyHelp => Pick("Inwoners, jeugdigen en gebruik komen uit de vastgelegde feiten van het jaar.", "Inhabitants, youths and use come from the recorded facts of the year.");
        public static string Year => Pick("Aantallen van het jaar", "Counts of the year");
        public static string Weights => Pick("Gewichten", "Weights");
        public static string Divide => Pick("Verdelen", "Divide");
        public static string Outcome => Pick("Verdeling", "Division");
        public static string Part => Pick("Aandeel", "Part");
        public static string Why => Pick("Hoe deze bedragen tot stand komen", "How these amounts came about");
    }
}
