using Dapper;
using Grpc.Core;
using Inkoop.Money.Payments;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// Disputes, the newest first, of one contract or of all. A provider gets its own.
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
        check.ThrowIfAny();

        var where = Conditions.Where(
            (contractId is not null, "contract_id = @contractId"),
            (request.OpenOnly, "status = 'open'"),
            (own is not null, "provider_id IN @own"));
        var arguments = new { contractId, own, skip, take = take + 1 };
        return await database.ReadAsync(async connection =>
        {
            if (contractId is { } contract) await ContractReach.CheckAsync(connection, caller, contract);
            var total = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM dispute {where}", arguments);
            var rows = (await connection.QueryAsync<DisputeRow>(database.Dialect.Page($"{DisputeWire.SelectDispute} {where} ORDER BY opened_at DESC, dispute_id"), arguments)).ToList();
            var reply = new ListDisputesReply { TotalCount = total, NextPageToken = PageToken.Next(skip, take, rows.Count) };
            reply.Disputes.AddRange(rows.Take(take).Select(row => DisputeWire.ToWire(row, caller.WorksWithClients)));
            return reply;
        }, context.CancellationToken);
    }
}
