using Inkoop.Dispositions.Messages;
using Inkoop.Ijw;
using Inkoop.Platform.Data;
using Inkoop.Wire;

namespace Inkoop.Dispositions.Judging;

// A declaration (JW323): refused as a whole or let in, then its lines in parts of at most a thousand, credits before debits (IV085, IV086),
// then the answer (JW325) over what was rejected. Each part commits with the cursor that says how far judging came.
public sealed partial class Judge
{
    private const int LargestPart = 1_000;

    private async Task JudgeDeclarationAsync(MessageRow leased, CancellationToken cancellationToken)
    {
        var (head, lines, findings) = await ReadDeclarationAsync(leased, cancellationToken);
        if (!leased.Admitted)
        {
            if (await AdmitAsync(leased, head, lines, findings, cancellationToken) is not { } admitted)
                return;
            leased = admitted;
        }

        int[] order = [.. Enumerable.Range(0, lines.Count).OrderBy(i => !lines[i].Amount.IsCredit).ThenBy(i => i)];
        while (leased.JudgedLineCount < lines.Count)
        {
            var part = order.Skip(leased.JudgedLineCount).Take(LargestPart).Select(i => (Position: i, Line: Keys.Of(lines[i]))).ToList();
            var current = leased;
            leased = await database.ChangeAsync(Actor, work => BookPartAsync(work, current, head, part), cancellationToken);
            var rejected = leased.RejectedLineCount - current.RejectedLineCount;
            Counters.LinesBooked.Add(part.Count - rejected, new KeyValuePair<string, object?>("outcome", "accepted"));
            Counters.LinesBooked.Add(rejected, new KeyValuePair<string, object?>("outcome", "rejected"));
        }

        await AnswerAsync(leased, head, lines, cancellationToken);
    }

    /// <summary>Reads to the end before anything is decided: a defect in the last line is as fatal as one in the first. Throws <see cref="IjwFaultException"/>.</summary>
    private async Task<(DeclarationHead Head, List<DeclarationLine> Lines, IReadOnlyList<RuleFinding> Findings)> ReadDeclarationAsync(MessageRow row, CancellationToken cancellationToken)
    {
        await using var body = await store.OpenAsync(row.MessageId, cancellationToken);
        using var reader = IjwReader.Open(body);
        var head = reader.ReadDeclarationHead();
        var rules = new DeclarationRules(head);
        var lines = new List<DeclarationLine>();
        foreach (var line in reader.ReadDeclarationLines())
        {
            cancellationToken.ThrowIfCancellationRequested();
            rules.Add(Keys.Of(line));
            lines.Add(line);
        }

        return (head, lines, rules.Finish());
    }

    /// <summary>
    /// Lets the message in, claiming its identification and declaration number, or refuses it whole with an answer and nothing booked; null then.
    /// </summary>
    private async Task<MessageRow?> AdmitAsync(MessageRow leased, DeclarationHead head, List<DeclarationLine> lines, IReadOnlyList<RuleFinding> findings, CancellationToken cancellationToken) =>
        await database.ChangeAsync(Actor, async work =>
        {
            await HoldAsync(work, leased);
            var stamp = Stamp(work);
            var read = leased with
            {
                DeclarationNumber = head.Number,
                DeclaredMonth = head.Period.From,
                SubmittedCents = head.Total.Signed,
                LineCount = lines.Count,
            };
            DeclarationAnswer? refusal = null;
            if (findings.Count > 0)
            {
                refusal = Answers.RejectedMessage(head.Header, stamp, [Answers.Rejected]);
                await AddFindingsAsync(work, leased.MessageId, [.. findings.Select(Found)]);
            }
            else if (await RefusedAsWholeAsync(work, leased, head.Header, stamp.DatedOn) is { Count: > 0 } whole)
            {
                refusal = Answers.RejectedMessage(head.Header, stamp, whole);
                await AddFindingsAsync(work, leased.MessageId, [.. whole.Select(code => Found(code, "/Bericht/Header"))]);
            }
            else if (!DeclarationMonths.Follows([.. await work.QueryAsync<DateOnly>(EarlierMonths, leased)], head.Period.From, DebitMonths(lines)))
            {
                refusal = Answers.RejectedDeclaration(head, stamp, ["8214"]);
                await AddFindingsAsync(work, leased.MessageId, [Found("8214", "/Bericht/Declaratie/DeclaratiePeriode")]);
            }
            else if (await work.ExecuteAsync(ClaimDeclarationNumber, new { read.Sender, DeclarationNumber = Keys.Of(head.Number), read.MessageId }) == 0)
            {
                refusal = Answers.RejectedDeclaration(head, stamp, ["9333"]);
                await AddFindingsAsync(work, leased.MessageId, [Found("9333", "/Bericht/Declaratie/DeclaratieNummer")]);
            }

            if (refusal is null)
            {
                await work.ExecuteAsync(Admit, read);
                return read with { Admitted = true };
            }

            var answerId = Guid.CreateVersion7(work.Now);
            var body = await store.WriteAsync(answerId, stream => IjwWriter.Write(stream, refusal));
            await OutgoingMessages.RecordAsync(work, body, "JW325", leased.ProviderId!.Value, refusal.Header);
            await FinishAsync(work, leased, read with { Status = MessageRow.Rejected, AnswerMessageId = answerId, RejectedLineCount = lines.Count, JudgedLineCount = 0 });
            return null;
        }, cancellationToken);

