using static Inkoop.Ijw.MessageRules;

namespace Inkoop.Ijw;

/// <summary>
/// The rules that can be judged within a JW323 (control level 2), in one pass over its lines. Holds a key per line and nothing else of
/// them. CS015, CS025 and CS319 are values of the tables: no message that breaks them gets here.
/// </summary>
public sealed class DeclarationRules
{
    /// <summary>How many findings are kept: a person reads no more, and one is enough to reject the message.</summary>
    public const int MaxFindings = 1_000;

    private const string Root = "/Bericht/Declaratie";
    private static readonly DateOnly Start2021 = new(2021, 1, 1);

    private readonly DeclarationHead head;
    private readonly DateOnly oldestEnd;
    private readonly List<RuleFinding> findings = [];
    private readonly HashSet<string> clients = [];
    private readonly HashSet<(string Bsn, string Reference, string? Previous)> keys = [];
    private readonly HashSet<string> references = [];
    private readonly Dictionary<string, string> credits = [];
    private readonly HashSet<(int Allocation, string Category, string Code, Period Period)> debits = [];
    private int client = -1;
    private long sum;

    public DeclarationRules(DeclarationHead head)
    {
        this.head = head;
        oldestEnd = YearsBefore(head.DatedOn, 5);
        CheckHead();
    }

    /// <summary>Judges one line, in file order.</summary>
    public void Add(DeclarationLine line)
    {
        // A line that was not read from a file has no ordinals; then a new BSN is a new client.
        if (line.ClientOrdinal != client || line.ClientOrdinal == 0)
        {
            client = line.ClientOrdinal;
            var first = clients.Add(line.Bsn);
            if (!first && client > 0) Add("TR101", line, "", "Deze cliënt staat dubbel in het bericht.", aboutClient: true);
            if (first && !IsBsn(line.Bsn)) Add("CS002", line, "/Bsn", "Het Bsn voldoet niet aan de 11-proef.", aboutClient: true);
        }

        sum += line.Amount.Signed;
        references.Add(line.Reference);
        if (!keys.Add((line.Bsn, line.Reference, line.PreviousReference))) Add("TR101", line, "/ProductReferentie", "Deze prestatie staat dubbel in het bericht.");
        if (line.PreviousReference is { } previous && !credits.TryAdd(previous, PathOf(line)))
            Add("TR315", line, "/ProductReferentie/VorigReferentieNummer", "Dit vorige referentienummer komt vaker voor in het bericht.");
        if (line.Amount.IsCredit != line.PreviousReference is not null)
            Add("CD060", line, "/ProductReferentie/VorigReferentieNummer", "VorigReferentieNummer is verplicht bij een creditprestatie en anders leeg.");
        if (!line.Amount.IsCredit && !debits.Add((line.AllocationNumber, line.Category, line.Code, line.Period)))
            Add("TR416", line, "", "Voor deze toewijzing, productperiode en dit product staat al een debetprestatie in het bericht.");
        CheckPeriod(line);
        CheckAmount(line);
    }

    /// <summary>Judges what only the whole message shows, and gives all findings; none when the message is sound.</summary>
    public IReadOnlyList<RuleFinding> Finish()
    {
        foreach (var (previous, path) in credits)
        {
            if (references.Contains(previous))
                Add(new RuleFinding { Rule = "TR316", Path = path, Text = "Deze creditprestatie crediteert een prestatie uit hetzelfde bericht.", Reference = previous });
        }

        if (sum != head.Total.Signed)
            Add(Finding("TR358", Root + "/TotaalIngediendBedrag", "Het totaal is niet gelijk aan de som van de prestaties."));
        return findings;
    }

    private void CheckHead()
    {
        var (from, to) = head.Period;
        var month = new DateOnly(from.Year, from.Month, 1);
        if (from < Start2021) Add(Finding("CS100", Root + "/DeclaratiePeriode", "De declaratieperiode ligt voor 2021."));
        if (from != month || to != LastOfMonth(from)) Add(Finding("CS340", Root + "/DeclaratiePeriode", "De declaratieperiode is geen hele kalendermaand."));
        if (from > head.Header.DatedOn) Add(Finding("TR134", Root + "/DeclaratiePeriode/Begindatum", "De begindatum ligt na de dagtekening van het bericht."));
        if (to < from || to > head.Header.DatedOn)
            Add(Finding("TR137", Root + "/DeclaratiePeriode/Einddatum", "De einddatum ligt voor de begindatum of na de dagtekening van het bericht."));
        if (head.Total is { Cents: 0, IsCredit: true }) Add(Finding("CS325", Root + "/TotaalIngediendBedrag", "Een totaal van nul is debet."));
    }

    private void CheckPeriod(DeclarationLine line)
    {
        const string path = "/ProductPeriode";
        var (from, to) = line.Period;
        var datedOn = head.Header.DatedOn;
        if (from < Start2021) Add("CS100", line, path, "De productperiode ligt voor 2021.");
        if ((from.Year, from.Month) != (to.Year, to.Month)) Add("CS337", line, path, "De productperiode ligt niet binnen één kalendermaand.");
        if (from > datedOn) Add("TR134", line, path + "/Begindatum", "De begindatum ligt na de dagtekening van het bericht.");
        if (to < from || to > datedOn) Add("TR137", line, path + "/Einddatum", "De einddatum ligt voor de begindatum of na de dagtekening van het bericht.");
        if (to < oldestEnd) Add("TR335", line, path + "/Einddatum", "De einddatum ligt meer dan vijf jaar voor de dagtekening van de declaratie.");
    }

    private void CheckAmount(DeclarationLine line)
    {
        var euros = line.Unit == Units.Euro;
        if (euros == line.TariffCents is not null) Add("CD087", line, "/ProductTarief", "Het tarief is verplicht, behalve bij eenheid euro's: dan is het leeg.");
        if (euros && line.Amount.Cents != line.Volume) Add("CS339", line, "/IngediendBedrag", "Bij eenheid euro's is het ingediende bedrag gelijk aan het geleverde volume.");
        // An amount of zero is a debit (CS325) and a credit is no debit (CD060): what is let in here could never be taken back, and would keep the real line out (TR389).
        if (line.Amount.Cents == 0)
        {
            Add("CS325", line, "/IngediendBedrag", line.Amount.IsCredit
                ? "Een bedrag van nul is debet."
                : "Een prestatie van nul euro kan later niet worden gecrediteerd en houdt de echte prestatie tegen: laat haar weg uit de declaratie.");
        }
    }

    private static DateOnly LastOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    private static string ClientPath(DeclarationLine line) => line.ClientOrdinal == 0 ? $"{Root}/Clienten/Client" : $"{Root}/Clienten/Client[{line.ClientOrdinal}]";

    private static string PathOf(DeclarationLine line) =>
        line.LineOrdinal == 0 ? $"{ClientPath(line)}/Prestaties/Prestatie" : $"{ClientPath(line)}/Prestaties/Prestatie[{line.LineOrdinal}]";

    private void Add(string rule, DeclarationLine line, string element, string text, bool aboutClient = false)
    {
        if (findings.Count == MaxFindings) return;
        findings.Add(new RuleFinding
        {
            Rule = rule,
            Path = (aboutClient ? ClientPath(line) : PathOf(line)) + element,
            Text = text,
            Reference = aboutClient ? null : line.Reference,
        });
    }

    private void Add(RuleFinding finding)
    {
        if (findings.Count < MaxFindings) findings.Add(finding);
    }
}
