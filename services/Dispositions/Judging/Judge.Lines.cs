using System.Globalization;
using Inkoop.Dispositions.Allocations;
using Inkoop.Dispositions.Messages;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Platform.Data;
using Inkoop.Wire.Events;

namespace Inkoop.Dispositions.Judging;

// One part of a declaration: what is known is read by index, judged line by line in memory, and written in one transaction. What a line
// costs does not depend on how much was ever declared.
public sealed partial class Judge
{
    private async Task<MessageRow> BookPartAsync(UnitOfWork work, MessageRow leased, DeclarationHead head, List<(int Position, DeclarationLine Line)> part)
    {
        await ProviderTurn.TakeAsync(work, leased.ProviderId!.Value);
        await HoldAsync(work, leased);
        var book = await LineBook.OpenAsync(work, leased, [.. part.Select(entry => entry.Line)], clients);
        var debits = part.Where(entry => !entry.Line.Amount.IsCredit).Select(entry => book.AllocationOf(entry.Line)).OfType<LedgerRow>().ToList();
        var contracts = await agreed.ReadAsync(work, debits.Select(allocation => allocation.ContractId));
        var care = contracts.Values.Any(contract => contract.NeedsCare)
            ? await KnownCare.ReadAsync(work, leased.ProviderId.Value, debits.Where(allocation => contracts[allocation.ContractId].NeedsCare).Select(allocation => allocation.AllocationId).Distinct())
            : KnownCare.None;
        var rejected = new List<RejectedRow>();
        var findings = new List<FindingRow>();
        var accepted = new List<AcceptedLine>();
        var refused = new List<RejectedLine>();
        foreach (var (position, line) in part)
        {
            var allocation = book.AllocationOf(line);
            var terms = line.Amount.IsCredit || allocation is null ? null : contracts[allocation.ContractId].Of(leased.MunicipalityCode!, line.Category, line.Code, line.Period.From);
            var price = terms?.Worth.Of(Declared(line, terms, leased.MunicipalityCode!, work.Now), allocation!.AllocationId, care.Of(allocation.ClientPseudonym), care.Reached);
            var facts = book.FactsOf(line, terms?.Line, price);
            IReadOnlyList<string> codes = [.. LineJudgement.Judge(line, facts), .. DeclaredTooEarly(line, head)];
            if (codes.Count == 0)
            {
                accepted.Add(book.Accept(position, line, terms, price));
                continue;
            }

            book.Reject(line);
            rejected.Add(new RejectedRow { MessageId = leased.MessageId, Position = position, Codes = string.Join(',', codes) });
            refused.Add(new RejectedLine { ReferenceNumber = line.Reference, ContractId = allocation?.ContractId, AmountCents = line.Amount.Cents, RetourCodes = codes });
            findings.AddRange(codes.Select(code => Found(code, $"/Bericht/Declaratie/Clienten/Client[{line.ClientOrdinal}]/Prestaties/Prestatie[{line.LineOrdinal}]") with
            {
                ReferenceNumber = line.Reference,
                AllocationNumber = line.AllocationNumber.ToString(CultureInfo.InvariantCulture),
            }));
        }

        await book.WriteAsync(work);
        await work.InsertManyAsync("rejected_line", rejected);
        await AddFindingsAsync(work, leased.MessageId, findings);
        var next = leased with
        {
            JudgedLineCount = leased.JudgedLineCount + part.Count,
            RejectedLineCount = leased.RejectedLineCount + rejected.Count,
            PartCount = leased.PartCount + 1,
        };
        await work.ExecuteAsync(MoveCursor, next);
        work.Emit($"message/{leased.MessageId}", 0, new LinesJudged
        {
            MessageId = leased.MessageId,
            Part = next.PartCount,
            ProviderId = leased.ProviderId.Value,
            DeclaredMonth = head.Period.From,
            Accepted = accepted,
            Rejected = refused,
            RecordedAt = work.Now,
        });
        return next;
    }

    // TR319: care of a month is declared in that month's declaration or a later one. A credit is never refused for what it says (IV085).
    private static IEnumerable<string> DeclaredTooEarly(DeclarationLine line, DeclarationHead head) =>
        !line.Amount.IsCredit && line.Period.Until > head.Period.Until ? ["9319"] : [];

    /// <summary>The line as the rules of funding read it.</summary>
    private static CareLine Declared(DeclarationLine line, Agreed terms, string municipalityCode, DateTimeOffset now) => new()
    {
        EventId = Guid.Empty,
        RecordedAt = now,
        AcceptedAt = now,
        ReferenceNumber = line.Reference,
        ProductId = terms.ProductId,
        MunicipalityCode = municipalityCode,
        StartsOn = line.Period.From,
        EndsOn = line.Period.Until,
        Volume = line.Volume,
        Unit = line.Unit,
    };

    private const string MoveCursor =
        """
        UPDATE message SET judged_line_count = @JudgedLineCount, rejected_line_count = @RejectedLineCount, part_count = @PartCount
        WHERE message_id = @MessageId
        """;
}
