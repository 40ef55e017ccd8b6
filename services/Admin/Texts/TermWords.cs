namespace Inkoop.Admin.Texts;

public static partial class Words
{
    public static class Term
    {
        public static string Draft => Pick("Concept", "Draft");
        public static string Signed => Pick("Ondertekend", "Signed");
        public static string Allocated => Pick("Toegewezen", "Allocated");
        public static string Started => Pick("Gestart", "Started");
        public static string Stopped => Pick("Beëindigd", "Stopped");
        public static string Removed => Pick("Verwijderd", "Removed");
        public static string Received => Pick("Ontvangen, nog niet beoordeeld", "Received, not judged yet");
        public static string Accepted => Pick("Akkoord", "Accepted");
        public static string Partly => Pick("Deels afgekeurd", "Partly rejected");
        public static string Rejected => Pick("Afgekeurd", "Rejected");
        public static string Unreadable => Pick("Onleesbaar", "Unreadable");
        public static string Sent => Pick("Verzonden", "Sent");

        public static string ExtendedCareContinued => Pick("Voortzetting van hulp van voor het 18e jaar", "Help of before the age of 18 goes on");
        public static string ExtendedCareDetermined => Pick("Voor het 18e jaar bepaald dat hulp nodig is", "Decided before the age of 18 that help is needed");
        public static string ExtendedCareResumed => Pick("Hervatting binnen een half jaar", "Taken up again within half a year");
        public static string ExtendedCareCriminalLaw => Pick("Jeugdstrafrecht (Sr art. 77c)", "Juvenile criminal law (Sr art. 77c)");
        public static string ReferrerMunicipality => Pick("Gemeente", "Municipality");
        public static string ReferrerGeneralPractitioner => Pick("Huisarts", "General practitioner");
        public static string ReferrerYouthDoctor => Pick("Jeugdarts", "Youth doctor");
        public static string ReferrerCertifiedInstitution => Pick("Gecertificeerde instelling", "Certified institution");
        public static string ReferrerMedicalSpecialist => Pick("Medisch specialist", "Medical specialist");
        public static string ReferrerSelf => Pick("Zelfverwijzer", "Self-referral");
        public static string ReferrerCourt => Pick("Rechter of officier van justitie", "Court or prosecutor");

        public static string Effort => Pick("Inspanningsgericht", "Effort based");
        public static string Output => Pick("Outputgericht", "Output based");
        public static string Task => Pick("Taakgericht", "Task based");
        public static string UnroundedTariff => Pick("Volume × onafgerond tarief, daarna op centen", "Volume × unrounded tariff, then cents");
        public static string TariffFourDecimals => Pick("Tarief eerst op vier decimalen", "Tariff to four decimals first");
        public static string TariffCents => Pick("Tarief eerst op hele centen", "Tariff to whole cents first");
        public static string PriceTimesQuantity => Pick("Prijs × hoeveelheid", "Price × quantity");
        public static string OutputFunding => Pick("Trajectprijs in fasen", "Output, in phases");
        public static string TaskBased => Pick("Taakgericht budget", "Task-based budget");
        public static string Population => Pick("Populatiebekostiging", "Population funding");
        public static string Proportion => Pick("Aandeel", "Proportion");
        public static string Mean => Pick("Gemiddelde", "Mean");
        public static string AtMost => Pick("hoogstens", "at most");
        public static string AtLeast => Pick("minstens", "at least");

        public static string Green => Pick("Groen", "Green");
        public static string Amber => Pick("Oranje", "Amber");
        public static string Red => Pick("Rood", "Red");
        public static string Grey => Pick("Te weinig waarnemingen", "Too few observations");
        public static string NoObservations => Pick("Geen waarnemingen", "No observations");
        public static string Missing => Pick("Niet aangeleverd", "Not submitted");

        public static string Minutes => Pick("minuten", "minutes");
        public static string Hours => Pick("uren", "hours");
        public static string Days => Pick("etmalen", "days");
        public static string DayParts => Pick("dagdelen", "half days");
        public static string PiecesOutput => Pick("stuks (output)", "pieces (output)");
        public static string PiecesEffort => Pick("stuks (inspanning)", "pieces (effort)");
        public static string Euros => Pick("euro's", "euros");
        public static string PerDay => Pick("per dag", "per day");
        public static string PerWeek => Pick("per week", "per week");
        public static string PerMonth => Pick("per maand", "per month");
        public static string InTotal => Pick("in totaal", "in total");

