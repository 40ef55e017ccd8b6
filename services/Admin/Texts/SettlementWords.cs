using Inkoop.Texts;

namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Settlement
    {
        public static string Lead => Say("Settlement.Lead");
        public static string Year => Say("Settlement.Year");
        public static string Title(string number) => Say("Settlement.Title", number);
        public static string None => Say("Settlement.None");
        public static string From => Say("Settlement.From");
        public static string Until => Say("Settlement.Until");
        public static string AsOf => Say("Settlement.AsOf");
        public static string AsOfHelp => Say("Settlement.AsOfHelp");
        public static string KnownAt(string at) => Say("Settlement.KnownAt", at);
        public static string KnownNote => Say("Settlement.KnownNote");
        public static string Total => Say("Settlement.Total");
        public static string Discount => Say("Settlement.Discount");
        public static string DiscountNote => Say("Settlement.DiscountNote");
        public static string Parts => Say("Settlement.Parts");
        public static string PartsLead => Say("Settlement.PartsLead");
        public static string PerMonth => Say("Settlement.PerMonth");
        public static string PerLot => Say("Settlement.PerLot");
        public static string Explanation => Say("Settlement.Explanation");
        public static string ExplanationLead => Say("Settlement.ExplanationLead");
        /// <summary>How far a budget is used, as a warning: the threshold that was passed last.</summary>
        public static string Signal(decimal used) => used > 1m ? Over : used == 1m ? Say("Settlement.Signal.Full") : Say("Settlement.Signal.Near");
        public static string Over => Say("Settlement.Over");
        public static string NoLines => Say("Settlement.NoLines");
        public static string Rounding => Say("Settlement.Rounding");
        public static string SourceEvent => Say("Settlement.SourceEvent");
        public static string Version => Say("Settlement.Version");
        public static string More(int count) => Say("Settlement.More", Admin.Show.Count(count));
        public static string Findings => Say("Settlement.Findings");
        public static string FindingsLead => Say("Settlement.FindingsLead");
        public static string NotSettled => Say("Settlement.NotSettled");
        public static string NotSettledOf(string lot, string text) => Say("Settlement.NotSettledOf", lot, text);
        public static string Settled => Say("Settlement.Settled");
        public static string Provisional => Say("Settlement.Provisional");
        public static string ProvisionalNote(string amount) => Say("Settlement.ProvisionalNote", amount);
        public static string ProvisionalUntil(bool yearIsOver) => yearIsOver ? Say("Settlement.ProvisionalUntil.YearIsOver") : Say("Settlement.ProvisionalUntil.YearRuns");
        public static string NetOfAdvances => Say("Settlement.NetOfAdvances");
        public static string NetOfAdvancesNote => Say("Settlement.NetOfAdvancesNote");
        public static string AfterAdvances(string amount) => Say("Settlement.AfterAdvances", amount);
        public static string Rule => Say("Settlement.Rule");
        public static string Source => Say("Settlement.Source");
        public static string Unrounded => Say("Settlement.Unrounded");
        public static string Amount => Say("Settlement.Amount");
        public static string IsSumOf(int count) => count == 1 ? Say("Settlement.IsSumOf.One") : Say("Settlement.IsSumOf.Many", Admin.Show.Count(count));
        public static string OwnPage => Say("Settlement.OwnPage");
        public static string MoreParts => Say("Settlement.MoreParts");
        public static string OpenParts => Say("Settlement.OpenParts");
        public static string ExplainAway => Say("Settlement.ExplainAway");
        public static string Whole => Say("Settlement.Whole");
        public static string PaidLines => Say("Settlement.PaidLines");
        public static string Subject => Say("Settlement.Subject");
    }

    /// <summary>The rules that make an amount, as a person reads them; the code itself is what programs see.</summary>
    public static class Rules
    {
        public static string Of(string rule) => Names.Named("Rule", rule);

        public static string Input(string name) => Names.Named("Input", name);
    }

    public static class Explained
    {
        public static string Above => Say("Explained.Above");
        public static string Below => Say("Explained.Below");
        public static string Finding(string code) => Named("Explained.Finding", code);
    }

    public static class Growth
    {
        public static string Title => Say("Growth.Title");
        public static string Lead => Say("Growth.Lead");
        public static string Base => Say("Growth.Base");
        public static string Now => Say("Growth.Now");
        public static string Contracts => Say("Growth.Contracts");
        public static string AllContracts => Say("Growth.AllContracts");
        public static string Difference => Say("Growth.Difference");
        public static string Volume => Say("Growth.Volume");
        public static string VolumeWhy => Say("Growth.VolumeWhy");
        public static string Mix => Say("Growth.Mix");
        public static string MixWhy => Say("Growth.MixWhy");
        public static string Price => Say("Growth.Price");
        public static string PriceWhy => Say("Growth.PriceWhy");
        public static string Place => Say("Growth.Place");
        public static string PlaceWhy => Say("Growth.PlaceWhy");
        public static string Payer => Say("Growth.Payer");
        public static string PayerWhy => Say("Growth.PayerWhy");
        public static string Why => Say("Growth.Why");
        public static string Chart => Say("Growth.Chart");
        public static string AxisNote => Say("Growth.AxisNote");
        public static string Cells => Say("Growth.Cells");
        public static string Clients => Say("Growth.Clients");
        public static string UnknownProvider => Say("Growth.UnknownProvider");
        public static string Unequal(string first, string second) => Say("Growth.Unequal", first, second);
        public static string Months(int count) => count == 1 ? Say("Growth.Months.One") : Say("Growth.Months.Many", count);
        public static string Compared(string first, string second) => Say("Growth.Compared", first, second);
        public static string WithoutAmount => Say("Growth.WithoutAmount");
        public static string WithoutAmountLead => Say("Growth.WithoutAmountLead");
        public static string WithoutAmountOf(string lot, string from, string text) => Say("Growth.WithoutAmountOf", lot, from, text);
        public static string Suppressed => Say("Growth.Suppressed");
        public static string Moved => Say("Growth.Moved");
        public static string None => Say("Growth.None");
        public static string Tree => Say("Growth.Tree");
    }
}
