namespace Inkoop.Ijw;

/// <summary>
/// Writes iJw 3.2 messages as UTF-8. What breaks the standard's tables is refused with <see cref="IjwFaultException"/> before it is
/// written; the stream then holds a part of a message and must be dropped. The stream stays the caller's.
/// </summary>
public static partial class IjwWriter
{
    /// <summary>Writes a JW323. Lines of one client stand together when they come together: group them by <see cref="DeclarationLine.Bsn"/> first.</summary>
    public static void Write(Stream stream, DeclarationHead head, IEnumerable<DeclarationLine> lines)
    {
        using var pen = new Pen(stream, IjwMessage.Jw323);
        pen.Enter("Header");
        Header(pen, head.Header);
        pen.Leave();
        pen.Enter("Declaratie");
        pen.Text("DeclaratieNummer", head.Number);
        Closed(pen, "DeclaratiePeriode", head.Period);
        pen.Date("DeclaratieDagtekening", head.DatedOn);
        Amount(pen, "TotaalIngediendBedrag", "TotaalBedrag", head.Total);
        pen.Enter("Clienten");
        string? bsn = null;
        var client = 0;
        foreach (var line in lines)
        {
            if (line.Bsn != bsn || line.ClientOrdinal != client)
            {
                if (bsn is not null) LeaveClient(pen);
                (bsn, client) = (line.Bsn, line.ClientOrdinal);
                pen.EnterOne("Client");
                pen.Text("Bsn", bsn);
                pen.Enter("Prestaties");
            }

            pen.EnterOne("Prestatie");
            Line(pen, line);
            pen.Leave();
        }

        if (bsn is null)
        {
            throw new IjwFaultException(new IjwFault
            {
                Code = IjwFaultCodes.MissingElement,
                Path = "/Bericht/Declaratie/Clienten/Client",
                Message = "Een declaratie zonder prestaties bestaat niet.",
            });
        }

        LeaveClient(pen);
        pen.Leave();
        pen.Leave();
        pen.End();
    }

    /// <summary>Writes a JW325.</summary>
    public static void Write(Stream stream, DeclarationAnswer answer)
    {
        using var pen = new Pen(stream, IjwMessage.Jw325);
        pen.Enter("Header");
        Header(pen, answer.Header);
        Identification(pen, "DeclaratieIdentificatie", answer.DeclarationIdentification, answer.DeclarationDatedOn);
        pen.Text("XsltVersie", answer.XsltVersion);
        Xsd(pen, "XsdVersieDeclaratie", answer.DeclarationXsd);
        pen.Codes(answer.Codes);
        pen.Leave();
        pen.Class("DeclaratieAntwoord", answer.Verdict, static (pen, verdict) =>
        {
            pen.Text("DeclaratieNummer", verdict.Number);
            Amount(pen, "TotaalIngediendBedrag", "TotaalBedrag", verdict.Submitted);
            Amount(pen, "TotaalToegekendBedrag", "TotaalBedrag", verdict.Allowed);
            pen.Many("Clienten", "Client", verdict.Clients, static (pen, client) =>
            {
                pen.Text("Bsn", client.Bsn);
                pen.Many("Prestaties", "Prestatie", client.Lines, Line);
                pen.Codes(client.Codes);
            });
            pen.Codes(verdict.Codes);
        });
        pen.End();
    }

    private static void LeaveClient(Pen pen)
    {
        pen.Leave();
        pen.Leave();
    }

    private static void Line(Pen pen, DeclarationLine line)
    {
        pen.Enter("ProductReferentie");
        pen.Text("ReferentieNummer", line.Reference);
        pen.Text("VorigReferentieNummer", line.PreviousReference);
        pen.Leave();
        pen.Number("ToewijzingNummer", line.AllocationNumber);
        pen.Text("ProductCategorie", line.Category);
        pen.Text("ProductCode", line.Code);
        Closed(pen, "ProductPeriode", line.Period);
        pen.Number("GeleverdVolume", line.Volume);
        pen.Text("Eenheid", line.Unit);
        pen.Number("ProductTarief", line.TariffCents);
        Amount(pen, "IngediendBedrag", "Bedrag", line.Amount);
        pen.Codes(line.Codes);
    }

    private static void Amount(Pen pen, string name, string inner, SignedAmount amount)
    {
        pen.Enter(name);
        pen.Number(inner, amount.Cents);
        pen.Text("DebetCredit", amount.IsCredit ? "C" : "D");
        pen.Leave();
    }

    private static void Closed(Pen pen, string name, Period period)
    {
        pen.Enter(name);
        pen.Date("Begindatum", period.From);
        pen.Date("Einddatum", period.Until);
        pen.Leave();
    }
}
