namespace Inkoop.Admin.Texts;

public static partial class Words
{
    /// <summary>How a lot is paid for (bekostiging), in all six models.</summary>
    public static class Funding
    {
        public static string Title => Pick("Bekostiging per perceel", "Funding of each lot");
        public static string Article => Pick("Vindplaats in het contract", "Where the contract says so");
        public static string ArticleHelp => Pick("Staat als bron bij elk bedrag, bijvoorbeeld: artikel 7.", "Shown as the source of every amount, such as: article 7.");
        public static string Timing => Pick("Betaalmoment", "Payment");
        public static string InArrears => Pick("Achteraf", "In arrears");
        public static string OnStart => Pick("Bij de start", "On start");
        public static string OnResult => Pick("Op resultaat", "On result");
        public static string Advance => Pick("Voorschot per maand", "Monthly advance");
        public static string Outcome => Pick("Outcomefinanciering", "Outcome funding");
        public static string Subsidy => Pick("Subsidie", "Subsidy");

        public static string TariffMoment => Pick("Verandert het tarief binnen een periode", "When the rate changes inside a period");
        public static string FirstDay => Pick("tarief van de eerste dag", "rate of the first day");
        public static string EachDay => Pick("elke dag zijn eigen tarief", "each day its own rate");
        public static string Stays => Pick("Verblijf met een dagtarief dat daalt", "Stays with a falling day rate");
        public static string StaysHelp => Pick("Deze producten worden per verblijfsdag betaald in plaats van per prestatie.", "These products are paid by the day of stay, not by line.");
        public static string Stay(int number) => Pick($"Verblijf {number}", $"Stay {number}");
        public static string AddStay => Pick("Verblijf toevoegen", "Add a stay");
        public static string Tier(int number) => Pick($"Trede {number}", $"Tier {number}");
        public static string UpToDay => Pick("Tot en met dag", "Up to day");
        public static string UpToDayHelp => Pick("Leeg: alle dagen daarna.", "Empty: all days after.");
        public static string DayRate => Pick("Dagtarief", "Day rate");
        public static string AddTier => Pick("Trede toevoegen", "Add a tier");
        public static string Months => Pick("Maandtarief van een gecertificeerde instelling", "Month rate of a certified institution");
        public static string MonthsHelp => Pick("De tarieven van deze producten zijn per maand: de eerste gebroken maand telt niet, de laatste wel.", "Rates of these products are by the month: the first broken month does not count, the last does.");
        public static string Month(int number) => Pick($"Maandproduct {number}", $"Month product {number}");
        public static string AddMonth => Pick("Maandproduct toevoegen", "Add a month product");
        public static string Caps => Pick("Bestedingsruimte", "Spending caps");
        public static string Cap(int number) => Pick($"Bestedingsruimte {number}", $"Spending cap {number}");
        public static string CapSum => Pick("Bedrag, met addenda", "Amount, addenda included");
        public static string Signal => Pick("Signaal bij", "Signal at");
        public static string AddCap => Pick("Bestedingsruimte toevoegen", "Add a spending cap");

        public static string OutputVariant => Pick("Wanneer een deel wordt betaald", "When a part is paid");
        public static string Phases => Pick("fasen, op volgorde", "phases, in order");
        public static string Milestones => Pick("mijlpalen, elk op zich", "milestones, each by itself");
        public static string Periodic => Pick("gelijke perioden", "equal periods");
        public static string MonthsOfPart => Pick("Maanden per periode", "Months of a period");
        public static string MonthsOfPartHelp => Pick("Alleen bij gelijke perioden; leeg: één.", "Only for equal periods; empty: one.");

