using static Inkoop.Ijw.MessageRules;

namespace Inkoop.Ijw;

/// <summary>
/// The rules that can be judged within a JW305 or JW307 (control level 2). CS015 and CS025, the versions, are values of the tables:
/// no message with others gets here.
/// </summary>
public static class CareRules
{
    /// <summary>CS002, CS058, CS139, TR002, TR101 and TR134 of a JW305.</summary>
    public static IReadOnlyList<RuleFinding> Check(StartMessage message)
    {
        var findings = Person(message.Client.Bsn, message.Client.Born, message.Header.DatedOn).ToList();
        var keys = new HashSet<(int?, Product?, DateOnly)>();
        for (var i = 0; i < message.Products.Count; i++)
        {
            var (start, path) = (message.Products[i], $"/Bericht/Client/StartProducten/StartProduct[{i + 1}]");
            if (!keys.Add((start.AllocationNumber, start.Product, start.From))) findings.Add(Finding("TR101", path, "Dit startproduct staat dubbel in het bericht."));
            Common(findings, path, start.Status, start.From, message.Header.DatedOn);
        }

        return findings;
    }

    /// <summary>CS002, CS058, CS139, TR002, TR018, TR101 and TR134 of a JW307.</summary>
    public static IReadOnlyList<RuleFinding> Check(StopMessage message)
    {
        var findings = Person(message.Client.Bsn, message.Client.Born, message.Header.DatedOn).ToList();
        var keys = new HashSet<(int?, Product?, DateOnly, string, DateOnly)>();
        for (var i = 0; i < message.Products.Count; i++)
        {
            var (stop, path) = (message.Products[i], $"/Bericht/Client/StopProducten/StopProduct[{i + 1}]");
            if (!keys.Add((stop.AllocationNumber, stop.Product, stop.From, stop.Reason, stop.To)))
                findings.Add(Finding("TR101", path, "Dit stopproduct staat dubbel in het bericht."));
            if (stop.To < stop.From) findings.Add(Finding("TR018", path + "/Einddatum", "De einddatum ligt voor de begindatum."));
            Common(findings, path, stop.Status, stop.From, message.Header.DatedOn);
        }

        return findings;
    }

    // The end of care is not held to TR134: the standard asks there only that it does not precede the begin (TR018).
    private static void Common(List<RuleFinding> findings, string path, string status, DateOnly from, DateOnly datedOn)
    {
        if (status is not ("1" or "3")) findings.Add(Finding("CS058", path + "/StatusAanlevering", "Alleen status 1 en 3 mogen worden aangeleverd."));
        if (from > datedOn) findings.Add(Finding("TR134", path + "/Begindatum", "De begindatum ligt na de dagtekening."));
    }
}
