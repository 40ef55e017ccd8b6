namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Fact
    {
        public static string Lead => Pick("Wat een afrekening moet weten en geen bericht vertelt: aantallen, verantwoordingen, resultaten, tekortkomingen. Een feit wordt nooit gewijzigd; een nieuwer feit vervangt het, of het wordt ingetrokken.", "What a settlement needs to know and no message brings: counts, reports, results, breaches. A fact is never changed; a newer one replaces it, or it is withdrawn.");
        public static string None => Pick("Er zijn nog geen feiten vastgelegd.", "No facts are recorded yet.");
        public static string Record => Pick("Feit vastleggen", "Record a fact");
        public static string RecordLead => Pick("Vul in wat is vastgesteld. Vanaf nu rekenen afrekeningen ermee; wat al betaald is, verandert niet, maar het verschil wordt zichtbaar.", "Enter what was established. Settlements use it from now on; what was paid does not change, but the difference shows.");
        public static string ChooseKind => Pick("Wat wilt u vastleggen?", "What do you want to record?");
        public static string OfRegion => Pick("Voor de hele regio", "For the whole region");
        public static string OfContract => Pick("Voor een contract", "For a contract");
        public static string Kind => Pick("Soort", "Kind");
        public static string AllKinds => Pick("Alle soorten", "All kinds");
        public static string What => Pick("Feit", "Fact");
        public static string Scope => Pick("Geldt voor", "Holds for");
        public static string Region => Pick("Regio", "Region");
        public static string Lot => Pick("Perceel", "Lot");
        public static string AllLots => Pick("alle percelen", "all lots");
        public static string LotHelp => Pick("Kenmerk van het perceel, zoals 1. Leeg: het hele contract.", "Id of the lot, such as 1. Empty: the whole contract.");
        public static string RecordedAt => Pick("Vastgelegd", "Recorded");
        public static string Current => Pick("Geldt", "In force");
        public static string Withdrawn => Pick("Ingetrokken", "Withdrawn");
        public static string Withdraw => Pick("Intrekken", "Withdraw");
        public static string WithdrawHelp => Pick("Blijft zichtbaar bij het feit. Geen persoonsgegevens.", "Stays visible with the fact. No personal data.");

        public static string KindName(string kind) => kind switch
        {
            "population" => Pick("Inwoners en jeugdigen", "Inhabitants and youths"),
            "use" => Pick("Jeugdigen in zorg", "Youths in care"),
            "merger" => Pick("Herindeling", "Merger of municipalities"),
            "municipality_budget" => Pick("Begroting van een gemeente", "Budget of a municipality"),
            "breach" => Pick("Tekortkoming", "Breach"),
            "part_reached" => Pick("Fase of mijlpaal bereikt", "Phase or milestone reached"),
            "outcome" => Pick("Gemeten resultaat", "Measured outcome"),
            "determination" => Pick("Vaststelling van subsidie", "Determination of a subsidy"),
            "advance" => Pick("Betaald voorschot", "Paid advance"),
            "volume" => Pick("Verantwoord volume", "Reported volume"),
            "kpi" => Pick("Vrijgave van KPI-deel", "Release of a KPI part"),
            "cost" => Pick("Verantwoorde kosten en reserve", "Reported cost and reserve"),
            _ => kind,
        };

        public static string KindHelp(string kind) => kind switch
        {
            "population" => Pick("Voor verdeelsleutels en populatiebekostiging. Een nieuwe telling van hetzelfde jaar vervangt de oude.", "For division keys and population funding. A new count of the same year replaces the old."),
            "use" => Pick("Hoeveel jeugdigen van een gemeente in een jaar zorg kregen.", "How many youths of a municipality were in care in a year."),
            "merger" => Pick("Vanaf deze dag gaan bedragen van de oude gemeente naar de nieuwe.", "From this day amounts of the old municipality go to the new one."),
            "municipality_budget" => Pick("Wat de gemeente in dit jaar voor jeugdhulp heeft begroot.", "What the municipality budgeted for youth care in this year."),
            "breach" => Pick("Geeft een korting naast het totaal: budget ÷ 12 × maanden × percentage.", "Gives a discount beside the total: budget ÷ 12 × months × percentage."),
            "part_reached" => Pick("Maakt dat deel van de trajectprijs betaalbaar.", "Makes that part of the trajectory price payable."),
            "outcome" => Pick("Wordt pas betaald als een ander de meting heeft getoetst.", "Is paid only once another has verified the measurement."),
            "determination" => Pick("Zonder verantwoordingsverslag wordt de subsidie niet afgerekend.", "Without an accountability report the subsidy is not settled."),
            "advance" => Pick("Wordt van de afrekening afgetrokken.", "Is taken off the settlement."),
            "volume" => Pick("Het aantal jeugdigen volgens de verantwoording van de aanbieder.", "The number of youths by the provider's accountability."),
            "kpi" => Pick("Welk deel van het ingehouden bedrag vrijkomt.", "Which part of the withheld amount is released."),
            "cost" => Pick("Uitvoeringskosten en reserve volgens de verantwoording.", "Cost of execution and reserve by the accountability."),
            _ => "",
        };

        public static string Inhabitants => Pick("Inwoners", "Inhabitants");
        public static string Youths => Pick("Jeugdigen", "Youths");
        public static string YouthsInCare => Pick("Jeugdigen in zorg", "Youths in care");
        public static string OldCode => Pick("Oude gemeente", "Old municipality");
        public static string NewCode => Pick("Nieuwe gemeente", "New municipality");
        public static string From => Pick("Vanaf", "From");
        public static string BudgetAmount => Pick("Begroot bedrag", "Budgeted amount");
        public static string Reason => Pick("Waarin tekortgeschoten", "What fell short");
        public static string On => Pick("Datum", "Date");
        public static string Months => Pick("Maanden", "Months");
        public static string DiscountShare => Pick("Kortingspercentage", "Discount percentage");
        public static string AllocationId => Pick("Toewijzing (id)", "Allocation (id)");
        public static string AllocationIdHelp => Pick("De sleutel van de toewijzing, zoals het logboek die noemt.", "The key of the allocation, as the event log names it.");
        public static string Part => Pick("Deel", "Part");
        public static string PartHelp => Pick("1 is het eerste deel.", "1 is the first part.");
        public static string Participants => Pick("Deelnemers", "Participants");
        public static string Results => Pick("Behaalde resultaten", "Results reached");
        public static string VerifiedBy => Pick("Getoetst door", "Verified by");
        public static string VerifiedByHelp => Pick("Leeg zolang niemand de meting heeft getoetst.", "Empty as long as nobody verified the measurement.");
        public static string Measurement => Pick("Naam van de meting", "Name of the measurement");
        public static string MeasurementHelp => Pick("Dezelfde naam bij de toets vervangt de eerste melding.", "The same name at verification replaces the first report.");
        public static string Determined => Pick("Vastgesteld bedrag", "Determined amount");
        public static string Report => Pick("Kenmerk van het verantwoordingsverslag", "Reference of the accountability report");
        public static string Amount => Pick("Bedrag", "Amount");
        public static string Volume => Pick("Aantal jeugdigen", "Number of youths");
        public static string IndicatorCode => Pick("Code van de KPI", "Code of the KPI");
        public static string Released => Pick("Vrijgegeven deel", "Released part");
        public static string Execution => Pick("Uitvoeringskosten", "Cost of execution");
        public static string Reserve => Pick("Reserve", "Reserve");
        public static string Waits => Pick("Wacht op controle", "Awaits a check");
        public static string WaitingOnly => Pick("Alleen wat op controle wacht, van alle contracten", "Only what awaits a check, of all contracts");
        public static string Confirm => Pick("Bevestigen", "Confirm");
        public static string ConfirmedBy => Pick("Gecontroleerd door", "Checked by");
        public static string NoneWaiting => Pick("Er wacht niets op controle.", "Nothing awaits a check.");
    }
}
