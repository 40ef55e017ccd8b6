using Dapper;
using Grpc.Core;
using Inkoop.Money.Payments;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// Disputes and claims, the newest first, of one contract or of all. A provider gets its own.
public sealed partial class PaymentRpc
{
    public override async Task<ListDisputesReply> ListDisputes(ListDisputesRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var own = RunWire.Own(caller);
        var skip = PageToken.Read(request.PageToken);
        var take = PageToken.Size(request.PageSize);
        var check = new Check();
        Guid? contractId = request.ContractId.Length == 0 ? null : check.Id(request.ContractId, "contract_id");
        Guid? disputeId = request.DisputeId.Length == 0 ? null : check.Id(request.DisputeId, "dispute_id");
        check.ThrowIfAny();

        var direction = request.Direction == DisputeDirection.TooLittle ? DisputeDecisions.TooLittle : DisputeDecisions.TooMuch;
        var where = Conditions.Where(
            (contractId is not null, "contract_id = @contractId"),
            (disputeId is not null, "dispute_id = @disputeId"),
            (request.OpenOnly, "status = 'open'"),
            (request.Direction != DisputeDirection.Unspecified, "direction = @direction"),
            (own is not null, "provider_id IN @own"));
        var arguments = new { contractId, disputeId, own, direction, skip, take = take + 1 };
        return await database.ReadAsync(async connection =>
        {
            if (contractId is { } contract) await ContractReach.CheckAsync(connection, caller, contract);
            var total = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM dispute {where}", arguments);
            var cents = await connection.ExecuteScalarAsync<long?>($"SELECT SUM(disputed_cents) FROM dispute {where}", arguments) ?? 0;
            var rows = (await connection.QueryAsync<DisputeRow>(database.Dialect.Page($"{DisputeWire.SelectDispute} {where} ORDER BY opened_at DESC, dispute_id"), arguments)).ToList();
            var reply = new ListDisputesReply { TotalCount = total, TotalCents = cents, NextPageToken = PageToken.Next(skip, take, rows.Count) };
            reply.Disputes.AddRange(rows.Take(take).Select(row => DisputeWire.ToWire(row, caller.WorksWithClients)));
            return reply;
        }, context.CancellationToken);
    }
}
