namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Settlement
    {
        public static string Lead => Pick("Wat er per contract is afgerekend, naast het jaarbudget.", "What was settled per contract, beside the year budget.");
        public static string Year => Pick("Jaar", "Year");
        public static string Title(string number) => Pick($"Afrekening {number}", $"Settlement {number}");
        public static string None => Pick("Er zijn in dit jaar nog geen afrekeningen.", "There are no settlements in this year yet.");
        public static string From => Pick("Van", "From");
        public static string Until => Pick("Tot en met", "Until");
        public static string AsOf => Pick("Zoals bekend op", "As known on");
        public static string AsOfHelp => Pick("Leeg: nu. Anders telt alleen wat toen was vastgelegd, met het contract zoals het toen was.", "Empty: now. Else only what was recorded by then counts, with the contract as it was then.");
        public static string KnownAt(string at) => Pick($"Stand van {at}", $"As of {at}");
        public static string KnownNote => Pick("Wat later is vastgelegd, telt hier niet mee.", "What was recorded later does not count here.");
        public static string Total => Pick("Te betalen", "Payable");
        public static string Discount => Pick("Korting", "Discount");
        public static string DiscountNote => Pick("naast het totaal, er niet in", "beside the total, not in it");
        public static string Parts => Pick("Per product, gemeente en maand", "Per product, municipality and month");
        public static string PartsLead => Pick("De bedragen tellen op tot het totaal van de afrekening.", "The amounts add up to the total of the settlement.");
        public static string PerMonth => Pick("Bedrag per maand", "Amount per month");
        public static string PerLot => Pick("Per perceel", "Per lot");
        public static string Explanation => Pick("Hoe dit bedrag tot stand komt", "How this amount came about");
        public static string ExplanationLead => Pick("Elk bedrag is de som van wat eronder staat, tot en met de gedeclareerde regel. Klap open wat u wilt nagaan.", "Every amount is the sum of what stands below it, down to the declared line. Open what you want to check.");
        /// <summary>How far a budget is used, as a warning: the threshold that was passed last.</summary>
        public static string Signal(decimal used) => used > 1m ? Over : used == 1m ? Pick("100% bereikt", "100% reached") : Pick("70% bereikt", "70% reached");
        public static string Over => Pick("boven budget", "over budget");
        public static string NoLines => Pick("Er zijn in deze periode geen geaccepteerde regels.", "There are no accepted lines in this period.");
        public static string Rounding => Pick("Afronding", "Rounding");
        public static string SourceEvent => Pick("Gebeurtenis", "Event");
        public static string Version => Pick("Contractversie", "Contract version");
        public static string More(int count) => Pick($"Nog {Admin.Show.Count(count)} regels; download het bestand voor het geheel.", $"{Admin.Show.Count(count)} more lines; download the file for all.");
        public static string Findings => Pick("Bevindingen", "Findings");
        public static string FindingsLead => Pick("Wat bij het afrekenen opviel. Een bevinding verandert het bedrag niet zelf; de onderbouwing zegt wat is meegeteld.", "What stood out while settling. A finding changes no amount by itself; the explanation says what counted.");
        public static string NotSettled => Pick("Nog niet af te rekenen", "Cannot be settled yet");
        public static string NotSettledOf(string lot, string text) => Pick($"Perceel {lot}: {text}", $"Lot {lot}: {text}");
        public static string Settled => Pick("Afgerekend", "Settled");
        public static string Provisional => Pick("Voorlopig", "Provisional");
        public static string ProvisionalNote(string amount) => Pick($"komt met wat nu bekend is op {amount}", $"comes to {amount} by what is known now");
        public static string ProvisionalUntil(bool yearIsOver) => yearIsOver ? Pick("het jaar is voorbij; wordt afgerekend zodra alles bekend is", "the year is over; settled as soon as everything is known") : Pick("wordt na afloop van het jaar afgerekend", "settled after the year");
        public static string NetOfAdvances => Pick("Na voorschotten", "After advances");
        public static string NetOfAdvancesNote => Pick("afgerekend min vastgelegde voorschotten", "settled less recorded advances");
        public static string AfterAdvances(string amount) => Pick($"na voorschotten {amount}", $"after advances {amount}");
        public static string Rule => Pick("Regel", "Rule");
        public static string Source => Pick("Bron", "Source");
        public static string Unrounded => Pick("Onafgerond", "Unrounded");
        public static string Amount => Pick("Bedrag", "Amount");
        public static string IsSumOf(int count) => count == 1 ? Pick("1 deel", "1 part") : Pick($"{Admin.Show.Count(count)} delen", $"{Admin.Show.Count(count)} parts");
        public static string OwnPage => Pick("Openen op een eigen pagina", "Open on a page of its own");
        public static string MoreParts => Pick("Volgende delen", "Next parts");
        public static string OpenParts => Pick("Waaruit dit bedrag bestaat", "What makes up this amount");
        public static string ExplainAway => Pick("De onderbouwing tot op de regel is voor uw rol niet beschikbaar.", "The explanation down to the line is not available to your role.");
        public static string Whole => Pick("Hele afrekening", "Whole settlement");
        public static string PaidLines => Pick("Betaald van dit contract", "Paid of this contract");
        public static string Subject => Pick("Betreft", "About");
    }

    /// <summary>The rules that make an amount, as a person reads them; the code itself is what programs see.</summary>
    public static class Rules
    {
        public static string Of(string rule) => rule switch
        {
            "sum" => Pick("Som van de delen", "Sum of the parts"),
            "price_times_quantity" => Pick("Volume × tarief", "Volume × rate"),
            "price_times_quantity_by_day" => Pick("Volume gelijk verdeeld over de dagen, tegen het tarief van die dagen", "Volume spread over the days, at the rate of those days"),
            "volume_is_amount" => Pick("De eenheid is euro: het volume is het bedrag", "The unit is euro: the volume is the amount"),
            "as_recorded" => Pick("Bedrag zoals vastgelegd bij de beoordeling", "Amount as recorded when judged"),
            "no_tariff" => Pick("Geen tarief op deze dag: niets te betalen tot dat er is", "No rate on this day: nothing to pay until there is"),
            "spending_cap" => Pick("Boven de bestedingsruimte: alleen wat daarvan resteert", "Above the spending cap: only what remains of it"),
            "stay_tier" => Pick("Verblijfsdagen in deze trede × dagtarief", "Days of stay in this tier × rate a day"),
            "month_tariff" => Pick("Maandtarief: de gebroken eerste maand niet, de laatste maand geheel", "Month rate: not the broken first month, the last month whole"),
            "breach_discount" => Pick("Korting: budget ÷ 12 × maanden × percentage", "Discount: budget ÷ 12 × months × percentage"),
            "share_of_price" => Pick("Deel van de trajectprijs", "Part of the trajectory price"),
            "share_of_key" => Pick("Aandeel volgens de verdeelsleutel", "Share by the division key"),
            "result_above_reference" => Pick("Resultaten boven de referentie × prijs per resultaat", "Results above the reference × price of a result"),
            "not_verified" => Pick("Nog niet onafhankelijk getoetst: niets te betalen", "Not verified independently yet: nothing to pay"),
            "lowest_of" => Pick("Het laagste van verleend en vastgesteld", "The lower of granted and determined"),
            "above_limit_returned" => Pick("Wat boven de grens ligt, gaat terug", "What lies above the limit goes back"),
            "recorded_amount" => Pick("Vastgelegd bedrag", "Recorded amount"),
            "rows_of_clients" => Pick("Van jeugdigen samen: een contractmanager ziet geen regels van jeugdigen", "Of youths together: a contract manager sees no rows of youths"),
            "taken_off" => Pick("Al voldaan, wordt afgetrokken", "Paid already, taken off"),
            "band_share" => Pick("Jeugdigen in deze band × prijs per jeugdige × aandeel", "Youths in this band × price of a youth × share"),
            "kpi_withheld" => Pick("Ingehouden deel van het budget tot de KPI is gehaald", "Part of the budget withheld until the KPI is met"),
            "kpi_released" => Pick("Vrijgegeven deel van wat was ingehouden", "Released part of what was withheld"),
            "corridor_share" => Pick("Jeugdigen boven de bandbreedte × prijs per jeugdige × aandeel", "Youths above the corridor × price of a youth × share"),
            "indexed_budget" => Pick("Jaarbedrag × index", "Annual amount × index"),
            "hours_at_rate" => Pick("Uren × uurtarief, tot het maximum", "Hours × rate, up to the limit"),
            "growth_volume" => Pick("Meer of minder jeugdigen, tegen de gemiddelde kosten van de eerste periode", "More or fewer youths, at the mean cost of the first period"),
            "growth_price" => Pick("Jeugdigen nu × het verschil in kosten per jeugdige van dit product", "Youths now × the difference in cost per youth of this product"),
            "growth_place" => Pick("Jeugdigen nu × de verschuiving van het aandeel × de gemiddelde kosten daar", "Youths now × the shift in share × the mean cost there"),
            "growth_rest" => Pick("Wat overblijft: andere producten in andere verhoudingen", "The rest: other products in other proportions"),
            _ => rule,
        };

        public static string Input(string name) => name switch
        {
            "volume" => Pick("Volume", "Volume"),
            "unit" => Pick("Eenheid", "Unit"),
            "tariff_eur" => Pick("Tarief", "Rate"),
            "tariff_agreed_eur" => Pick("Afgesproken tarief", "Agreed rate"),
            "tariff_unit" => Pick("Tarief per", "Rate per"),
            "per" => Pick("Eenheden per tariefeenheid", "Units per unit of the rate"),
            "rounding_rule" => Pick("Afrondingsregel", "Rounding rule"),
            "period" => Pick("Periode", "Period"),
            "contract_version" => Pick("Contractversie", "Contract version"),
            "days" => Pick("Dagen", "Days"),
            "days_of_line" => Pick("Dagen van de regel", "Days of the line"),
            "months" => Pick("Maanden", "Months"),
            "share" => Pick("Aandeel", "Share"),
            "side" => Pick("Kant van de referentie", "Side of the reference"),
            "units" => Pick("Jeugdigen in de band", "Youths in the band"),
            "reference" or "reference_volume" => Pick("Referentieaantal", "Reference number"),
            "actual" => Pick("Werkelijk aantal", "Actual number"),
            "corridor" => Pick("Bandbreedte", "Corridor"),
            "index" => Pick("Index", "Index"),
            "weight" => Pick("Gewicht", "Weight"),
            "weight_of_all" => Pick("Gewicht van allen", "Weight of all"),
            "whole_cents" => Pick("Te verdelen", "To divide"),
            "amount_cents" => Pick("Bedrag", "Amount"),
            "budget_cents" => Pick("Budget", "Budget"),
            "price_cents" => Pick("Prijs", "Price"),
            "remaining_cents" => Pick("Resteert van de ruimte", "Remains of the cap"),
            "limit_cents" => Pick("Maximum", "Limit"),
            "granted_cents" => Pick("Verleend", "Granted"),
            "determined_cents" => Pick("Vastgesteld", "Determined"),
            "participants" => Pick("Deelnemers", "Participants"),
            "results" => Pick("Resultaten", "Results"),
            "reference_share" => Pick("Referentie", "Reference"),
            "verified_by" => Pick("Getoetst door", "Verified by"),
            "released" => Pick("Vrijgegeven deel", "Released part"),
            "reached_on" => Pick("Bereikt op", "Reached on"),
            "hours" => Pick("Uren", "Hours"),
            "rate_eur" => Pick("Uurtarief", "Rate an hour"),
            "clients_now" => Pick("Jeugdigen nu", "Youths now"),
            "clients_before" => Pick("Jeugdigen eerst", "Youths before"),
            "cost_now_cents" => Pick("Kosten nu", "Cost now"),
            "cost_before_cents" => Pick("Kosten eerst", "Cost before"),
            "share_now" => Pick("Aandeel nu", "Share now"),
            "share_before" => Pick("Aandeel eerst", "Share before"),
            "price_before_cents" => Pick("Gemiddelde kosten eerst", "Mean cost before"),
            "growth_cents" => Pick("Groei", "Growth"),
            "explained_cents" => Pick("Al verklaard", "Explained already"),
            _ => name,
        };
    }

    public static class Explained
    {
        public static string Above => Pick("boven de referentie", "above the reference");
        public static string Below => Pick("onder de referentie", "below the reference");
        public static string Finding(string code) => code switch
        {
            "drop_out" => Pick("Uitval", "Drop-out"),
            "safety_valve" => Pick("Veiligheidsventiel", "Safety valve"),
            "spending_signal" => Pick("Signaal bestedingsruimte", "Spending signal"),
            "above_spending_cap" => Pick("Boven bestedingsruimte", "Above the cap"),
            "no_tariff" => Pick("Geen tarief", "No rate"),
            "outcome_not_verified" => Pick("Nog niet getoetst", "Not verified"),
            "execution_cost_above_band" => Pick("Uitvoeringskosten te hoog", "Execution cost too high"),
            "execution_cost_below_band" => Pick("Uitvoeringskosten te laag", "Execution cost too low"),
            "declared_outside_model" => Pick("Gedeclareerd buiten de bekostiging", "Declared outside the funding"),
            "divided_equally" => Pick("Gelijk verdeeld, zonder sleutel", "Divided equally, no key"),
            "more_findings" => Pick("Meer bevindingen", "More findings"),
            "reserve_above_cap" => Pick("Reserve te hoog", "Reserve too high"),
            _ => code,
        };
    }

    public static class Growth
    {
        public static string Title => Pick("Kostenontwikkeling", "Development of cost");
        public static string Lead => Pick("Waarom de kosten tussen twee perioden zijn veranderd, tot op de cent uiteengelegd.", "Why cost changed between two periods, taken apart to the cent.");
        public static string Base => Pick("Eerste periode", "First period");
        public static string Now => Pick("Tweede periode", "Second period");
        public static string Contracts => Pick("Contract", "Contract");
        public static string AllContracts => Pick("Alle contracten", "All contracts");
        public static string Difference => Pick("Verschil", "Difference");
        public static string Volume => Pick("Volume", "Volume");
        public static string VolumeWhy => Pick("meer of minder jeugdigen", "more or fewer youths");
        public static string Mix => Pick("Samenstelling", "Mix");
        public static string MixWhy => Pick("andere hulp in andere verhoudingen, nieuwe en vervallen producten", "other care in other proportions, new and ended products");
        public static string Price => Pick("Prijs", "Price");
        public static string PriceWhy => Pick("hogere of lagere kosten per jeugdige van hetzelfde product", "higher or lower cost per youth of the same product");
        public static string Place => Pick("Plaats", "Place");
        public static string PlaceWhy => Pick("verschuiving tussen gemeenten", "shift between municipalities");
        public static string Payer => Pick("Betaler", "Payer");
        public static string PayerWhy => Pick("verschuiving tussen aanbieders binnen een gemeente", "shift between providers within a municipality");
        public static string Why => Pick("Waardoor", "What by");
        public static string Chart => Pick("Van de eerste naar de tweede periode", "From the first to the second period");
        public static string AxisNote => Pick("Bij kleine verschillen begint de as boven nul.", "With small differences the axis starts above zero.");
        public static string Cells => Pick("Per product, gemeente en aanbieder", "Per product, municipality and provider");
        public static string Clients => Pick("Jeugdigen", "Youths");
        public static string UnknownProvider => Pick("niet meer bekende aanbieder", "provider no longer known");
        public static string Unequal(string first, string second) => Pick(
            $"De perioden zijn niet even lang: {first} tegen {second}. Een verschil zegt dan niets over volume of prijs; kies twee perioden van evenveel maanden.",
            $"The periods are not equally long: {first} against {second}. A difference says nothing about volume or price then; choose two periods of as many months.");
        public static string Months(int count) => count == 1 ? Pick("1 maand", "1 month") : Pick($"{count} maanden", $"{count} months");
        public static string Compared(string first, string second) => Pick($"Vergeleken: {first} met {second}.", $"Compared: {first} with {second}.");
        public static string WithoutAmount => Pick("Niet in deze vergelijking", "Not in this comparison");
        public static string WithoutAmountLead => Pick("Van deze percelen is over een van beide perioden geen bedrag bekend. Zij tellen in geen van beide mee.", "Of these lots there is no amount for one of the periods. They count in neither.");
        public static string WithoutAmountOf(string lot, string from, string text) => Pick($"perceel {lot}, periode vanaf {from}: {text}", $"lot {lot}, period from {from}: {text}");
        public static string Suppressed => Pick("minder dan 10", "fewer than 10");
        public static string None => Pick("In deze perioden is niets gedeclareerd.", "Nothing was declared in these periods.");
        public static string Tree => Pick("Onderbouwing van het verschil", "Explanation of the difference");
    }
}