        public static string StopDeath => Pick("Overlijden", "Death");
        public static string StopTemporary => Pick("Tijdelijk beëindigd", "Stopped for a while");
        public static string StopPlanned => Pick("Volgens plan", "As planned");
        public static string StopByClient => Pick("Voortijdig, door de cliënt", "Early, by the client");
        public static string StopByProvider => Pick("Voortijdig, door de aanbieder", "Early, by the provider");
        public static string StopAgreed => Pick("Voortijdig, in overeenstemming", "Early, by agreement");
        public static string StopCircumstances => Pick("Voortijdig, door omstandigheden", "Early, by circumstances");
        public static string StopByMunicipality => Pick("Op initiatief van de gemeente", "By the municipality");
        public static string StopChange => Pick("Wijzigingsverzoek", "Request for change");
        public static string StopOtherProvider => Pick("Overstap naar andere aanbieder", "To another provider");
        public static string StopOtherDomain => Pick("Uitstroom naar ander domein", "To another domain");
    }

    public static class Message
    {
        public static string Rule => Pick("Regel", "Rule");
        public static string Finding => Pick("Bevinding", "Finding");
        public static string Path => Pick("Element", "Element");
        public static string Line => Pick("Regelnummer", "Line");
        public static string Reference => Pick("Referentie", "Reference");
        public static string Title => Pick("Bericht", "Message");
        public static string Lead => Pick("iJw-berichten tussen gemeenten en aanbieders: wat binnenkwam, wat erop geantwoord is.", "iJw messages between municipalities and providers: what came in and what was answered.");
        public static string Upload => Pick("Bericht aanleveren", "Send a message");
        public static string UploadLead => Pick("Lever een JW305, JW307 of JW323 aan als XML-bestand van hoogstens 25 MB.", "Send a JW305, JW307 or JW323 as an XML file of at most 25 MB.");
        public static string ChooseFile => Pick("XML-bestand", "XML file");
        public static string ChooseFileHelp => Pick("Het bestand wordt versleuteld bewaard. Na ontvangst ziet u meteen of er al een antwoord is.", "The file is kept encrypted. After receipt you see at once whether there is an answer.");
        public static string Send => Pick("Aanleveren", "Send");
        public static string SearchHelp => Pick("Identificatie, declaratienummer of bestandsnaam", "Identification, declaration number or file name");
        public static string None => Pick("Er zijn nog geen berichten.", "There are no messages yet.");
        public static string Findings => Pick("Bevindingen", "Findings");
        public static string NoFindings => Pick("Geen bevindingen", "No findings");
        public static string FirstThousand => Pick("Alleen de eerste 1.000 bevindingen staan hier; het antwoordbericht bevat alles.", "Only the first 1,000 findings are listed; the answer message holds all.");
        public static string Answer => Pick("Antwoordbericht", "Answer message");
        public static string AnsweredAt => Pick("Beantwoord op", "Answered at");
        public static string DatedOn => Pick("Dagtekening", "Dated");
        public static string Size => Pick("Grootte", "Size");
        public static string DownloadMessage => Pick("XML van dit bericht", "XML of this message");
        public static string DownloadAnswer => Pick("XML van het antwoord", "XML of the answer");
        public static string DownloadTitle => Pick("Downloaden", "Download");
        public static string Purpose => Pick("Waarvoor heeft u dit nodig?", "What do you need this for?");
        public static string PurposeHelp => Pick("Het bericht bevat persoonsgegevens. Wie het opvraagt, wanneer en waarvoor wordt vastgelegd.", "The message holds personal data. Who asks for it, when and why is recorded.");
        public static string Progress(int done, int all) => Pick($"{Admin.Show.Count(done)} van {Admin.Show.Count(all)} regels beoordeeld", $"{Admin.Show.Count(done)} of {Admin.Show.Count(all)} lines judged");
        public static string Waiting => Pick("Dit bericht wordt nog beoordeeld. Deze pagina ververst zichzelf; zonder script kunt u haar opnieuw laden.", "This message is being judged. The page refreshes itself; without script, load it again.");
        public static string NoFile => Pick("Kies een bestand.", "Choose a file.");
        public static string TooLarge => Pick("Het bestand is groter dan 25 MB.", "The file is larger than 25 MB.");
        public static string FormExpired => Pick("Het formulier was verlopen. Kies het bestand opnieuw en lever het aan.", "The form had expired. Choose the file again and send it.");
        public static string Refused => Pick("De dienst heeft het bestand geweigerd. Controleer of uw rol berichten mag aanleveren en of dit bestand niet al eerder is aangeleverd.", "The service refused the file. Check that your role may send messages and that this file was not sent before.");
        public static string RejectedHelp => Pick("Dit bestand is ontvangen en in zijn geheel afgekeurd. Herstel de fouten hieronder en lever opnieuw aan.", "This file was received and rejected as a whole. Repair the faults below and send it again.");
        public static string UnreadableHelp => Pick("Dit bestand is ontvangen, maar kon niet als iJw-bericht gelezen worden; er bestaat daarom geen antwoordbericht. Herstel de fouten hieronder en lever opnieuw aan.", "This file could not be read as an iJw message, so there is no answer message. Repair the faults below and send it again.");
    }
}
