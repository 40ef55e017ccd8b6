using System.Globalization;
using Inkoop.Dispositions.Allocations;
using Inkoop.Dispositions.Clients;
using Inkoop.Dispositions.Messages;
using Inkoop.Ijw;
using Inkoop.Platform.Data;
using Inkoop.Wire.Events;

namespace Inkoop.Dispositions.Judging;

/// <summary>
/// What is known about the lines of one part, and what changes by them. Every accepted line is at once part of what the next one is judged
/// by; a rejected line changes nothing. Written back in the transaction that read it.
/// </summary>
internal sealed class LineBook
{
    private const long CentE8 = 1_000_000;
    private readonly MessageRow message;
    private readonly ClientRecords clients;
    private readonly Dictionary<long, Ledger> byNumber = [];
    private readonly Dictionary<Guid, Ledger> byId = [];
    private readonly HashSet<string> references = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OriginalRow> originals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> hashes = [];
    private readonly List<LineRow> lines = [];
    private readonly List<Guid> credited = [];
    private readonly List<UsedReferenceRow> usedUp = [];
    private readonly DateTimeOffset now;

    private LineBook(UnitOfWork work, MessageRow message, ClientRecords clients)
    {
        this.message = message;
        this.clients = clients;
        now = work.Now;
    }

    public static async Task<LineBook> OpenAsync(UnitOfWork work, MessageRow message, IReadOnlyList<DeclarationLine> part, ClientRecords clients)
    {
        var book = new LineBook(work, message, clients);
        foreach (var previous in part.Where(line => line.PreviousReference is not null).Select(line => line.PreviousReference!).Distinct().Chunk(500))
        {
            foreach (var original in await work.QueryAsync<OriginalRow>(Originals, new { message.ProviderId, message.MunicipalityCode, references = previous }))
                book.originals[original.ReferenceNumber] = original;
        }

        var numbers = part.Select(line => (long)line.AllocationNumber).Concat(book.originals.Values.Select(original => original.AllocationNumber)).Distinct();
        foreach (var chunk in numbers.Chunk(500))
        {
            foreach (var row in await work.QueryAsync<LedgerRow>(LedgerRows, new { message.MunicipalityCode, message.ProviderId, numbers = chunk }))
            {
                var ledger = new Ledger(row);
                book.byNumber[row.Number] = ledger;
                book.byId[row.AllocationId] = ledger;
            }
        }

        foreach (var chunk in part.Select(line => line.Reference).Distinct().Chunk(500))
            book.references.UnionWith(await work.QueryAsync<string>(KnownReferences, new { message.ProviderId, references = chunk }));

        var from = part.Min(line => line.Period.From);
        var until = part.Max(line => line.Period.From);
        foreach (var chunk in book.byId.Keys.Chunk(500))
        {
            foreach (var open in await work.QueryAsync<OpenRow>(OpenDebits, new { ids = chunk.InList(), from, until }))
                book.byId[open.AllocationId].Book(new Period(open.FromOn, open.UntilOn), open.Code, Volumes.Counted(open.Volume, open.Unit));
        }

        return book;
    }

    public LedgerRow? AllocationOf(DeclarationLine line) => byNumber.TryGetValue(line.AllocationNumber, out var ledger) ? ledger.Row : null;

    public LineFacts FactsOf(DeclarationLine line, LineTerms? terms, LinePrice? price)
    {
        var ledger = byNumber.GetValueOrDefault(line.AllocationNumber);
        var original = line.PreviousReference is { } previous ? originals.GetValueOrDefault(previous) : null;
        var open = ledger?.OpenIn(line.Period, line.Code) ?? default;
        return new LineFacts
        {
            Allocation = ledger is null ? null : FactsOf(ledger.Row, line),
            Terms = terms,
            Price = price,
            UsedVolume = ledger?.UsedVolume ?? 0,
            UsedInPeriod = open.Volume,
            UsedCents = ledger?.DeclaredCents ?? 0,
            ReferenceKnown = references.Contains(line.Reference),
            UncreditedDebitKnown = open.Count > 0,
            Original = original is null ? null : DebitOf(original, line),
            CreditedBefore = original?.Credited ?? false,
        };
    }

