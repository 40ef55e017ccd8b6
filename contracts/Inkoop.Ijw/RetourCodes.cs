namespace Inkoop.Ijw;

/// <summary>Retour codes (WJ001) that this service gives: the rule each stands for and what it says to people.</summary>
public static class RetourCodes
{
    public static string RuleOf(string code) => codes.TryGetValue(code, out var known) ? known.Rule : "";

    public static string TextOf(string code) => codes.TryGetValue(code, out var known) ? known.Text : "";

    private static readonly Dictionary<string, (string Rule, string Text)> codes = new()
    {
        ["0001"] = ("IV028", "Het bericht voldoet niet aan de regels binnen het bericht zelf en geldt als niet verzonden."),
        ["0611"] = ("TR418", "Het tarief wijkt af van het tarief in het contract."),
        ["8017"] = ("TR323", "Bij deze creditregel is geen goedgekeurde debetregel bekend."),
        ["8021"] = ("TR314", "Dit referentienummer is al eerder gebruikt."),
        ["8187"] = ("TR304", "De toewijzing is van een andere jeugdige."),
        ["8214"] = ("TR318", "De declaratieperiode sluit niet aan op die van de vorige declaratie."),
        ["8848"] = ("TR135", "De dagtekening ligt in de toekomst."),
        ["9019"] = ("TR019", "Er is geen toewijzing van deze jeugdige met dit nummer."),
        ["9056"] = ("TR056", "Deze berichtidentificatie is al gebruikt voor dit soort bericht."),
        ["9063"] = ("TR063", "Er is geen eerdere melding om in te trekken."),
        ["9069"] = ("TR382", "Er is geen start gemeld met deze begindatum."),
        ["9071"] = ("TR071", "De start kan niet worden ingetrokken: de zorg is al als beëindigd gemeld."),
        ["9074"] = ("TR074", "Deze melding is al eerder ontvangen."),
        ["9307"] = ("TR307", "De productperiode begint voor de toewijzing."),
        ["9308"] = ("TR308", "De productperiode eindigt na de toewijzing."),
        ["9319"] = ("TR319", "De productperiode ligt na de declaratieperiode."),
        ["9321"] = ("TR321", "Het volume is meer dan de toewijzing in deze periode toelaat."),
        ["9322"] = ("TR322", "Samen met wat al is goedgekeurd is het volume meer dan is toegewezen."),
        ["9326"] = ("TR326", "Er loopt al een gemelde start op deze toewijzing."),
        ["9333"] = ("TR333", "Dit declaratienummer is al gebruikt."),
        ["9338"] = ("TR338", "Er is geen toewijzing met dit nummer."),
        ["9339"] = ("TR339", "De productcategorie is een andere dan toegewezen."),
        ["9340"] = ("TR340", "De productcode is een andere dan toegewezen."),
        ["9341"] = ("TR341", "De eenheid past niet bij de toegewezen eenheid."),
        ["9346"] = ("TR346", "Het bedrag is niet het volume maal het tarief."),
        ["9384"] = ("TR384", "De toewijzing is verwijderd."),
        ["9387"] = ("TR387", "De productperiode begint niet op de eerste dag waarop dat moet."),
        ["9388"] = ("TR388", "De productperiode eindigt niet op de laatste dag waarop dat moet."),
        ["9389"] = ("TR389", "Voor deze periode is al een debetregel goedgekeurd die niet is gecrediteerd."),
        ["9390"] = ("TR390", "De debetregel is al gecrediteerd."),
        ["9413"] = ("TR413", "Er is al een tijdelijke stop gemeld bij deze start."),
        ["9414"] = ("TR414", "De einddatum ligt voor die van een eerder gemelde stop."),
        ["9415"] = ("TR415", "Er is al een definitieve stop gemeld bij deze start."),
        ["S300"] = ("TR378", "De ontvanger is geen bestaande gemeente."),
        ["S329"] = ("TR381", "De productcode hoort niet bij de productcategorie: het contract heeft dit product niet."),
    };
}
