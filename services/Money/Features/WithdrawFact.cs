using Dapper;
using Grpc.Core;
using Inkoop.Funding;
using Inkoop.Money.Facts;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// A fact that was wrong is withdrawn with the reason: from that moment it does not count, and what was known before stays known. A provider withdraws what it recorded itself.
public sealed partial class FactRpc
{
    public override async Task<WithdrawFactReply> WithdrawFact(WithdrawFactRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        var factId = check.Id(request.FactId, "fact_id");
        var reason = check.Text(request.Reason, "reason", 1, 500);
        check.ThrowIfAny();
        await database.ReadAsync(async connection =>
        {
            var found = await connection.QueryFirstOrDefaultAsync<StoredFact>(ById, new { factId });
            if (caller.IsProvider && (found?.ContractId is null || found.RecordedBy != caller.Actor)) throw new Denied();
            if (found?.ContractId is { } contractId) await ContractReach.CheckAsync(connection, caller, contractId);
            return found;
        }, context.CancellationToken);

        return await database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var fact = await work.FirstOrDefaultAsync<StoredFact>(ById, new { factId }) ?? throw new NotFound("fact", factId);
            var withdrawn = fact with { WithdrawnAt = work.Now, WithdrawnBy = work.Actor, WithdrawnReason = reason };
            if (await work.ExecuteAsync(Withdraw, withdrawn) == 0) throw new Refused("fact_withdrawn", "Dit is al ingetrokken.");
            await TouchCellsAsync(work, fact);
            work.Emit(fact.ContractId is { } id ? $"contract/{id}" : "region", 0, new FactWithdrawn
            {
                FactId = factId,
                ContractId = fact.ContractId,
                Kind = fact.Kind,
                Reason = reason,
                RecordedAt = work.Now,
            });
            return new WithdrawFactReply { Fact = FactRead.ToWire(withdrawn) };
        });
    }

    private const string ById = "SELECT * FROM settlement_fact WHERE fact_id = @factId";

    private const string Withdraw = """
        UPDATE settlement_fact SET withdrawn_at = @WithdrawnAt, withdrawn_by = @WithdrawnBy, withdrawn_reason = @WithdrawnReason
        WHERE fact_id = @FactId AND withdrawn_at IS NULL
        """;
}