    /// <summary>Books an accepted line in memory and gives what the world is told of it. A credit carries the terms of the debit it takes back.</summary>
    public AcceptedLine Accept(int position, DeclarationLine line, Agreed? terms, LinePrice? price)
    {
        var credit = line.Amount.IsCredit;
        var original = credit ? originals[line.PreviousReference!] : null;
        var ledger = byNumber[line.AllocationNumber];
        // Products of a category have units of their own: where no volume was allocated there is nothing to add up.
        var counted = ledger.Row.Code.Length == 0 ? 0 : Volumes.Counted(line.Volume, line.Unit);
        var row = new LineRow
        {
            LineId = Guid.CreateVersion7(now),
            MessageId = message.MessageId,
            Position = position,
            ProviderId = message.ProviderId!.Value,
            ReferenceNumber = line.Reference,
            PreviousReferenceNumber = line.PreviousReference,
            AllocationId = ledger.Row.AllocationId,
            ContractId = ledger.Row.ContractId,
            ContractVersion = original?.ContractVersion ?? terms?.ContractVersion ?? 0,
            ProductId = original?.ProductId ?? terms?.ProductId ?? ledger.Row.ProductId,
            Code = line.Code,
            FromOn = line.Period.From,
            UntilOn = line.Period.Until,
            Volume = line.Volume,
            Unit = line.Unit,
            ShownRateCents = line.TariffCents,
            AmountCents = line.Amount.Cents,
            Credit = credit,
            RateE8 = original?.RateE8 ?? (price is { IsByVolume: false, TariffCents: { } paid } ? paid * CentE8 : terms?.RateE8 ?? 0),
            RateUnit = original?.RateUnit ?? terms?.Line.Unit ?? line.Unit,
            RoundingRule = original?.RoundingRule ?? terms?.RoundingRule ?? "unrounded_tariff",
        };
        lines.Add(row);
        references.Add(line.Reference);
        ledger.Touched = true;
        if (original is not null)
        {
            originals[line.PreviousReference!] = original with { Credited = true };
            credited.Add(original.LineId);
            ledger.UsedVolume -= counted;
            ledger.DeclaredCents -= line.Amount.Cents;
            ledger.Unbook(line.Period, line.Code, counted);
        }
        else
        {
            ledger.UsedVolume += counted;
            ledger.DeclaredCents += line.Amount.Cents;
            ledger.Book(line.Period, line.Code, counted);
        }

        return row.ToEvent(ledger.Row);
    }

    /// <summary>A rejected line books nothing, and yet it was sent: its reference is used (TR314).</summary>
    public void Reject(DeclarationLine line)
    {
        if (references.Add(line.Reference))
            usedUp.Add(new UsedReferenceRow { ProviderId = message.ProviderId!.Value, ReferenceNumber = line.Reference, MessageId = message.MessageId });
    }

    public async Task WriteAsync(UnitOfWork work)
    {
        // Credits first: an open debit of the same period may only come once the old one is closed (ux_declaration_line_open).
        await work.ExecuteAsync("UPDATE declaration_line SET credited = 1 WHERE line_id = @lineId", credited.Select(lineId => new { lineId }));
        await work.InsertManyAsync("declaration_line", lines);
        await work.InsertManyAsync("rejected_reference", usedUp);
        await work.ExecuteAsync(UpdateUsed, byNumber.Values.Where(ledger => ledger.Touched).Select(ledger => new { ledger.Row.AllocationId, ledger.UsedVolume, ledger.DeclaredCents }));
    }

    private AllocationFacts FactsOf(LedgerRow row, DeclarationLine line) => new()
    {
        Category = row.Category,
        Code = row.Code.Length == 0 ? null : row.Code,
        Extent = row.Code.Length == 0 ? null : new Extent { Volume = (int)row.Volume, Unit = row.Unit, Frequency = int.Parse(row.Frequency, CultureInfo.InvariantCulture) },
        From = row.StartsOn,
        To = row.EndsOn,
        Removed = row.Status == AllocationRow.Removed,
        IsOfClient = row.BsnHash == HashOf(line.Bsn),
    };