        public static string VolumeSource => Pick("Jeugdigen worden geteld uit", "Youths are counted from");
        public static string FromCare => Pick("start- en stopberichten", "start and stop messages");
        public static string FromReport => Pick("de verantwoording van de aanbieder", "the provider's accountability report");
        public static string MinimumDays => Pick("Telt vanaf zoveel zorgdagen", "Counts from so many care days");
        public static string MinimumDaysHelp => Pick("Leeg: één dag in het jaar.", "Empty: one day in the year.");
        public static string Bands => Pick("Bandbreedte rond het referentieaantal", "Bands around the reference number");
        public static string BandsHelp => Pick("Afwijking naar boven en naar beneden; alleen wat in een band valt telt in die band mee.", "Deviation up and down; only what falls in a band counts in it.");
        public static string Band(int number) => Pick($"Band {number}", $"Band {number}");
        public static string BandFrom => Pick("Afwijking vanaf", "Deviation from");
        public static string BandUntil => Pick("Tot", "Until");
        public static string BandUntilHelp => Pick("Leeg: onbegrensd.", "Empty: no end.");
        public static string ShareAbove => Pick("Meer: gemeente betaalt", "More: buyer pays");
        public static string ShareBelow => Pick("Minder: gemeente krijgt terug", "Fewer: buyer gets back");
        public static string AddBand => Pick("Band toevoegen", "Add a band");
        public static string Valve => Pick("Veiligheidsventiel boven een afwijking van", "Safety valve above a deviation of");
        public static string ValveHelp => Pick("Leeg: geen ventiel. Partijen gaan dan in gesprek.", "Empty: no valve. The parties then talk.");
        public static string KpiParts => Pick("Deel van het budget dat van een indicator afhangt", "Part of the budget that depends on an indicator");
        public static string KpiPart(int number) => Pick($"Indicator {number}", $"Indicator {number}");
        public static string Withheld => Pick("Ingehouden deel van het budget", "Share of the budget withheld");
        public static string AddKpiPart => Pick("Indicator toevoegen", "Add an indicator");

        public static string Instalments => Pick("Termijnen per jaar", "Instalments a year");
        public static string InstalmentsHelp => Pick("Leeg: twaalf.", "Empty: twelve.");
        public static string Key => Pick("Verdeling over de gemeenten", "Division over the municipalities");
        public static string KeyHelp => Pick("Zonder sleutel: naar gewogen aantal jeugdigen. Meer sleutels samen zijn 100%.", "Without a key: by weighted youths. Several keys are 100% together.");
        public static string KeyOf(int number) => Pick($"Sleutel {number}", $"Key {number}");
        public static string KeyKind => Pick("Verdelen naar", "Divide by");
        public static string ByInhabitants => Pick("inwoners", "inhabitants");
        public static string ByYouths => Pick("jeugdigen", "youths");
        public static string ByWeight => Pick("gewogen jeugdigen", "weighted youths");
        public static string ByUse => Pick("gebruik (jeugdigen in zorg)", "use (youths in care)");
        public static string ByAgreement => Pick("vaste delen", "agreed shares");
        public static string KeyShare => Pick("Aandeel", "Share");
        public static string AddKey => Pick("Sleutel toevoegen", "Add a key");
        public static string Weights => Pick("Gewicht per gemeente", "Weight of each municipality");
        public static string WeightYear => Pick("Alleen in jaar", "Only in year");
        public static string FixedShares => Pick("Vast deel per gemeente", "Agreed share of each municipality");
        public static string FixedShare(int number) => Pick($"Deel {number}", $"Share {number}");
        public static string AddFixedShare => Pick("Deel toevoegen", "Add a share");
        public static string AllBuyers => Pick("Alle inkopende gemeenten toevoegen", "Add all buying municipalities");
        public static string Index => Pick("Indexering", "Indexation");
        public static string IndexHelp => Pick("Ramingen in procenten; voor de nacalculatie ook raming en uitkomst van het jaar ervoor, alle vier of geen.", "Forecasts in percent; for the after-correction also forecast and outcome of the year before, all four or none.");
        public static string IndexOf(int number) => Pick($"Index {number}", $"Index {number}");
        public static string ForecastOva => Pick("Raming OVA", "Forecast OVA");
        public static string ForecastPpc => Pick("Raming PPC", "Forecast PPC");
        public static string PreviousForecastOva => Pick("Vorig jaar: raming OVA", "Year before: forecast OVA");
        public static string PreviousForecastPpc => Pick("Vorig jaar: raming PPC", "Year before: forecast PPC");
        public static string PreviousDefinitiveOva => Pick("Vorig jaar: definitief OVA", "Year before: definitive OVA");
        public static string PreviousDefinitivePpc => Pick("Vorig jaar: definitief PPC", "Year before: definitive PPC");
        public static string AddIndex => Pick("Indexjaar toevoegen", "Add an index year");
        public static string Corridor => Pick("Corridor en veiligheidsventiel", "Corridor and safety valve");
        public static string CorridorHelp => Pick("Leeg: meer gebruik verandert niets. Zonder eigen sleutel wordt verdeeld zoals het jaarbedrag.", "Empty: more use changes nothing. Without keys of its own it is divided as the annual amount.");
        public static string ReferenceYouths => Pick("Referentieaantal in zorg", "Reference number in care");
        public static string Upper => Pick("Corridor naar boven", "Corridor upwards");
        public static string BuyerShare => Pick("Daarboven betalen de gemeenten", "Above it the buyers pay");
        public static string SharedBy => Pick("Verdeling van het ventiel", "Division of the valve");
        public static string Execution => Pick("Uitvoeringskosten en reserve", "Cost of execution and reserve");
        public static string Lower => Pick("Uitvoeringskosten vanaf", "Cost of execution from");
        public static string UpperCost => Pick("Uitvoeringskosten tot", "Cost of execution until");
        public static string ReserveCap => Pick("Reserve hoogstens", "Reserve at most");
        public static string OfBudget => Pick("% van het budget", "% of the budget");

