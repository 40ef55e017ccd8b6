namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Review
    {
        public static string Lead => Pick("Per contract en kwartaal: wat er geleverd is, wat het opleverde, wat er ontbreekt en wat is afgesproken.", "Per contract and quarter: what was delivered, what it achieved, what is missing and what was agreed.");
        public static string None => Pick("Er zijn in dit kwartaal geen contracten om te bespreken.", "There are no contracts to review in this quarter.");
        public static string SearchHelp => Pick("Deel van contractnummer of aanbieder", "Part of contract number or provider");
        public static string Indicators => Pick("Indicatoren", "Indicators");
        public static string Title(string quarter) => Pick($"Kwartaalgesprek {quarter}", $"Quarterly review {quarter}");
        public static string IntervalLow => Pick("Interval onder", "Interval low");
        public static string IntervalHigh => Pick("Interval boven", "Interval high");
        public static string BudgetUse => Pick("Budgetbenutting", "Use of budget");
        public static string SettledQuarter => Pick("Afgerekend dit kwartaal", "Settled this quarter");
        public static string SettledYear => Pick("Afgerekend dit jaar", "Settled this year");
        public static string OfBudget(string budget) => Pick($"van {budget}", $"of {budget}");
        public static string NoBudget => Pick("geen jaarbudget afgesproken", "no year budget agreed");
        public static string Signal(decimal used) => used > 1m
            ? Pick("Er is meer afgerekend dan het jaarbudget: neem een beslissing over bijstelling.", "More was settled than the year budget: take a decision.")
            : Pick("70% van het jaarbudget is bereikt: plan een beslissing over bijstelling.", "70% of the year budget is reached: plan a decision.");
        public static string Lines => Pick("Goedgekeurde regels", "Accepted lines");
        public static string LinesApart(string accepted, string shown) => Pick(
            $"{accepted} regels zijn in dit kwartaal goedgekeurd; {shown} daarvan horen bij de bedragen hierboven. De andere heffen elkaar op, of horen bij een perceel dat niet per regel wordt betaald.",
            $"{accepted} lines were accepted in this quarter; {shown} of them make the amounts above. The others cancel each other, or are of a lot that is not paid by the line.");
        public static string LinesNote(string rejected) => Pick($"{rejected} afgekeurd", $"{rejected} rejected");
        public static string Clients => Pick("Jeugdigen met een toewijzing", "Youths with an allocation");
        public static string Suppressed => Pick("te klein om te tonen", "too small to show");
        public static string History => Pick("Afgerekend per kwartaal", "Settled per quarter");
        public static string Trend => Pick("Verloop", "Trend");
        public static string TrendOf(string indicator) => Pick($"Verloop van {indicator}", $"Trend of {indicator}");
        public static string IndicatorLead => Pick("Rood alleen als het hele interval aan de verkeerde kant van de norm ligt, groen alleen als het hele interval goed ligt. Daartussen is er te weinig om iets te zeggen.", "Red only when the whole interval is on the wrong side of the norm, green only when it is on the right side. In between there is too little to say.");
        public static string NoIndicators => Pick("Er zijn in dit contract geen KPI-afspraken.", "This contract has no KPI agreements.");
        public static string Observed(string n, string d) => Pick($"{n} van {d}", $"{n} of {d}");
        public static string Observations(string n) => Pick($"{n} waarnemingen", $"{n} observations");
        public static string Derived(string value, string n, string d) => Pick($"uit berichten afgeleid: {value} ({n} van {d})", $"derived from messages: {value} ({n} of {d})");
        public static string LateSubmission => Pick("te laat aangeleverd", "submitted late");
        public static string Duty => Pick("verplichting", "duty");
        public static string Missing => Pick("Wat nog ontbreekt", "What is missing");
        public static string NothingMissing => Pick("Alles wat verschuldigd is, is aangeleverd.", "Everything due has been submitted.");
        public static string Changes => Pick("Gewijzigd sinds vorig kwartaal", "Changed since last quarter");
        public static string NoChanges => Pick("Geen wijzigingen.", "No changes.");
        public static string What => Pick("Wat", "What");
        public static string Before => Pick("Was", "Was");
        public static string After => Pick("Is nu", "Is now");
        public static string Volumes => Pick("Volume en bedrag per product en gemeente", "Volume and amount per product and municipality");
        public static string Standing => Pick("Stand per perceel", "Standing by lot");
        public static string StandingLead => Pick("Wat het bekostigingsmodel van een perceel het weten waard maakt, over het jaar tot nu toe. Aantallen onder 10 worden niet getoond.", "What the funding model of a lot makes worth knowing, over the year so far. Counts under 10 are not shown.");
        public static string Mark => Pick("Gegeven", "Figure");
        public static string MarkValue => Pick("Waarde", "Value");
        public static string NoVolumes => Pick("Er is in dit kwartaal niets geaccepteerd.", "Nothing was accepted in this quarter.");
        public static string Actions => Pick("Acties", "Actions");
        public static string NoActions => Pick("Er zijn geen acties.", "There are no actions.");
        public static string ActionText => Pick("Actie", "Action");
        public static string Owner => Pick("Eigenaar", "Owner");
        public static string OwnerHelp => Pick("Een rol of organisatie, geen persoonsnaam: bijvoorbeeld opdrachtgever, contractmanager.", "A role or organisation, no personal name: such as buyer, contract manager.");
        public static string RaisedIn => Pick("Ontstaan in", "Raised in");
        public static string AddAction => Pick("Actie toevoegen", "Add an action");
        public static string CloseAction => Pick("Afronden", "Close");
        public static string Result => Pick("Resultaat", "Result");
        public static string Open => Pick("Open", "Open");
        public static string Closed => Pick("Afgerond", "Closed");
        public static string Overdue => Pick("Te laat", "Overdue");
        public static string Escalated => Pick("Opgeschaald", "Escalated");
        public static string Signatures => Pick("Handtekeningen", "Signatures");
        public static string Buyer => Pick("Opdrachtgever", "Buyer");
        public static string ProviderSide => Pick("Aanbieder", "Provider");
        public static string NotSigned => Pick("Nog niet getekend", "Not signed yet");
        public static string SignedOther => Pick("Gewijzigd sinds deze handtekening; teken opnieuw", "Changed since this signature; sign again");
        public static string SignedByOn(string by, string at) => Pick($"Getekend door {by} op {at}", $"Signed by {by} at {at}");
        public static string CounterView => Pick("Zienswijze van de aanbieder", "Counter-view of the provider");
        public static string CounterViewHelp => Pick("Komt onveranderd in het verslag. Geen persoonsgegevens.", "Enters the record unchanged. No personal data.");
        public static string SignAs => Pick("Functie waarin u tekent", "Function you sign in");
        public static string Sign => Pick("Tekenen", "Sign");
        public static string SignNote => Pick("Met de tweede handtekening wordt dit verslag bevroren. Latere correcties staan ernaast, nooit erin.", "With the second signature this record is frozen. Later corrections stand beside it, never in it.");
        public static string Frozen => Pick("Bevroren", "Frozen");
        public static string FrozenText => Pick("Beide partijen hebben getekend; dit verslag verandert niet meer.", "Both sides signed; this record no longer changes.");
        public static string Digest => Pick("Controlegetal (SHA-256)", "Digest (SHA-256)");
        public static string CorrectedLater => Pick("Later gecorrigeerd", "Corrected later");
        public static string CorrectedLaterLead => Pick("Na het bevriezen gewijzigd. Deze wijzigingen horen niet bij wat is ondertekend.", "Changed after the freeze. These changes are not part of what was signed.");
        public static string NormWord => Pick("norm", "norm");
        public static string IntervalText(string low, string high) => Pick($"{low} tot {high}", $"{low} to {high}");
        public static string Previous => Pick("Vorig kwartaal", "Previous quarter");
        public static string NextQuarter => Pick("Volgend kwartaal", "Next quarter");
        public static string Draft => Pick("In voorbereiding", "In preparation");
        public static string HalfSigned => Pick("Eén handtekening", "One signature");
    }

    public static class Indicator
    {
        public static string Lead => Pick("Wat er gemeten wordt, hoe en waarom. Aanbieders leveren alleen aan wat hier staat en wat in hun contract is afgesproken.", "What is measured, how and why. Providers submit only what stands here and is agreed in their contract.");
        public static string None => Pick("Er zijn nog geen indicatoren vastgelegd.", "There are no indicators yet.");
        public static string Derived => Pick("Ook afgeleid uit berichten", "Also derived from messages");
        public static string SubmissionsLead => Pick("Wat aanbieders per kwartaal verschuldigd zijn en hebben aangeleverd.", "What providers owe and submitted per quarter.");
        public static string Due => Pick("Verschuldigd", "Due");
        public static string DueNone => Pick("Voor dit kwartaal is niets verschuldigd.", "Nothing is due for this quarter.");
        public static string Open(int count) => count == 1 ? Pick("1 nog aan te leveren", "1 to submit") : Pick($"{count} nog aan te leveren", $"{count} to submit");
        public static string Submissions => Pick("Aangeleverd", "Submitted");
        public static string SubmissionsNone => Pick("Er is voor dit kwartaal nog niets aangeleverd.", "Nothing has been submitted for this quarter.");
        public static string AllVersions => Pick("Ook vervangen versies", "Superseded versions too");
        public static string Submit => Pick("Aanleveren", "Submit");
        public static string Correct => Pick("Corrigeren", "Correct");
        public static string SubmitTitle(string indicator) => Pick($"{indicator} aanleveren", $"Submit {indicator}");
        public static string CorrectTitle(string indicator) => Pick($"{indicator} corrigeren", $"Correct {indicator}");
        public static string DenominatorHelp => Pick("Nul betekent: geen waarnemingen.", "Zero means: no observations.");
        public static string MeanHelp => Pick("Bij een gemiddelde: de som van de scores in tienden.", "For a mean: the sum of the scores in tenths.");
        public static string RemarkHelp => Pick("Geen persoonsgegevens; hoogstens 500 tekens.", "No personal data; at most 500 characters.");
        public static string Reason => Pick("Reden van de correctie", "Reason for the correction");
        public static string InTime => Pick("Op tijd", "In time");
        public static string Late => Pick("Te laat", "Late");
        public static string NotYet => Pick("Nog niet", "Not yet");
        public static string MinutesOf(int minutes) => Pick($"ongeveer {minutes} minuten", $"about {minutes} minutes");
        public static string Current => Pick("geldig", "current");
        public static string Superseded => Pick("vervangen", "superseded");
        public static string NotDue => Pick("Deze indicator is voor dit contract en kwartaal niet verschuldigd.", "This indicator is not due for this contract and quarter.");
    }

    public static class Operations
    {
        public static string Lead => Pick("Wat er in de rij staat, wat is blijven liggen en welke overzichten opnieuw opgebouwd kunnen worden.", "What is waiting, what got stuck and which overviews can be rebuilt.");
        public static string Waiting => Pick("Wachtend", "Waiting");
        public static string Parked => Pick("Geparkeerd", "Parked");
        public static string Unreachable => Pick("Niet bereikbaar", "Not reachable");
        public static string InOrder => Pick("In orde", "In order");
        public static string Projections => Pick("Overzichten (projecties)", "Projections");
        public static string Projection => Pick("Overzicht", "Projection");
        public static string Tables => Pick("Tabellen", "Tables");
        public static string EventTypes => Pick("Gebouwd uit", "Built from");
        public static string Replay => Pick("Opnieuw opbouwen", "Rebuild");
        public static string ReplayAsk => Pick("Het overzicht wordt in één keer vervangen door wat het logboek zegt.", "The projection is replaced at once by what the log says.");
        public static string Replayed(string name, string count) => Pick($"{name} is opnieuw opgebouwd uit {count} gebeurtenissen.", $"{name} was rebuilt from {count} events.");
        public static string SameDigest => Pick("De inhoud was al juist: het controlegetal is gelijk gebleven.", "The content was right already: the digest stayed the same.");
        public static string OtherDigest => Pick("De inhoud week af en is hersteld: het controlegetal is veranderd.", "The content differed and is repaired: the digest changed.");
        public static string ParkedTitle => Pick("Geparkeerde gebeurtenissen", "Parked events");
        public static string ParkedNone => Pick("Er is niets geparkeerd.", "Nothing is parked.");
        public static string Resend => Pick("Opnieuw aanbieden", "Send again");
        public static string LogLead => Pick("Alles wat is vastgelegd, nieuwste eerst. Regels worden nooit gewijzigd of verwijderd.", "Everything recorded, newest first. Rows are never changed or removed.");
        public static string LogNone => Pick("Er is over dit onderwerp niets vastgelegd.", "Nothing is recorded about this subject.");
        public static string SubjectHelp => Pick("Bijvoorbeeld contract/0198…", "Such as contract/0198…");
        public static string OnlyParked => Pick("Alleen geparkeerd", "Parked only");
        public static string OfSubject => Pick("alles van dit onderdeel", "all of this item");
        public static string Content => Pick("Inhoud", "Content");
        public static string ContentWithheld => Pick("De inhoud gaat over één jeugdige; uw rol ziet alleen totalen.", "The content is about one client; your role sees totals only.");
        public static string Fact => Pick("feit", "fact");
        public static string ServiceName(string service) => service switch
        {
            "providers" => Pick("Aanbieders", "Providers"),
            "contracts" => Pick("Contracten", "Contracts"),
            "money" => Pick("Geld", "Money"),
            "dispositions" => Pick("Beschikkingen en berichten", "Dispositions and messages"),
            "indicators" => Pick("Indicatoren", "Indicators"),
            "reviews" => Pick("Kwartaalgesprekken", "Reviews"),
            _ => service,
        };
    }
}
