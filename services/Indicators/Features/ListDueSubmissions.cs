using Grpc.Core;
using Inkoop.Indicators.Submissions;
using Inkoop.Platform.Identity;
using Inkoop.Wire;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Indicators.V1;

namespace Inkoop.Indicators;

// What is owed for a quarter, per contract and indicator, with the day it is due and whether it is in. A provider sees its own.
public sealed partial class IndicatorRpc
{
    public override async Task<ListDueSubmissionsReply> ListDueSubmissions(ListDueSubmissionsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        var quarter = CheckQuarter(check, request.Quarter);
        Guid? providerId = request.ProviderId.Length > 0 ? check.Id(request.ProviderId, "provider_id") : null;
        Guid? contractId = request.ContractId.Length > 0 ? check.Id(request.ContractId, "contract_id") : null;
        check.That(caller.IsProvider || providerId is not null || contractId is not null, "provider_id", "required", "Noem de aanbieder of de overeenkomst.");
        check.ThrowIfAny();

        if (providerId is { } asked)
            caller.MustReach(asked);
        IReadOnlySet<Guid>? providerIds = providerId is { } one ? new HashSet<Guid> { one } : caller.IsProvider ? caller.ProviderIds : null;
        var today = Today();
        return await database.ReadAsync(async connection =>
        {
            var contracts = await SubmissionFacts.ContractsAsync(connection, null, providerIds, contractId);
            if (caller.IsProvider && contractId is not null && contracts.Count == 0)
                caller.MustReach(Guid.Empty);
            var submitted = await SubmissionFacts.CurrentAsync(connection, null, contracts.Select(contract => contract.ContractId).ToList(), [quarter.ToString()]);
            var reply = new ListDueSubmissionsReply();
            reply.Due.AddRange(DueSubmissions.Of(quarter, today, contracts, await AllDefinitions(connection), submitted));
            return reply;
        }, context.CancellationToken);
    }

    private static Quarter CheckQuarter(Check check, string text)
    {
        check.That(Quarter.TryParse(text, out var quarter), "quarter", "quarter_invalid", "Schrijf het kwartaal als jjjj-Qn, zoals 2026-Q1.");
        return quarter;
    }
}
