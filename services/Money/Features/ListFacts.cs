using Dapper;
using Grpc.Core;
using Inkoop.Funding;
using Inkoop.Money.Facts;
using Inkoop.Money.Payments;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// What was recorded about a contract or about the region, newest first; withdrawn facts stay in the list with the reason.
public sealed partial class FactRpc
{
    public override async Task<ListFactsReply> ListFacts(ListFactsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var skip = PageToken.Read(request.PageToken);
        var take = PageToken.Size(request.PageSize);
        var check = new Check();
        var ofRegion = request.ContractId.Length == 0;
        var contractId = ofRegion ? Guid.Empty : check.Id(request.ContractId, "contract_id");
        check.That(request.Kind.Length == 0 || kinds.Contains(request.Kind), "kind", "unknown", "Deze soort bestaat niet.");
        check.ThrowIfAny();
        if (ofRegion && caller.IsProvider && !request.AwaitingCheck) throw new Denied();

        return await database.ReadAsync(async connection =>
        {
            if (!ofRegion) await ContractReach.CheckAsync(connection, caller, contractId);
            var where = Conditions.Where(
                (ofRegion && !request.AwaitingCheck, "contract_id IS NULL"),
                (!ofRegion, "contract_id = @contractId"),
                (request.AwaitingCheck, "needs_check = 1 AND confirmed_at IS NULL AND withdrawn_at IS NULL"),
                (ofRegion && caller.IsProvider, "contract_id IN (SELECT contract_id FROM known_contract WHERE provider_id IN @own)"),
                (request.Kind.Length > 0, "kind = @kind"));
            var arguments = new { contractId, own = RunWire.Own(caller), kind = request.Kind, skip, take = take + 1 };
            var rows = (await connection.QueryAsync<StoredFact>(database.Dialect.Page($"SELECT * FROM settlement_fact {where} ORDER BY recorded_at DESC, fact_id DESC"), arguments)).AsList();
            var reply = new ListFactsReply
            {
                TotalCount = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM settlement_fact {where}", arguments),
                NextPageToken = PageToken.Next(skip, take, rows.Count),
            };
            reply.Facts.AddRange(rows.Take(take).Select(FactRead.ToWire));
            return reply;
        }, context.CancellationToken);
    }

    private static readonly HashSet<string> kinds = [.. Enum.GetValues<SettlementFact.KindOneofCase>().Where(kind => kind != SettlementFact.KindOneofCase.None).Select(WireText.Name)];
}
