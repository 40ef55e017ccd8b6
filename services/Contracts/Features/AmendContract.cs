using System.Data.Common;
using Grpc.Core;
using Inkoop.Agreements;
using Inkoop.Contracts.Amending;
using Inkoop.Contracts.Drafting;
using Inkoop.Ijw;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts;

// A signed contract becomes different from a day: new products, tariffs, buyers, budgets and agreements, a later or an earlier end. Days before it keep
// what they had, and what was known before stays readable.
public sealed partial class ContractRpc
{
    public override Task<AmendContractReply> AmendContract(AmendContractRequest request, ServerCallContext context) =>
        database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var (before, amended, because) = await AmendedAsync(work.Connection, work.Transaction, request, work.Now);
            await ContractStore.SaveAsync(work, amended, because);
            work.Emit($"contract/{amended.ContractId}", amended.Version, new ContractAmended
            {
                ContractId = amended.ContractId,
                Version = amended.Version,
                EffectiveFrom = because.EffectiveFrom,
                Reason = because.Reason,
                Clause = because.Clause!,
                OverrideReason = because.OverrideReason,
                RecordedAt = work.Now,
                Terms = amended.ToTerms(),
            });
            return Reply(before, amended, work.Now);
        });

    public override Task<AmendContractReply> PreviewAmendment(AmendContractRequest request, ServerCallContext context) =>
        database.ReadAsync(async connection =>
        {
            var now = clock.GetUtcNow();
            var (before, amended, _) = await AmendedAsync(connection, null, request, now);
            return Reply(before, amended, now);
        }, context.CancellationToken);

    private static async Task<(ContractState Before, ContractState Amended, Because Because)> AmendedAsync(
        DbConnection connection, DbTransaction? transaction, AmendContractRequest request, DateTimeOffset now)
    {
        var check = new Check();
        var contractId = check.Id(request.ContractId, "contract_id");
        var from = check.Date(request.EffectiveFrom, "effective_from");
        var reason = check.Text(request.Reason, "reason", 1, 500);
        var clause = check.Text(request.Clause, "clause", 1, 200);
        var overrideReason = check.Text(request.OverrideReason, "override_reason", 0, 500);
        check.That(request.Contract is not null, "contract", "required", "Er staat geen contract in de aanvraag.");
        if (request.Contract is null || contractId == Guid.Empty) check.ThrowIfAny();

        var current = await ContractStore.LoadAsync(connection, transaction, contractId, request.ExpectedVersion);
        var wire = Amendment.Fix(request.Contract!, current);
        var proposed = ContractCheck.Read(wire, contractId, current.Version + 1, await ReadFactsAsync(connection, transaction, wire, contractId), check);
        check.ThrowIfAny();
        var amended = Amendment.Apply(current, proposed, new AmendmentTerms { From = from, Today = DutchDay.Of(now), OverrideReason = overrideReason }, check);
        return (current, amended, new Because(reason, from, clause, overrideReason.Length > 0 ? overrideReason : null));
    }

    private static AmendContractReply Reply(ContractState before, ContractState amended, DateTimeOffset now)
    {
        var reply = new AmendContractReply { Contract = ContractWire.ToWire(amended, now) };
        reply.Changes.AddRange(ContractChanges.Between(ContractWire.ToWire(before, now), reply.Contract));
        return reply;
    }
}
