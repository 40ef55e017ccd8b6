using Dapper;
using Grpc.Core;
using Inkoop.Indicators.Registry;
using Inkoop.Indicators.Submissions;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Indicators.V1;

namespace Inkoop.Indicators;

// What the platform derived itself, beside what providers report: per contract, or for one quarter over all contracts in sight.
public sealed partial class IndicatorRpc
{
    public override async Task<ListDerivedReply> ListDerived(ListDerivedRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        Guid? contractId = request.ContractId.Length > 0 ? check.Id(request.ContractId, "contract_id") : null;
        if (request.Quarter.Length > 0)
            CheckQuarter(check, request.Quarter);
        check.That(contractId is not null || request.Quarter.Length > 0, "contract_id", "required", "Noem de overeenkomst of het kwartaal.");
        check.ThrowIfAny();

        var where = "WHERE 1 = 1"
            + (contractId is null ? "" : " AND d.contract_id = @contractId")
            + (request.Quarter.Length == 0 ? "" : " AND d.quarter = @quarter")
            + (caller.IsProvider ? " AND c.provider_id IN @providerIds" : "");
        var parameters = new { contractId, quarter = request.Quarter, providerIds = caller.ProviderIds.InList() };
        return await database.ReadAsync(async connection =>
        {
            if (contractId is { } id)
            {
                var contract = (await SubmissionFacts.ContractsAsync(connection, null, null, id)).SingleOrDefault();
                caller.MustReach(contract?.ProviderId ?? Guid.Empty);
                _ = contract ?? throw new NotFound("contract", request.ContractId);
            }
            var reply = new ListDerivedReply();
            reply.Derived.AddRange((await connection.QueryAsync<DerivedListRow>(
                $"{SelectDerived} {where} ORDER BY d.quarter DESC, d.contract_id, d.indicator_code", parameters)).Select(row => new DerivedIndicator
                {
                    ContractId = row.ContractId.ToString(),
                    IndicatorCode = row.IndicatorCode,
                    Quarter = row.Quarter,
                    Numerator = row.Numerator,
                    Denominator = row.Denominator,
                    Source = DropOut.Source,
                }));
            return reply;
        }, context.CancellationToken);
    }

    private const string SelectDerived =
        """
        SELECT d.contract_id, d.indicator_code, d.quarter, d.numerator, d.denominator
        FROM derived_indicator d INNER JOIN known_contract c ON c.contract_id = d.contract_id
        """;

    private sealed record DerivedListRow
    {
        public Guid ContractId { get; init; }
        public string IndicatorCode { get; init; } = "";
        public string Quarter { get; init; } = "";
        public long Numerator { get; init; }
        public long Denominator { get; init; }
    }
}
