using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Indicators.V1;

namespace Inkoop.Indicators;

// What was submitted, newest first; with all versions also what a correction replaced.
public sealed partial class IndicatorRpc
{
    public override async Task<ListSubmissionsReply> ListSubmissions(ListSubmissionsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        Guid? contractId = request.ContractId.Length > 0 ? check.Id(request.ContractId, "contract_id") : null;
        Guid? providerId = request.ProviderId.Length > 0 ? check.Id(request.ProviderId, "provider_id") : null;
        if (request.Quarter.Length > 0)
            CheckQuarter(check, request.Quarter);
        check.ThrowIfAny();
        if (providerId is { } asked)
            caller.MustReach(asked);

        var (skip, take) = (PageToken.Read(request.PageToken), PageToken.Size(request.PageSize));
        var providerIds = (providerId is { } one ? [one] : caller.ProviderIds.ToList()).InList();
        var mine = providerId is not null || caller.IsProvider;
        if (mine && providerIds.Length == 0)
            return new ListSubmissionsReply();
        var where = "WHERE 1 = 1"
            + (mine ? " AND s.provider_id IN @providerIds" : "")
            + (contractId is null ? "" : " AND s.contract_id = @contractId")
            + (request.Quarter.Length == 0 ? "" : " AND s.quarter = @quarter")
            + (request.IndicatorCode.Length == 0 ? "" : " AND s.indicator_code = @indicatorCode")
            + (request.AllVersions ? "" : " AND s.is_current = 1");
        var parameters = new { providerIds, contractId, quarter = request.Quarter, indicatorCode = request.IndicatorCode, skip, take = take + 1 };

        return await database.ReadAsync(async connection =>
        {
            var rows = (await connection.QueryAsync<SubmissionListRow>(
                database.Dialect.Page($"{SelectSubmissions} {where} ORDER BY s.quarter DESC, s.contract_id, s.indicator_code, s.version DESC"), parameters)).AsList();
            var reply = new ListSubmissionsReply
            {
                TotalCount = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM submission s {where}", parameters),
                NextPageToken = PageToken.Next(skip, take, rows.Count),
            };
            reply.Submissions.AddRange(rows.Take(take).Select(ToSubmission));
            return reply;
        }, context.CancellationToken);
    }

    private static Submission ToSubmission(SubmissionListRow row) => new()
    {
        SubmissionId = row.SubmissionId.ToString(),
        Version = row.Version,
        ContractId = row.ContractId.ToString(),
        ContractNumber = row.ContractNumber ?? "",
        ProviderId = row.ProviderId.ToString(),
        IndicatorCode = row.IndicatorCode,
        Quarter = row.Quarter,
        Numerator = row.Numerator,
        Denominator = row.Denominator,
        Late = row.Late,
        CorrectionReason = row.CorrectionReason ?? "",
        Remark = row.Remark ?? "",
        SubmittedAt = Timestamp.FromDateTimeOffset(row.SubmittedAt),
        Current = row.IsCurrent,
    };

    private const string SelectSubmissions =
        """
        SELECT s.submission_id, s.version, s.contract_id, c.number AS contract_number, s.provider_id, s.indicator_code, s.quarter,
            s.numerator, s.denominator, s.late, s.correction_reason, s.remark, s.submitted_at, s.is_current
        FROM submission s LEFT JOIN known_contract c ON c.contract_id = s.contract_id
        """;

    private sealed record SubmissionListRow
    {
        public Guid SubmissionId { get; init; }
        public long Version { get; init; }
        public Guid ContractId { get; init; }
        public string? ContractNumber { get; init; }
        public Guid ProviderId { get; init; }
        public string IndicatorCode { get; init; } = "";
        public string Quarter { get; init; } = "";
        public long Numerator { get; init; }
        public long Denominator { get; init; }
        public bool Late { get; init; }
        public string? CorrectionReason { get; init; }
        public string? Remark { get; init; }
        public DateTimeOffset SubmittedAt { get; init; }
        public bool IsCurrent { get; init; }
    }
}
