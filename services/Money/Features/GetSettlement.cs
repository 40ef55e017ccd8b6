using Grpc.Core;
using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// What is payable under a contract for whole months, by what was known at a moment: every lot by its own funding; when asked, with the tree that leads to every line and its event.
public sealed partial class SettlementRpc
{
    // A leaf takes some 500 bytes; more than this would not fit in one message. ExplainSettlement has no such limit.
    private const int MostLinesToExplain = 5_000;

    public override async Task<GetSettlementReply> GetSettlement(GetSettlementRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        var contractId = check.Id(request.ContractId, "contract_id");
        var period = AskedPeriod.Read(request.From, request.Until, "from", "until", check);
        check.ThrowIfAny();
        var asOf = AskedPeriod.AsOf(request.AsOf, clock.GetUtcNow());

        return await database.ReadAsync(async connection =>
        {
            await ContractReach.CheckAsync(connection, caller, contractId);
            var settled = await SettlementStore.SettleAsync(connection, contractId, period, asOf);
            var settlement = SettlementAnswer.ToWire(settled, period, caller.WorksWithClients);
            if (!request.Explain) return new GetSettlementReply { Settlement = settlement };
            if (settlement.LineCount > MostLinesToExplain)
                throw new Refused("too_many_lines_to_explain", "De uitleg telt meer dan 5.000 prestaties; vraag een kortere periode of één onderdeel.");
            settlement.Explanation = ExplainedWire.ToWire(For(caller, SettlementAnswer.Tree(settled)), await SettlementAnswer.NamesAsync(connection, period.Until));
            return new GetSettlementReply { Settlement = settlement };
        }, context.CancellationToken);
    }
}
