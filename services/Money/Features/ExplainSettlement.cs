using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// One amount of a settlement and the amounts that it is the sum of, page by page; so any amount of any contract can be opened. The moment of the first answer keeps the tree as it was.
public sealed partial class SettlementRpc
{
    private const int DeepestPath = 20;

    public override async Task<ExplainSettlementReply> ExplainSettlement(ExplainSettlementRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var skip = PageToken.Read(request.PageToken);
        var take = PageToken.Size(request.PageSize);
        var check = new Check();
        var contractId = check.Id(request.ContractId, "contract_id");
        var period = AskedPeriod.Read(request.From, request.Until, "from", "until", check);
        check.That(request.Path.Count <= DeepestPath, "path", "too_many", "Zo diep gaat geen afrekening.");
        check.ThrowIfAny();
        var asOf = AskedPeriod.AsOf(request.AsOf, clock.GetUtcNow());

        return await database.ReadAsync(async connection =>
        {
            await ContractReach.CheckAsync(connection, caller, contractId);
            var settled = await SettlementStore.SettleAsync(connection, contractId, period, asOf);
            var names = await SettlementAnswer.NamesAsync(connection, period.Until);
            var way = Walk(For(caller, request.Discount ? SettlementAnswer.DiscountTree(settled) : SettlementAnswer.Tree(settled)), request.Path);
            var node = way[^1];
            var wire = ExplainedWire.ToWire(node, names, 0);
            wire.Children.AddRange(node.Children.Skip(skip).Take(take).Select(child => ExplainedWire.ToWire(child, names, 0)));
            var reply = new ExplainSettlementReply
            {
                Node = wire,
                AsOf = asOf.ToTimestamp(),
                FirstChild = skip,
                NextPageToken = PageToken.Next(skip, take, Math.Min(take + 1, node.Children.Count - skip)),
            };
            reply.Titles.AddRange(way.Select(step => ExplainedWire.Title(step.Title, names)));
            return reply;
        }, context.CancellationToken);
    }

    /// <summary>Who does not work with clients sees an amount down to municipality and month.</summary>
    private static Explained For(Caller caller, Explained tree) => caller.WorksWithClients ? tree : tree.WithoutClients();

    private static List<Explained> Walk(Explained root, IReadOnlyList<int> path)
    {
        var way = new List<Explained> { root };
        for (var i = 0; i < path.Count; i++)
        {
            if (path[i] < 0 || path[i] >= way[^1].Children.Count) throw new Invalid($"path[{i}]", "out_of_range", "Dit onderdeel heeft de afrekening niet.");
            way.Add(way[^1].Children[path[i]]);
        }
        return way;
    }
}
