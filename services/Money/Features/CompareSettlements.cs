using System.Data.Common;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;
using V1 = Inkoop.Wire.Contracts.V1;

namespace Inkoop.Money;

// Growth of cost between two periods, taken apart into volume, mix, price, place and payer; the parts add up to it. Small numbers of clients are not told.
public sealed partial class SettlementRpc
{
    public override async Task<CompareSettlementsReply> CompareSettlements(CompareSettlementsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        var before = AskedPeriod.Read(request.BaseFrom, request.BaseUntil, "base_from", "base_until", check);
        var now = AskedPeriod.Read(request.From, request.Until, "from", "until", check);
        var ids = request.ContractIds.Select((id, i) => check.Id(id, $"contract_ids[{i}]")).Distinct().ToList();
        check.ThrowIfAny();
        var asOf = AskedPeriod.AsOf(request.AsOf, clock.GetUtcNow());
        (before, now) = AskedPeriod.Comparable(before, now, DutchDay.Of(asOf));

        return await database.ReadAsync(async connection =>
        {
            foreach (var id in ids) await ContractReach.CheckAsync(connection, caller, id);
            var contracts = new List<ContractState>();
            foreach (var id in ids.Count > 0 ? ids : await SignedAsync(connection, caller, asOf)) contracts.Add(await SettlementStore.ContractAsync(connection, id, asOf));
            var settledBefore = await SettledAsync(connection, contracts, before, asOf);
            var settledNow = await SettledAsync(connection, contracts, now, asOf);
            var without = Without(settledBefore).Concat(Without(settledNow)).ToHashSet();
            var reply = Answer(CostCells.Of(With(settledBefore, without), before), CostCells.Of(With(settledNow, without), now), tellAll: caller.Is(Role.Service));
            reply.AsOf = asOf.ToTimestamp();
            (reply.BaseFrom, reply.BaseUntil, reply.From, reply.Until) = (WireText.Day(before.From), WireText.Day(before.Until), WireText.Day(now.From), WireText.Day(now.Until));
            reply.WithoutAmount.AddRange(WithoutAmount(settledBefore, before).Concat(WithoutAmount(settledNow, now)));
            return reply;
        }, context.CancellationToken);
    }

    private static async Task<IReadOnlyList<Guid>> SignedAsync(DbConnection connection, Caller caller, DateTimeOffset asOf) =>
    [
        .. await connection.QueryAsync<Guid>("""
            SELECT c.contract_id FROM known_contract c
            WHERE EXISTS (SELECT 1 FROM known_contract_version v WHERE v.contract_id = c.contract_id AND v.recorded_at <= @asOf)
            """ + (caller.IsProvider ? " AND c.provider_id IN @own" : "") + " ORDER BY c.number_key", new { asOf, own = caller.ProviderIds.Select(id => id.ToString()) }),
    ];

    // A contract that does not hold in a period cost nothing in it.
    private static async Task<IReadOnlyList<ContractSettled>> SettledAsync(DbConnection connection, IReadOnlyList<ContractState> contracts, Period period, DateTimeOffset asOf)
    {
        var settled = new List<ContractSettled>();
        foreach (var contract in contracts.Where(contract => contract.StartsOn <= period.Until && contract.EndsOn >= period.From))
            settled.Add(SettlementStore.Settle(contract, await SettlementStore.FactsAsync(connection, contract, period, asOf), period, asOf));
        return settled;
    }

    // What has an amount in one of the periods only, is compared in neither: it would be growth or saving that is none.
    private static IEnumerable<(Guid, string)> Without(IReadOnlyList<ContractSettled> contracts) =>
        contracts.SelectMany(contract => contract.Lots.Where(lot => lot.NotSettled is not null || lot.IsProvisional).Select(lot => (contract.Contract.ContractId, lot.Lot.LotId)));

    private static List<ContractSettled> With(IReadOnlyList<ContractSettled> contracts, HashSet<(Guid, string)> without) =>
        [.. contracts.Select(contract => contract with { Lots = [.. contract.Lots.Where(lot => !without.Contains((contract.Contract.ContractId, lot.Lot.LotId)))] })];

    private static IEnumerable<LotWithoutAmount> WithoutAmount(IReadOnlyList<ContractSettled> contracts, Period period) =>
        from contract in contracts
        from lot in contract.Lots
        where lot.NotSettled is not null || lot.IsProvisional
        select new LotWithoutAmount
        {
            ContractId = contract.Contract.ContractId.ToString(),
            ContractNumber = contract.Contract.Number,
            LotId = lot.Lot.LotId,
            From = WireText.Day(period.From),
            Code = lot.NotSettled?.Code ?? Settlements.LotSettlement.AfterTheYear,
            Text = lot.NotSettled?.Message ?? "Dit perceel wordt na afloop van het jaar afgerekend."
        };

    private static CompareSettlementsReply Answer(IReadOnlyList<Funding.CostCell> before, IReadOnlyList<Funding.CostCell> now, bool tellAll)
    {
        var growth = Growth.TakeApart(before, now, "kostenontleding");
        long Part(string title) => growth.Children.FirstOrDefault(child => child.Title == title)?.Cents ?? 0;
        var reply = new CompareSettlementsReply
        {
            BaseCents = before.Sum(cell => cell.Cents),
            Cents = now.Sum(cell => cell.Cents),
            GrowthCents = growth.Cents,
            VolumeCents = Part("Volume"),
            MixCents = Part("Samenstelling"),
            PriceCents = Part("Prijs"),
            PlaceCents = Part("Plaats"),
            PayerCents = Part("Betaler"),
            // Below the parts stand numbers of clients of one product or municipality; those are for services only.
            Explanation = ExplainedWire.ToWire(growth, new Dictionary<string, string>(), tellAll ? int.MaxValue : 1),
        };
        if (!tellAll)
            foreach (var child in reply.Explanation.Children) child.Inputs.Clear();
        var cells = before.Select(Key).Union(now.Select(Key))
            .GroupJoin(before, key => key, Key, (key, was) => (Key: key, Before: was.SingleOrDefault()))
            .GroupJoin(now, one => one.Key, Key, (one, isNow) => (one.Key, one.Before, Now: isNow.SingleOrDefault()))
            .OrderBy(cell => cell.Key).ToList();
        var hidden = tellAll ? new HashSet<int>() : CostCells.Suppressed([.. cells.Select(cell => (cell.Before?.Clients ?? 0, cell.Now?.Clients ?? 0))]);
        reply.Cells.AddRange(cells.Select((cell, i) => new V1.CostCell
        {
            ProductId = cell.Key.ProductId,
            MunicipalityCode = cell.Key.MunicipalityCode,
            ProviderId = cell.Key.PayerId,
            BaseCents = cell.Before?.Cents ?? 0,
            Cents = cell.Now?.Cents ?? 0,
            BaseClients = hidden.Contains(i) ? 0 : cell.Before?.Clients ?? 0,
            Clients = hidden.Contains(i) ? 0 : cell.Now?.Clients ?? 0,
            Suppressed = hidden.Contains(i),
        }));
        return reply;
    }

    private static (string ProductId, string MunicipalityCode, string PayerId) Key(Funding.CostCell cell) => (cell.ProductId, cell.MunicipalityCode, cell.PayerId);
}
