namespace Inkoop.Admin.Texts;

public static partial class Words
{
    /// <summary>How a lot is paid for (bekostiging), in all six models.</summary>
    public static class Funding
    {
        public static string Title => Say("Funding.Title");
        public static string Article => Say("Funding.Article");
        public static string ArticleHelp => Say("Funding.ArticleHelp");
        public static string Timing => Say("Funding.Timing");

        public static string TariffMoment => Say("Funding.TariffMoment");
        public static string Stays => Say("Funding.Stays");
        public static string StaysHelp => Say("Funding.StaysHelp");
        public static string Stay(int number) => Say("Funding.Stay", number);
        public static string AddStay => Say("Funding.AddStay");
        public static string Tier(int number) => Say("Funding.Tier", number);
        public static string UpToDay => Say("Funding.UpToDay");
        public static string UpToDayHelp => Say("Funding.UpToDayHelp");
        public static string DayRate => Say("Funding.DayRate");
        public static string AddTier => Say("Funding.AddTier");
        public static string Months => Say("Funding.Months");
        public static string MonthsHelp => Say("Funding.MonthsHelp");
        public static string Month(int number) => Say("Funding.Month", number);
        public static string AddMonth => Say("Funding.AddMonth");
        public static string Caps => Say("Funding.Caps");
        public static string Cap(int number) => Say("Funding.Cap", number);
        public static string CapSum => Say("Funding.CapSum");
        public static string Signal => Say("Funding.Signal");
        public static string AddCap => Say("Funding.AddCap");

        public static string OutputVariant => Say("Funding.OutputVariant");
        public static string MonthsOfPart => Say("Funding.MonthsOfPart");
        public static string MonthsOfPartHelp => Say("Funding.MonthsOfPartHelp");

        public static string VolumeSource => Say("Funding.VolumeSource");
        public static string MinimumDays => Say("Funding.MinimumDays");
        public static string MinimumDaysHelp => Say("Funding.MinimumDaysHelp");
        public static string Bands => Say("Funding.Bands");
        public static string BandsHelp => Say("Funding.BandsHelp");
        public static string Band(int number) => Say("Funding.Band", number);
        public static string BandFrom => Say("Funding.BandFrom");
        public static string BandUntil => Say("Funding.BandUntil");
        public static string BandUntilHelp => Say("Funding.BandUntilHelp");
        public static string ShareAbove => Say("Funding.ShareAbove");
        public static string ShareBelow => Say("Funding.ShareBelow");
        public static string AddBand => Say("Funding.AddBand");
        public static string Valve => Say("Funding.Valve");
        public static string ValveHelp => Say("Funding.ValveHelp");
        public static string KpiParts => Say("Funding.KpiParts");
        public static string KpiPart(int number) => Say("Funding.KpiPart", number);
        public static string Withheld => Say("Funding.Withheld");
        public static string AddKpiPart => Say("Funding.AddKpiPart");

        public static string Instalments => Say("Funding.Instalments");
        public static string InstalmentsHelp => Say("Funding.InstalmentsHelp");
        public static string Key => Say("Funding.Key");
        public static string KeyHelp => Say("Funding.KeyHelp");
        public static string KeyOf(int number) => Say("Funding.KeyOf", number);
        public static string KeyKind => Say("Funding.KeyKind");
        public static string KeyShare => Say("Funding.KeyShare");
        public static string AddKey => Say("Funding.AddKey");
        public static string Weights => Say("Funding.Weights");
        public static string WeightYear => Say("Funding.WeightYear");
        public static string FixedShares => Say("Funding.FixedShares");
        public static string FixedShare(int number) => Say("Funding.FixedShare", number);
        public static string AddFixedShare => Say("Funding.AddFixedShare");
        public static string AllBuyers => Say("Funding.AllBuyers");
        public static string Index => Say("Funding.Index");
        public static string IndexHelp => Say("Funding.IndexHelp");
        public static string IndexOf(int number) => Say("Funding.IndexOf", number);
        public static string ForecastOva => Say("Funding.ForecastOva");
        public static string ForecastPpc => Say("Funding.ForecastPpc");
        public static string PreviousForecastOva => Say("Funding.PreviousForecastOva");
        public static string PreviousForecastPpc => Say("Funding.PreviousForecastPpc");
        public static string PreviousDefinitiveOva => Say("Funding.PreviousDefinitiveOva");
        public static string PreviousDefinitivePpc => Say("Funding.PreviousDefinitivePpc");
        public static string AddIndex => Say("Funding.AddIndex");
        public static string Corridor => Say("Funding.Corridor");
        public static string CorridorHelp => Say("Funding.CorridorHelp");
        public static string ReferenceYouths => Say("Funding.ReferenceYouths");
        public static string Upper => Say("Funding.Upper");
        public static string BuyerShare => Say("Funding.BuyerShare");
        public static string SharedBy => Say("Funding.SharedBy");
        public static string Execution => Say("Funding.Execution");
        public static string Lower => Say("Funding.Lower");
        public static string UpperCost => Say("Funding.UpperCost");
        public static string ReserveCap => Say("Funding.ReserveCap");
        public static string OfBudget => Say("Funding.OfBudget");

        public static string ReferenceShare => Say("Funding.ReferenceShare");
        public static string PricePerResult => Say("Funding.PricePerResult");
        public static string Granted => Say("Funding.Granted");
        public static string AdvanceShare => Say("Funding.AdvanceShare");
        public static string Division => Say("Funding.Division");
        public static string DivisionHelp => Say("Funding.DivisionHelp");

        public static string Contracted => Say("Funding.Contracted");
        public static string Youths(string count) => Say("Funding.Youths", count);
        public static string Deviation(string from, string until) => until.Length == 0 ? Say("Funding.Deviation.Above", from) : Say("Funding.Deviation.Between", from, until);
        public static string Sharing(string above, string below) => Say("Funding.Sharing", above, below);
        public static string UpTo(int day, string rate) => day == 0 ? Say("Funding.UpTo.After", rate) : Say("Funding.UpTo.UpTo", day, rate);
        public static string SignalAt(string share) => Say("Funding.SignalAt", share);
        public static string AboveCorridor(string upper, string youths, string share) => Say("Funding.AboveCorridor", upper, youths, share);
        public static string ByUseDefault => Say("Funding.ByUseDefault");
        public static string PerYear(string money, int parts) => Say("Funding.PerYear", money, parts);
        public static string EveryYear => Say("Funding.EveryYear");
        public static string CareDays(int days) => days == 1 ? Say("Funding.CareDays.One") : Say("Funding.CareDays.Many", days);
        public static string StatementCheck => Say("Funding.StatementCheck");
        public static string StatementCheckHelp => Say("Funding.StatementCheckHelp");
        public static string StatementDefault => Say("Funding.StatementDefault");
        public static string SampleShare => Say("Funding.SampleShare");
        public static string CheckAutomatic => Say("Funding.CheckAutomatic");
        public static string CheckSampled => Say("Funding.CheckSampled");
        public static string CheckChecked => Say("Funding.CheckChecked");
        public static string AfterCorrection(string forecastOva, string forecastPpc, string ova, string ppc) =>
            Say("Funding.AfterCorrection", forecastOva, ova, forecastPpc, ppc);
    }
}
