namespace Inkoop.Admin.Texts;

public static partial class Words
{
    /// <summary>Youth-days that two funding models would both pay.</summary>
    public static class Doubles
    {
        public static string Title => Say("Doubles.Title");
        public static string None => Say("Doubles.None");
        public static string Days(long count) => Say("Doubles.Days", Show.Count(count));
        public static string Category => Say("Doubles.Category");
        public static string PaidBy => Say("Doubles.PaidBy");
        public static string Lot(string id) => Say("Doubles.Lot", id);
        public static string YouthDays => Say("Doubles.YouthDays");
    }
}