        public static string ReferenceShare => Pick("Resultaat van de referentiegroep", "Result of the reference group");
        public static string PricePerResult => Pick("Prijs per extra resultaat", "Price for each extra result");
        public static string Granted => Pick("Verleend bedrag", "Amount granted");
        public static string AdvanceShare => Pick("Bevoorschotting", "Paid in advance");
        public static string Division => Pick("Verdeelsleutel", "Division key");
        public static string DivisionHelp => Pick("Zonder sleutel: naar jeugdigen in zorg.", "Without a key: by youths in care.");

        public static string Contracted => Pick("het contract", "the contract");
        public static string Youths(string count) => Pick($"{count} jeugdigen", $"{count} youths");
        public static string Deviation(string from, string until) => until.Length == 0 ? Pick($"boven {from}", $"above {from}") : Pick($"{from} tot {until}", $"{from} to {until}");
        public static string Sharing(string above, string below) => Pick($"meer: gemeente betaalt {above}; minder: gemeente krijgt {below} terug", $"more: buyer pays {above}; fewer: buyer gets back {below}");
        public static string UpTo(int day, string rate) => day == 0 ? Pick($"daarna: {rate} per dag", $"after that: {rate} a day") : Pick($"tot en met dag {day}: {rate} per dag", $"up to day {day}: {rate} a day");
        public static string SignalAt(string share) => Pick($"signaal bij {share}", $"signal at {share}");
        public static string AboveCorridor(string upper, string youths, string share) => Pick($"boven {upper} meer dan {youths} jeugdigen betalen de gemeenten {share}", $"above {upper} more than {youths} youths the buyers pay {share}");
        public static string ByUseDefault => Pick("niets afgesproken: naar jeugdigen in zorg, en zolang die aantallen niet zijn vastgelegd gelijk over de gemeenten", "nothing agreed: by youths in care, and equally over the municipalities while those counts are not recorded");
        public static string PerYear(string money, int parts) => Pick($"{money} per jaar, in {parts} termijnen", $"{money} a year, in {parts} instalments");
        public static string EveryYear => Pick("elk jaar", "every year");
        public static string CareDays(int days) => days == 1 ? Pick("ten minste 1 zorgdag in het jaar", "at least 1 care day in the year") : Pick($"ten minste {days} zorgdagen in het jaar", $"at least {days} care days in the year");
        public static string StatementCheck => Pick("Controle van opgaven", "Check of statements");
        public static string StatementCheckHelp => Pick("Wanneer betaalbaar wordt wat de aanbieder zelf opgeeft: bereikte delen, volume, kosten.", "When what the provider states becomes payable: parts reached, volume, cost.");
        public static string StatementDefault => Pick("Niet gekozen: na controle", "Not chosen: once checked");
        public static string SampleShare => Pick("Steekproef", "Sample");
        public static string CheckAutomatic => Pick("Direct betaalbaar", "Payable at once");
        public static string CheckSampled => Pick("Direct betaalbaar, behalve wat in de steekproef valt", "Payable at once, but for what the sample chose");
        public static string CheckChecked => Pick("Na controle door de gemeente", "Once a buyer checked it");
        public static string AfterCorrection(string forecastOva, string forecastPpc, string ova, string ppc) =>
            Pick($"nacalculatie vorig jaar: OVA {forecastOva} werd {ova}, PPC {forecastPpc} werd {ppc}", $"after-correction of the year before: OVA {forecastOva} became {ova}, PPC {forecastPpc} became {ppc}");
    }
}
