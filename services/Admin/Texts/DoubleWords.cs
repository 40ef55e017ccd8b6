namespace Inkoop.Admin.Texts;

public static partial class Words
{
    /// <summary>Youth-days that two funding models would both pay.</summary>
    public static class Doubles
    {
        public static string Title => Pick("Dubbel betaalde jeugdigedagen", "Youth-days paid twice");
        public static string None => Pick("Geen enkele dag zorg valt zowel onder populatiebekostiging als onder een ander contract.", "No day of care falls under population funding and under another contract.");
        public static string Days(long count) => Pick($"{Show.Count(count)} dagen", $"{Show.Count(count)} days");
        public static string Category => Pick("Productcategorie", "Category");
        public static string PaidBy => Pick("Betaald onder", "Paid under");
        public static string Lot(string id) => Pick($"perceel {id}", $"lot {id}");
        public static string YouthDays => Pick("Dagen", "Days");
    }
}