    /// <summary>The answer is made and synced before the transaction that puts it on record: the write lock waits for no file.</summary>
    private async Task AnswerAsync(MessageRow leased, DeclarationHead head, List<DeclarationLine> lines, CancellationToken cancellationToken)
    {
        var rejected = (await database.ReadAsync(
            connection => connection.QueryAsync<RejectedRow>("SELECT message_id, position, codes FROM rejected_line WHERE message_id = @MessageId ORDER BY position", leased, cancellationToken), cancellationToken))
            .Select(row => lines[row.Position] with { Codes = row.Codes.Split(',') })
            .ToList();
        var now = clock.GetUtcNow();
        var answer = Answers.Judged(head, new AnswerStamp { Identification = OutgoingMessages.NewIdentification(), DatedOn = DutchDay.Of(now) }, rejected);
        var answerId = Guid.CreateVersion7(now);
        var body = await store.WriteAsync(answerId, stream => IjwWriter.Write(stream, answer));
        try
        {
            await database.ChangeAsync(Actor, async work =>
            {
                await OutgoingMessages.RecordAsync(work, body, "JW325", leased.ProviderId!.Value, answer.Header);
                return await FinishAsync(work, leased, leased with
                {
                    Status = rejected.Count == 0 ? MessageRow.Accepted : rejected.Count == lines.Count ? MessageRow.Rejected : MessageRow.Partly,
                    AnswerMessageId = answerId,
                    AllowedCents = answer.Verdict!.Allowed.Signed,
                });
            }, cancellationToken);
        }
        catch (LeaseLostException)
        {
            store.Delete(answerId);
            throw;
        }
    }

    private static IEnumerable<DateOnly> DebitMonths(IEnumerable<DeclarationLine> lines) => lines.Where(line => !line.Amount.IsCredit).Select(line => line.Period.From);

    private static AnswerStamp Stamp(UnitOfWork work) => new() { Identification = OutgoingMessages.NewIdentification(), DatedOn = DutchDay.Of(work.Now) };

    private sealed record RejectedRow
    {
        public Guid MessageId { get; init; }

        /// <summary>Place in the file, from 0.</summary>
        public int Position { get; init; }

        /// <summary>Retour codes with commas between them.</summary>
        public string Codes { get; init; } = "";
    }

    // By when they were sent, not when they were judged: one that waited for its contract is not behind those that came after it.
    private const string EarlierMonths =
        """
        SELECT DISTINCT declared_month FROM message
        WHERE provider_id = @ProviderId AND municipality_code = @MunicipalityCode AND kind = 'JW323' AND incoming = 1 AND admitted = 1
          AND received_at < @ReceivedAt AND message_id <> @MessageId
        ORDER BY declared_month DESC
        """;

    private const string ClaimDeclarationNumber =
        """
        INSERT INTO used_declaration_number (sender, declaration_number, message_id)
        SELECT @Sender, @DeclarationNumber, @MessageId
        WHERE NOT EXISTS (SELECT 1 FROM used_declaration_number WHERE sender = @Sender AND declaration_number = @DeclarationNumber)
        """;

    private const string Admit =
        """
        UPDATE message SET admitted = 1, declaration_number = @DeclarationNumber, declared_month = @DeclaredMonth, submitted_cents = @SubmittedCents, line_count = @LineCount
        WHERE message_id = @MessageId
        """;
}
