using Inkoop.Dispositions.Clients;
using Inkoop.Dispositions.Messages;
using Inkoop.Ijw;
using Inkoop.Platform.Data;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions.Judging;

/// <summary>
/// Judges received messages: as a whole first, then in parts that each commit on their own, and answers when all is booked. One judge at a
/// time holds a message (a lease), and every transaction proves that it still does, so a kill or a second instance costs nothing.
/// </summary>
public sealed partial class Judge(
    DispositionsDatabase database, MessageStore store, ClientRecords clients, TimeProvider clock, ILogger<Judge> logger)
{
    private const string Actor = "service:dispositions";
    private static readonly TimeSpan leaseTime = TimeSpan.FromMinutes(1);
    private readonly AgreedContracts agreed = new();

    /// <summary>
    /// Judges a message that waits. False when it stays received: somebody else holds it, or what was agreed is not known here yet;
    /// it is never judged on a guess.
    /// </summary>
    public async Task<bool> TryAsync(Guid messageId, CancellationToken cancellationToken)
    {
        var row = await database.ChangeAsync(Actor, async work =>
        {
            var lease = new { messageId, owner = NewOwner(work.Now), now = work.Now, latest = LatestLease(work.Now), until = work.Now + leaseTime };
            return await work.ExecuteAsync(TakeLease, lease) == 1 ? await work.FirstOrDefaultAsync<MessageRow>(MessageRow.ById, lease) : null;
        }, cancellationToken);
        return row is not null && await TryAsync(row, cancellationToken);
    }

    /// <summary>A message that is received now, already held by the judge that its receiver hands it to: who receives need not come back for the lease.</summary>
    public static MessageRow Hold(MessageRow received, DateTimeOffset now) => received with { LeaseOwner = NewOwner(now), LeaseUntil = now + leaseTime };

    /// <summary>Judges a message whose lease is held; see <see cref="TryAsync(Guid, CancellationToken)"/>.</summary>
    public async Task<bool> TryAsync(MessageRow leased, CancellationToken cancellationToken)
    {
        var messageId = leased.MessageId;
        var release = true;
        try
        {
            await JudgeAsync(leased, cancellationToken);
            release = false; // what is judged holds no lease any more
            Counters.MessagesJudged.Add(1, new KeyValuePair<string, object?>("kind", leased.Kind.Length == 0 ? "unreadable" : leased.Kind));
            return true;
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(logger, messageId);
            return false;
        }
        catch (NotYet reason) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotYet(logger, messageId, reason.Message);
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // The lease stays until it runs out: what fails once is not tried again at once.
            release = false;
            Log.JudgingFailed(logger, messageId, exception);
            return false;
        }
        finally
        {
            if (release)
                await database.ChangeAsync(Actor, work => work.ExecuteAsync(ReleaseLease, leased), CancellationToken.None);
        }
    }

    /// <summary>The latest end that a lease can have now; a later one was written before the clock was set back and holds nothing.</summary>
    public static DateTimeOffset LatestLease(DateTimeOffset now) => now + leaseTime + leaseTime;

    private static string NewOwner(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");

    private async Task JudgeAsync(MessageRow row, CancellationToken cancellationToken)
    {
        try
        {
            await (row.Kind switch
            {
                "JW305" => JudgeStartAsync(row, cancellationToken),
                "JW307" => JudgeStopAsync(row, cancellationToken),
                "JW323" => JudgeDeclarationAsync(row, cancellationToken),
                _ => JudgeUnreadableAsync(row, await FaultAsync(row, cancellationToken), cancellationToken),
            });
        }
        catch (IjwFaultException exception)
        {
            await JudgeUnreadableAsync(row, exception.Fault, cancellationToken);
        }
    }

    private async Task<IjwFault> FaultAsync(MessageRow row, CancellationToken cancellationToken)
    {
        await using var body = await store.OpenAsync(row.MessageId, cancellationToken);
        return Envelope.Read(body).Fault ?? throw new InvalidOperationException($"Message {row.MessageId} has no kind and yet it can be read.");
    }

    // Level 1: the sender is told what is wrong and where; no answer message exists for what is no message (IV028).
    private Task JudgeUnreadableAsync(MessageRow row, IjwFault fault, CancellationToken cancellationToken) =>
        database.ChangeAsync(Actor, async work =>
        {
            await AddFindingsAsync(work, row.MessageId,
            [
                new FindingRow { Code = fault.Code, BrokenRule = fault.Rule.Length == 0 ? "xml" : fault.Rule, Explanation = fault.Message, Path = fault.Path, Line = fault.Line },
            ]);
            return await FinishAsync(work, row, row with { Status = MessageRow.Unreadable });
        }, cancellationToken);

    /// <summary>Ends the judging in the caller's transaction: the outcome, the answer's row and the event, or nothing when the lease was lost.</summary>
    private static async Task<bool> FinishAsync(UnitOfWork work, MessageRow leased, MessageRow outcome)
    {
        await HoldAsync(work, leased);
        await work.ExecuteAsync(Finish, outcome with { AnsweredAt = work.Now });
        work.Emit($"message/{outcome.MessageId}", 0, new MessageAnswered
        {
            MessageId = outcome.MessageId,
            Kind = outcome.Kind,
            ProviderId = outcome.ProviderId ?? Guid.Empty,
            Outcome = outcome.Status,
            AnswerMessageId = outcome.AnswerMessageId,
            SubmittedCents = outcome.SubmittedCents,
            AllowedCents = outcome.AllowedCents,
        });
        return true;
    }

    /// <summary>Proves that this judge still holds the message at the point where it thinks the message is, and lengthens the lease.</summary>
    private static async Task HoldAsync(UnitOfWork work, MessageRow leased)
    {
        var held = new { leased.MessageId, leased.LeaseOwner, leased.JudgedLineCount, leased.Admitted, until = work.Now + leaseTime };
        if (await work.ExecuteAsync(HoldLease, held) == 0)
            throw new LeaseLostException();
    }

    /// <summary>Claims the identification for this kind and sender; false when another message has it (TR056, 9056).</summary>
    private static async Task<bool> ClaimIdentificationAsync(UnitOfWork work, MessageRow row) =>
        await work.ExecuteAsync(ClaimIdentification, new { row.Kind, row.Sender, Identification = Keys.Of(row.Identification), row.MessageId }) == 1;

    private static async Task AddFindingsAsync(UnitOfWork work, Guid messageId, IReadOnlyList<FindingRow> findings)
    {
        var count = await work.ScalarAsync<int>("SELECT COUNT(*) FROM message_finding WHERE message_id = @messageId", new { messageId });
        await work.InsertManyAsync("message_finding", [.. findings.Take(FindingRow.Most - count).Select((finding, i) => finding with
        {
            MessageId = messageId,
            Sequence = count + i + 1,
            // A path names elements of the file, and whoever wrote the file chose their names and their depth.
            Path = Clip(finding.Path, 200),
            Explanation = Clip(finding.Explanation, 400),
            BrokenRule = Clip(finding.BrokenRule, 60),
        })]);
    }

    private static string Clip(string text, int most) => text.Length <= most ? text : text[..most];

    private sealed class LeaseLostException : Exception;

    private const string TakeLease =
        """
        UPDATE message SET lease_owner = @owner, lease_until = @until
        WHERE message_id = @messageId AND status = 'received' AND incoming = 1 AND (lease_until IS NULL OR lease_until < @now OR lease_until > @latest)
        """;

    private const string ReleaseLease = "UPDATE message SET lease_owner = NULL, lease_until = NULL WHERE message_id = @MessageId AND lease_owner = @LeaseOwner";

    private const string HoldLease =
        """
        UPDATE message SET lease_until = @until
        WHERE message_id = @MessageId AND status = 'received' AND lease_owner = @LeaseOwner AND judged_line_count = @JudgedLineCount AND admitted = @Admitted
        """;

    private const string Finish =
        """
        UPDATE message SET status = @Status, answered_at = @AnsweredAt, answer_message_id = @AnswerMessageId, declaration_number = @DeclarationNumber,
            declared_month = @DeclaredMonth, submitted_cents = @SubmittedCents, allowed_cents = @AllowedCents, line_count = @LineCount,
            rejected_line_count = @RejectedLineCount, judged_line_count = @JudgedLineCount, lease_owner = NULL, lease_until = NULL
        WHERE message_id = @MessageId
        """;

    private const string ClaimIdentification =
        """
        INSERT INTO used_identification (kind, sender, identification, message_id)
        SELECT @Kind, @Sender, @Identification, @MessageId
        WHERE NOT EXISTS (SELECT 1 FROM used_identification WHERE sender = @Sender AND kind = @Kind AND identification = @Identification)
        """;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} stays received: {Reason}")]
        public static partial void NotYet(ILogger logger, Guid messageId, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be judged and is tried again")]
        public static partial void JudgingFailed(ILogger logger, Guid messageId, Exception exception);

        [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} is judged by another instance")]
        public static partial void LeaseLost(ILogger logger, Guid messageId);
    }
}
