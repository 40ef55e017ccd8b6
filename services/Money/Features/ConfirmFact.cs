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

// A buyer checked what a provider stated (controle): from this moment it counts. A statement that is wrong is withdrawn instead, with the reason.
public sealed partial class FactRpc
{
    public override async Task<ConfirmFactReply> ConfirmFact(ConfirmFactRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        check.Text(request.RequestId, "request_id", 1, 100);
        var factId = check.Id(request.FactId, "fact_id");
        check.ThrowIfAny();
        await database.ReadAsync(async connection =>
        {
            if ((await connection.QueryFirstOrDefaultAsync<StoredFact>(ById, new { factId }))?.ContractId is { } contractId) await ContractReach.CheckAsync(connection, caller, contractId);
            return 0;
        }, context.CancellationToken);

        return await database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var fact = await work.FirstOrDefaultAsync<StoredFact>(ById, new { factId }) ?? throw new NotFound("fact", factId);
            StatementChecks.Confirm(fact.WithdrawnAt is not null, fact.NeedsCheck, fact.ConfirmedAt is not null);
            var confirmed = fact with { ConfirmedAt = work.Now, ConfirmedBy = work.Actor };
            if (await work.ExecuteAsync(Confirm, confirmed) == 0) throw new Refused("no_check", "Deze opgave wacht niet op controle.");
            await TouchCellsAsync(work, fact);
            work.Emit($"contract/{fact.ContractId}", 0, new FactConfirmed { FactId = factId, ContractId = fact.ContractId, Kind = fact.Kind, RecordedAt = work.Now });
            return new ConfirmFactReply { Fact = FactRead.ToWire(confirmed) };
        });
    }

    private const string Confirm = """
        UPDATE settlement_fact SET confirmed_at = @ConfirmedAt, confirmed_by = @ConfirmedBy
        WHERE fact_id = @FactId AND confirmed_at IS NULL AND withdrawn_at IS NULL
        """;
}
