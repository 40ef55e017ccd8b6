namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Payment
    {
        public static string Lead => Pick("Wat betaalbaar wordt gesteld: de een stelt een betaalrun voor, een ander keurt hem goed.", "What is paid out: one person proposes a run, another approves it.");
        public static string None => Pick("Er zijn in dit jaar nog geen betaalruns.", "There are no payment runs in this year yet.");
        public static string Run => Pick("Betaalrun", "Payment run");
        public static string RunOf(string until) => Pick($"Betaalrun t/m {until}", $"Payment run until {until}");
        public static string Propose => Pick("Betaalrun voorstellen", "Propose a payment run");
        public static string ProposeLead => Pick("De run bevat alles wat tot en met de gekozen dag verschuldigd is, min wat eerder is betaald en wat wordt betwist. Er wordt pas betaald als een ander de run goedkeurt.", "The run holds all that is due up to the chosen day, less what was paid before and what is disputed. Nothing is paid until another person approves it.");
        public static string Year => Pick("Jaar", "Year");
        public static string Until => Pick("Verschuldigd tot en met", "Due until");
        public static string UntilHelp => Pick("Een dag in het gekozen jaar.", "A day of the chosen year.");
        public static string Contracts => Pick("Contracten", "Contracts");
        public static string ContractsHelp => Pick("Niets aangevinkt: alle ondertekende contracten van het jaar.", "Nothing ticked: all signed contracts of the year.");
        public static string AllContracts => Pick("Alle ondertekende contracten", "All signed contracts");
        public static string ChosenContracts(int count) => count == 1 ? Pick("1 gekozen contract", "1 chosen contract") : Pick($"{count} gekozen contracten", $"{count} chosen contracts");
        public static string AllYears => Pick("Alle jaren", "All years");
        public static string ProposedBy => Pick("Voorgesteld door", "Proposed by");
        public static string ApprovedBy => Pick("Goedgekeurd door", "Approved by");
        public static string PaidOn => Pick("Betaald op", "Paid on");
        public static string On => Pick("Datum", "Date");
        public static string Reason => Pick("Reden", "Reason");
        public static string ToPay => Pick("Te betalen", "To pay");
        public static string Held => Pick("Aangehouden", "Held back");
        public static string HeldNote => Pick("betwist, nog niet betaalbaar", "disputed, not payable yet");
        public static string PerMunicipality => Pick("Per gemeente", "Per municipality");
        public static string PerMunicipalityLead => Pick("Elke gemeente betaalt haar eigen deel. De bestanden per gemeente tellen samen op tot het bestand van de regio.", "Each municipality pays its own part. The files per municipality add up to the file of the region.");
        public static string Region => Pick("Hele regio", "Whole region");
        public static string File => Pick("Betaalbestand", "Payment file");
        public static string FileOf(string municipality) => Pick($"betaalbestand van {municipality}", $"payment file of {municipality}");
        public static string Lines => Pick("Betaalregels", "Payment lines");
        public static string LinesOfContract(string number) => Pick($"Betaald van {number}", $"Paid of {number}");
        public static string LinesOfContractLead => Pick("Alle betaalregels van dit contract over alle betaalruns.", "All payment lines of this contract over all runs.");
        public static string NoLines => Pick("Er zijn geen betaalregels.", "There are no payment lines.");
        public static string Key => Pick("Kenmerk", "Key");
        public static string SettledNow => Pick("Is nu", "Is now");
        public static string Before => Pick("Eerder betaald", "Paid before");
        public static string Disputed => Pick("Betwist", "Disputed");
        public static string Difference => Pick("Nabetaling of terugvordering", "Difference with what was paid");
        public static string DifferenceShort => Pick("verschilregel", "difference");
        public static string Omissions => Pick("Niet in deze run", "Not in this run");
        public static string OmissionsLead => Pick("Deze contracten konden nog niet worden afgerekend. Zij komen vanzelf mee in een volgende run zodra dat wel kan.", "These contracts could not be settled yet. They come along in a later run as soon as they can.");
        public static string Decide => Pick("Besluit", "Decision");
        public static string Approve => Pick("Goedkeuren", "Approve");
        public static string ApproveLead => Pick("Door goed te keuren wordt dit bedrag betaalbaar. Wie de run heeft voorgesteld, kan hem niet zelf goedkeuren.", "Approval makes this amount payable. Who proposed the run cannot approve it.");
        public static string Drop => Pick("Intrekken", "Drop");
        public static string DropLead => Pick("Het voorstel vervalt; de bedragen komen in een volgend voorstel terug.", "The proposal lapses; its amounts come back in a later one.");
        public static string Pay => Pick("Betaling vastleggen", "Record the payment");
        public static string PayLead => Pick("Leg vast op welke dag de bank heeft betaald.", "Record the day on which the bank paid.");
        public static string Reverse => Pick("Terugdraaien", "Reverse");
        public static string ReverseLead => Pick("Alles uit deze run is teruggekomen en staat weer open.", "All of this run came back and is open again.");
        public static string ReasonHelp => Pick("Komt in het logboek. Geen persoonsgegevens.", "Shown in the log. No personal data.");
        public static string AwaitsApproval => Pick("Wacht op goedkeuring door een ander dan de voorsteller.", "Awaits approval by another than the proposer.");
        public static string AwaitsPayment => Pick("Goedgekeurd. Betaal met het bestand uit uw eigen administratie, waar de rekeningnummers staan, en leg daarna de betaling vast.", "Approved. Pay by the file from your own books, where the account numbers are, then record the payment.");
        public static string All => Pick("Alle gemeenten", "All municipalities");
        public static string Contest => Pick("Betwisten", "Dispute");
        public static string Proposed => Pick("Voorgesteld", "Proposed");
        public static string Approved => Pick("Goedgekeurd", "Approved");
        public static string Paid => Pick("Betaald", "Paid");
        public static string Reversed => Pick("Teruggedraaid", "Reversed");
        public static string Dropped => Pick("Ingetrokken", "Dropped");
        public static string LineCount(long count) => count == 1 ? Pick("1 regel", "1 line") : Pick($"{Admin.Show.Count(count)} regels", $"{Admin.Show.Count(count)} lines");
        public static string OfLines => Pick("Prestaties, opgeteld", "Lines, added up");
        public static string OfStays => Pick("Verblijf, opgeteld", "Stays, added up");
        public static string OfLine(string reference) => Pick($"Prestatie {reference}", $"Line {reference}");
        public static string OfAdvance(string month, string lot) => Pick($"Voorschot {month}, perceel {lot}", $"Advance {month}, lot {lot}");
        public static string OfYear(string year, string lot) => Pick($"Afrekening {year}, perceel {lot}", $"Settlement {year}, lot {lot}");
        public static string OfTrajectory => Pick("Traject", "Trajectory");
        public static string OfMeasure => Pick("Maatregel", "Measure");
        public static string OfStay(string from) => Pick($"Verblijf vanaf {from}", $"Stay from {from}");
        public static string OfOutcome => Pick("Gemeten resultaat", "Measured outcome");
        public static string What => Pick("Waarvoor", "What for");
        public static string RunId => Pick("Runkenmerk", "Run id");
    }

    public static class Dispute
    {
        public static string Lead => Pick("Bedragen waarover aanbieder en gemeente het niet eens zijn. Wat niet betwist is, blijft gewoon betaalbaar.", "Amounts that provider and municipality disagree on. What is not disputed stays payable.");
        public static string None => Pick("Er zijn geen betwistingen.", "There are no disputes.");
        public static string OpenOnly => Pick("Alleen open", "Open only");
        public static string New => Pick("Bedrag betwisten", "Dispute an amount");
        public static string NewLead => Pick("Het betwiste deel wordt aangehouden tot er een besluit is; de rest wordt betaald.", "The disputed part is held back until decided; the rest is paid.");
        public static string KeyHelp => Pick("De referentie van de prestatie zoals die in de betaalregel staat, bijvoorbeeld R-2026-001.", "The reference of what was delivered as it stands in the payment line, such as R-2026-001.");
        public static string Amount => Pick("Betwist bedrag", "Disputed amount");
        public static string AmountHelp => Pick("Hoogstens het bedrag van de regel.", "At most the amount of the line.");
        public static string LineAmount(string amount) => Pick($"De regel is {amount}.", $"The line is {amount}.");
        public static string Reason => Pick("Waarom", "Why");
        public static string Open => Pick("Open", "Open");
        public static string Upheld => Pick("Terecht", "Upheld");
        public static string UpheldWhy => Pick("Terecht: blijft onbetaald tot de aanbieder het herstelt", "Upheld: stays unpaid until the provider corrects it");
        public static string Dismissed => Pick("Ongegrond", "Dismissed");
        public static string DismissedWhy => Pick("Ongegrond: alsnog betaalbaar", "Dismissed: payable after all");
        public static string OpenedBy => Pick("Ingediend door", "Opened by");
        public static string OpenedAt => Pick("Ingediend op", "Opened at");
        public static string Resolve => Pick("Afhandelen", "Resolve");
        public static string Resolution => Pick("Besluit", "Decision");
        public static string Note => Pick("Toelichting", "Note");
        public static string ResolvedBy => Pick("Besluit door", "Decided by");
    }

    public static class Years
    {
        public static string Title => Pick("Gemeenten en jaren", "Municipalities and years");
        public static string Lead => Pick("Per gemeente: wat is begroot, wat is afgerekend, wat is toegewezen maar nog niet gedeclareerd, en waar het jaar naar verwachting op uitkomt.", "Per municipality: what was budgeted, settled, allocated but not yet declared, and where the year is expected to end.");
        public static string Budget => Pick("Begroting", "Budget");
        public static string Settled => Pick("Afgerekend", "Settled");
        public static string Due => Pick("Verschuldigd", "Due");
        public static string Obligo => Pick("Obligo", "Obligo");
        public static string ObligoNote => Pick("toegewezen, nog niet gedeclareerd", "allocated, not yet declared");
        public static string Forecast => Pick("Prognose", "Forecast");
        public static string Result => Pick("Resultaat", "Result");
        public static string ResultNote => Pick("begroting min prognose", "budget less forecast");
        public static string NoBudget => Pick("geen begroting vastgelegd", "no budget recorded");
        public static string NoBudgetFor(int count) => count == 1 ? Pick("van 1 gemeente niet vastgelegd", "not recorded for 1 municipality") : Pick($"van {count} gemeenten niet vastgelegd", $"not recorded for {count} municipalities");
        public static string Paid => Pick("Betaald", "Paid");
        public static string Chart(int year) => Pick($"Begroting, prognose en betaald in {year}", $"Budget, forecast and paid in {year}");
        public static string None => Pick("Over dit jaar is nog geen bedrag per gemeente bekend.", "No amount per municipality is known for this year yet.");
        public static string LeftOut => Pick("Niet in deze bedragen", "Not in these amounts");
        public static string LeftOutLead => Pick("Van deze contracten is nog geen bedrag per gemeente te berekenen.", "Of these contracts no amount per municipality can be computed yet.");
        public static string MayBeLeftOut => Pick("Een contract waarvan nog geen bedrag per gemeente te berekenen is, telt hier niet mee; wat ervoor is afgesproken staat bij het contract.", "A contract of which no amount per municipality can be computed yet does not count here; what was agreed stands at the contract.");
        public static string Statement => Pick("Jaaropgave", "Year statement");
        public static string StatementOf(int year) => Pick($"Jaaropgave {year}", $"Year statement {year}");
        public static string StatementLead => Pick("Verschuldigd, betaald, betwist en nog open, per gemeente, aanbieder en contract.", "Due, paid, disputed and still open, by municipality, provider and contract.");
        public static string StatementNone => Pick("Over dit jaar is niets af te rekenen.", "There is nothing to settle for this year.");
        public static string Open => Pick("Nog te betalen", "Still to pay");
        public static string ShareOf => Pick("van de begroting", "of the budget");
        public static string AllProviders => Pick("Alle aanbieders", "All providers");
        public static string OverBudget => Pick("boven begroting", "over budget");
    }
}