    private CreditedDebit DebitOf(OriginalRow original, DeclarationLine line) => new()
    {
        AllocationNumber = (int)original.AllocationNumber,
        Category = original.Category,
        Code = original.Code,
        Period = new Period(original.FromOn, original.UntilOn),
        Volume = (int)original.Volume,
        Unit = original.Unit,
        TariffCents = original.ShownRateCents,
        AmountCents = original.AmountCents,
        IsOfClient = original.BsnHash == HashOf(line.Bsn),
    };

    private string HashOf(string bsn)
    {
        if (!hashes.TryGetValue(bsn, out var hash))
            hashes[bsn] = hash = clients.Lookup(bsn);
        return hash;
    }

    /// <summary>One allocation while the part is judged. Volumes are counted in minutes where the unit is hours.</summary>
    private sealed class Ledger(LedgerRow row)
    {
        public LedgerRow Row { get; } = row;
        public long UsedVolume { get; set; } = row.UsedVolume;
        public long DeclaredCents { get; set; } = row.DeclaredCents;
        public bool Touched { get; set; }

        private readonly Dictionary<(Period Period, string Code), (int Count, long Volume)> open = [];

        /// <summary>Uncredited debits of a product in a period. More than one only where they were let in under different spellings of one code.</summary>
        public (int Count, long Volume) OpenIn(Period period, string code) => open.GetValueOrDefault((period, code));

        public void Book(Period period, string code, long volume)
        {
            var key = (period, Keys.Of(code));
            var (count, before) = open.GetValueOrDefault(key);
            open[key] = (count + 1, before + volume);
        }

        public void Unbook(Period period, string code, long volume)
        {
            var (count, before) = open.GetValueOrDefault((period, code));
            open[(period, code)] = (count - 1, before - volume);
        }
    }

    private const string Originals =
        """
        SELECT l.line_id, l.reference_number, a.number AS allocation_number, a.category, l.code, l.from_on, l.until_on, l.volume, l.unit, l.shown_rate_cents,
               l.amount_cents, l.credited, l.contract_version, l.product_id, l.rate_e8, l.rate_unit, l.rounding_rule, c.bsn_hash
        FROM declaration_line l
        JOIN allocation a ON a.allocation_id = l.allocation_id
        JOIN client c ON c.pseudonym = a.client_pseudonym
        WHERE l.provider_id = @ProviderId AND l.reference_number IN @references AND l.credit = 0 AND a.municipality_code = @MunicipalityCode
        """;

    private const string LedgerRows =
        """
        SELECT a.allocation_id, a.number, a.contract_id, a.product_id, a.municipality_code, a.client_pseudonym, a.kind, a.category, a.code, a.volume, a.unit,
               a.frequency, a.starts_on, a.ends_on, a.status, a.used_volume, a.declared_cents, c.bsn_hash
        FROM allocation a JOIN client c ON c.pseudonym = a.client_pseudonym
        WHERE a.municipality_code = @MunicipalityCode AND a.number IN @numbers AND a.provider_id = @ProviderId
        """;

    private const string KnownReferences =
        """
        SELECT reference_number FROM declaration_line WHERE provider_id = @ProviderId AND reference_number IN @references
        UNION ALL
        SELECT reference_number FROM rejected_reference WHERE provider_id = @ProviderId AND reference_number IN @references
        """;

    private const string OpenDebits =
        """
        SELECT allocation_id, code, from_on, until_on, volume, unit FROM declaration_line
        WHERE allocation_id IN @ids AND credit = 0 AND credited = 0 AND from_on BETWEEN @from AND @until
        """;

    private const string UpdateUsed = "UPDATE allocation SET used_volume = @UsedVolume, declared_cents = @DeclaredCents WHERE allocation_id = @AllocationId";
}
