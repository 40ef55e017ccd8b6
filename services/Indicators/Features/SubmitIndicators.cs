using System.Data.Common;
using Grpc.Core;
using Inkoop.Indicators.Submissions;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Indicators.V1;

namespace Inkoop.Indicators;

// A submission (aanlevering): a stream of rows, each judged on its own. Good rows are stored in transactions of at most 1,000, so
// after a broken link the provider sends everything again and what was stored answers as it did the first time.
public sealed partial class IndicatorRpc
{
    private const int Attempts = 5;

    public override async Task<SubmitIndicatorsReply> SubmitIndicators(IAsyncStreamReader<SubmitIndicatorsRequest> requestStream, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var reply = new SubmitIndicatorsReply();
        var rows = new List<SubmissionRow>(RowsATransaction);
        await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
        {
            if (reply.Results.Count + rows.Count == MaximumRows)
                throw new Refused("too_many_rows", "Bied ten hoogste 10.000 rijen in één aanlevering aan. Wat al is geboekt, blijft geboekt.");
            rows.Add(message.Row ?? new SubmissionRow());
            if (rows.Count == RowsATransaction)
                await Flush();
        }
        await Flush();
        reply.AcceptedCount = reply.Results.Count(result => result.Accepted);
        reply.RejectedCount = reply.Results.Count - reply.AcceptedCount;
        return reply;

        async Task Flush()
        {
            if (rows.Count == 0)
                return;
            reply.Results.AddRange(await StoreAsync(rows, caller, context.CancellationToken));
            rows.Clear();
        }
    }

    private async Task<IReadOnlyList<RowResult>> StoreAsync(IReadOnlyList<SubmissionRow> rows, Caller caller, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.ChangeAsync(caller.Actor, work => StoreAsync(work, rows, caller), cancellationToken);
            }
            catch (DbException fault) when (database.Dialect.IsDuplicateKey(fault) && attempt < Attempts)
            {
                // Another call stored one of these rows in between; the unique keys caught it, and judging again finds it.
            }
        }
    }

    private async Task<IReadOnlyList<RowResult>> StoreAsync(UnitOfWork work, IReadOnlyList<SubmissionRow> rows, Caller caller)
    {
        var book = await SubmissionFacts.OpenBookAsync(work.Connection, work.Transaction, caller.ProviderIds, Today());
        await SubmissionFacts.LearnAsync(book, work.Connection, work.Transaction, caller.Organisation, rows);

        var results = new List<RowResult>(rows.Count);
        var stored = new Dictionary<(Guid, long), StoredRow>();
        foreach (var row in rows)
        {
            var verdict = SubmissionRules.Judge(row, book, Guid.CreateVersion7(work.Now));
            results.Add(SubmissionRules.ToResult(row, verdict));
            if (verdict is not { New: { } accepted, Submission: { } submission })
                continue;

            if (submission.Version > 1 && !Supersede(stored, submission))
                await work.ExecuteAsync(SupersedeStored, new { submission.SubmissionId });
            stored.Add((submission.SubmissionId, submission.Version), ToStored(row, submission, accepted, work.Now, caller.Organisation));
            work.Emit($"submission/{submission.SubmissionId}", submission.Version, ToEvent(row, submission, accepted, work.Now));
        }
        await work.InsertManyAsync("submission", stored.Values.ToList());
        return results;
    }

    /// <summary>True when the version that this one follows is in the same batch.</summary>
    private static bool Supersede(Dictionary<(Guid, long), StoredRow> stored, CurrentSubmission submission)
    {
        var previous = (submission.SubmissionId, submission.Version - 1);
        if (!stored.TryGetValue(previous, out var row))
            return false;
        stored[previous] = row with { IsCurrent = false };
        return true;
    }

    private static StoredRow ToStored(SubmissionRow row, CurrentSubmission submission, AcceptedRow accepted, DateTimeOffset now, string organisation) => new()
    {
        SubmissionId = submission.SubmissionId,
        Version = submission.Version,
        ContractId = accepted.Key.ContractId,
        ProviderId = accepted.ProviderId,
        IndicatorCode = accepted.Key.IndicatorCode,
        IndicatorVersion = accepted.IndicatorVersion,
        Quarter = accepted.Key.Quarter.ToString(),
        Numerator = row.Numerator,
        Denominator = row.Denominator,
        Late = submission.Late,
        IsCurrent = true,
        CorrectionReason = accepted.CorrectionReason,
        Remark = accepted.Remark,
        SubmittedAt = now,
        Organisation = organisation,
        RequestId = accepted.RequestId,
        RequestDigest = accepted.Digest,
    };

    private static IndicatorSubmitted ToEvent(SubmissionRow row, CurrentSubmission submission, AcceptedRow accepted, DateTimeOffset now) => new()
    {
        SubmissionId = submission.SubmissionId,
        Version = submission.Version,
        ContractId = accepted.Key.ContractId,
        ProviderId = accepted.ProviderId,
        IndicatorCode = accepted.Key.IndicatorCode,
        IndicatorVersion = accepted.IndicatorVersion,
        Quarter = accepted.Key.Quarter.ToString(),
        Numerator = row.Numerator,
        Denominator = row.Denominator,
        Late = submission.Late,
        CorrectionReason = accepted.CorrectionReason,
        SubmittedAt = now,
    };

    private const string SupersedeStored = "UPDATE submission SET is_current = 0 WHERE submission_id = @SubmissionId AND is_current = 1";

    private sealed record StoredRow
    {
        public required Guid SubmissionId { get; init; }
        public required long Version { get; init; }
        public required Guid ContractId { get; init; }
        public required Guid ProviderId { get; init; }
        public required string IndicatorCode { get; init; }
        public required int IndicatorVersion { get; init; }
        public required string Quarter { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public required bool Late { get; init; }
        public required bool IsCurrent { get; init; }
        public required string? CorrectionReason { get; init; }
        public required string? Remark { get; init; }
        public required DateTimeOffset SubmittedAt { get; init; }
        public required string Organisation { get; init; }
        public required string RequestId { get; init; }
        public required string RequestDigest { get; init; }
    }
}
