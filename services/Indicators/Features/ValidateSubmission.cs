using Grpc.Core;
using Inkoop.Indicators.Submissions;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Indicators.V1;

namespace Inkoop.Indicators;

// A dry run (proefaanlevering): every fault of every row at once, judged by the same rules as the real thing, and nothing changes.
public sealed partial class IndicatorRpc
{
    /// <summary>More rows than this in one call are refused: the reply carries one result a row and must fit in one message.</summary>
    public const int MaximumRows = 10_000;
    private const int RowsATransaction = 1_000;

    public override async Task<ValidateSubmissionReply> ValidateSubmission(ValidateSubmissionRequest request, ServerCallContext context)
    {
        if (request.Rows.Count > MaximumRows)
            throw new Invalid([new FieldFault("rows", "too_many_rows", "Bied ten hoogste 10.000 rijen tegelijk aan.")]);

        var caller = Caller.Of(context);
        var today = Today();
        return await database.ReadAsync(async connection =>
        {
            var reply = new ValidateSubmissionReply();
            var book = await SubmissionFacts.OpenBookAsync(connection, null, caller.ProviderIds, today);
            foreach (var rows in request.Rows.Chunk(RowsATransaction))
            {
                await SubmissionFacts.LearnAsync(book, connection, null, caller.Organisation, rows);
                foreach (var row in rows)
                {
                    var result = SubmissionRules.ToResult(row, SubmissionRules.Judge(row, book, Guid.Empty));
                    // An id that nothing has yet would be taken for a stored one.
                    if (result.SubmissionId == Guid.Empty.ToString())
                        result.SubmissionId = "";
                    reply.Results.Add(result);
                }
            }
            return reply;
        }, context.CancellationToken);
    }
}
