namespace Inkoop.Ijw;

/// <summary>
/// Reads one iJw 3.2 message from a stream, checking structure and values against the standard's tables as it goes; it never holds the
/// file. The first defect ends it with <see cref="IjwFaultException"/>. The totals of a JW323 stand before its lines, so whoever must
/// know whether the whole message is sound before using any line opens the spooled file twice.
/// </summary>
public sealed partial class IjwReader : IDisposable
{
    /// <summary>The largest file the standard allows (OP179).</summary>
    public const long MaxBytes = 25 * 1024 * 1024;

    private readonly Cursor cursor;
    private bool used;

    private IjwReader(Cursor cursor) => this.cursor = cursor;

    /// <summary>The type of message, from the namespace of its root.</summary>
    public IjwMessage Message => cursor.Table.Message;

    /// <summary>Opens a message and reads as far as its root element. The stream stays the caller's.</summary>
    /// <exception cref="IjwFaultException">No XML, no iJw 3.2, or a message this service does not process.</exception>
    public static IjwReader Open(Stream stream, long maxBytes = MaxBytes) => new(Cursor.Open(stream, maxBytes));

    /// <summary>Reads a whole message for its faults only.</summary>
    /// <exception cref="IjwFaultException">The first fault.</exception>
    public static IjwMessage Check(Stream stream, long maxBytes = MaxBytes)
    {
        using var reader = Open(stream, maxBytes);
        switch (reader.Message)
        {
            case IjwMessage.Jw301: reader.ReadAllocation(); break;
            case IjwMessage.Jw302: reader.ReadAllocationAnswer(); break;
            case IjwMessage.Jw305: reader.ReadStart(); break;
            case IjwMessage.Jw306: reader.ReadStartAnswer(); break;
            case IjwMessage.Jw307: reader.ReadStop(); break;
            case IjwMessage.Jw308: reader.ReadStopAnswer(); break;
            case IjwMessage.Jw325: reader.ReadDeclarationAnswer(); break;
            case IjwMessage.Jw323:
                reader.ReadDeclarationHead();
                foreach (var _ in reader.ReadDeclarationLines())
                {
                }

                break;
        }

        return reader.Message;
    }

    public void Dispose() => cursor.Dispose();

    /// <summary>Reads the part of a JW323 before its lines; <see cref="ReadDeclarationLines"/> continues from there.</summary>
    public DeclarationHead ReadDeclarationHead()
    {
        Expect(IjwMessage.Jw323);
        var header = cursor.Class("Header", Header);
        cursor.Enter("Declaratie");
        return new()
        {
            Header = header,
            Number = cursor.Text("DeclaratieNummer"),
            Period = cursor.Class("DeclaratiePeriode", ClosedPeriod),
            DatedOn = cursor.Date("DeclaratieDagtekening"),
            Total = cursor.Class("TotaalIngediendBedrag", Total),
        };
    }

    /// <summary>The lines of a JW323 one by one, in file order. Only a full enumeration has checked the file to its end.</summary>
    public IEnumerable<DeclarationLine> ReadDeclarationLines()
    {
        cursor.Enter("Clienten");
        for (var client = 1; cursor.EnterNext("Client"); client++)
        {
            var bsn = cursor.Text("Bsn");
            cursor.Enter("Prestaties");
            for (var ordinal = 1; cursor.EnterNext("Prestatie"); ordinal++)
            {
                var line = Line(cursor, bsn, client, ordinal);
                cursor.Leave();
                yield return line;
            }

            cursor.Leave();
            cursor.Leave();
        }

        cursor.Leave();
        cursor.Leave();
        cursor.End();
    }

    public DeclarationAnswer ReadDeclarationAnswer() => Whole(IjwMessage.Jw325, static c =>
    {
        c.Enter("Header");
        var header = Header(c);
        var (identification, datedOn) = c.Class("DeclaratieIdentificatie", Identification);
        var xslt = c.TextOrNull("XsltVersie");
        var xsd = c.Class("XsdVersieDeclaratie", Xsd);
        var codes = c.Codes();
        c.Leave();
        return new DeclarationAnswer
        {
            Header = header,
            DeclarationIdentification = identification,
            DeclarationDatedOn = datedOn,
            XsltVersion = xslt,
            DeclarationXsd = xsd,
            Codes = codes,
            Verdict = c.ClassOrNull("DeclaratieAntwoord", static c => new DeclarationVerdict
            {
                Number = c.Text("DeclaratieNummer"),
                Submitted = c.Class("TotaalIngediendBedrag", Total),
                Allowed = c.Class("TotaalToegekendBedrag", Total),
                Clients = c.Many("Clienten", "Client", static c =>
                {
                    var bsn = c.Text("Bsn");
                    return new RejectedClient
                    {
                        Bsn = bsn,
                        Lines = c.Many("Prestaties", "Prestatie", c => Line(c, bsn, 0, 0)),
                        Codes = c.Codes(),
                    };
                }),
                Codes = c.Codes(),
            }),
        };
    });

    private static DeclarationLine Line(Cursor c, string bsn, int client, int ordinal)
    {
        c.Enter("ProductReferentie");
        var reference = c.Text("ReferentieNummer");
        var previous = c.TextOrNull("VorigReferentieNummer");
        c.Leave();
        return new()
        {
            Bsn = bsn,
            Reference = reference,
            PreviousReference = previous,
            AllocationNumber = (int)c.Number("ToewijzingNummer"),
            Category = c.Text("ProductCategorie"),
            Code = c.Text("ProductCode"),
            Period = c.Class("ProductPeriode", ClosedPeriod),
            Volume = (int)c.Number("GeleverdVolume"),
            Unit = c.Text("Eenheid"),
            TariffCents = c.NumberOrNull("ProductTarief"),
            Amount = c.Class("IngediendBedrag", static c => Signed(c, "Bedrag")),
            Codes = c.Codes(),
            ClientOrdinal = client,
            LineOrdinal = ordinal,
        };
    }

    private static SignedAmount Total(Cursor c) => Signed(c, "TotaalBedrag");

    private static SignedAmount Signed(Cursor c, string name) => new() { Cents = c.Number(name), IsCredit = c.Text("DebetCredit") == "C" };

    private static Period ClosedPeriod(Cursor c) => new(c.Date("Begindatum"), c.Date("Einddatum"));

    private void Expect(IjwMessage message)
    {
        if (Message != message) throw new InvalidOperationException($"This is a {Message}, not a {message}.");
        if (used) throw new InvalidOperationException("A message is read once; open the file again for a second pass.");
        used = true;
    }

    private T Whole<T>(IjwMessage message, Func<Cursor, T> read)
    {
        Expect(message);
        var value = read(cursor);
        cursor.End();
        return value;
    }
}
