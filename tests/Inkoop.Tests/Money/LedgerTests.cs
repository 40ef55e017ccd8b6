using Dapper;
using FsCheck.Fluent;
using Grpc.Core;
using Inkoop.Funding;
using Inkoop.Money;
using Inkoop.Money.Projections;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money;

[Collection("contracts")]
public class LedgerTests(ContractsApp app)
{
    private MoneyDatabase Database => app.Services.GetRequiredService<MoneyDatabase>();

    [Fact]
    public async Task any_order_with_any_duplicates_gives_one_ledger_whose_sums_are_its_lines()
    {
        var events = SettlementTests.RandomLines().Sample(40).Select(lines => (Id: Guid.CreateVersion7(), Judged: Samples.Judged(lines))).ToList();
        var random = new Random(20260101);
        var digests = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            await EmptyAsync();
            var deliveries = events.Concat(events.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(deliveries);
            await Task.WhenAll(deliveries.Chunk(20).Select(async chunk =>
            {
                foreach (var (id, judged) in chunk) await app.DeliverAsync(judged, id);
            }));
            digests.Add(await Database.ReadAsync(connection => app.Services.GetRequiredService<Ledger>().DigestAsync(connection), default));

            var lines = await Database.ReadAsync(connection => connection.QueryAsync<LedgerLine>("SELECT * FROM ledger_line"), default);
            var sums = await Database.ReadAsync(connection => connection.QueryAsync<LedgerSum>("SELECT * FROM ledger_sum"), default);
            lines.Count().ShouldBe(events.Sum(e => e.Judged.Accepted.Count));
            sums.ShouldBe(SettlementMath.Sum(lines), ignoreOrder: true);
        }
        digests.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task a_declared_quarter_and_its_correction_are_settled_and_explained_to_the_cent()
    {
        var signed = await app.SignedAsync();
        var id = Guid.Parse(signed.ContractId);
        var first = Guid.CreateVersion7();
        await app.DeliverAsync(Samples.Judged(
            Samples.Line(id, "R1", new(2026, 1, 1), 1_020, 147_900), Samples.Line(id, "R2", new(2026, 2, 1), 960, 139_200), Samples.Line(id, "R3", new(2026, 3, 1), 900, 130_500)), first);
        var settlement = await SettleAsync(signed);
        settlement.TotalCents.ShouldBe(417_600);
        var january = settlement.Explanation.Children[0].Children[0].Children[0];
        january.Title.ShouldBe("Roermond (0957), januari 2026");
        january.Children[0].EventId.ShouldBe(first.ToString());

        await app.DeliverAsync(Samples.Judged(
            Samples.Line(id, "R4", new(2026, 1, 1), 1_020, 147_900, credit: true, previous: "R1"), Samples.Line(id, "R5", new(2026, 1, 1), 1_000, 145_000)), Guid.CreateVersion7());
        settlement = await SettleAsync(signed);
        settlement.TotalCents.ShouldBe(414_700);
        settlement.Parts.Sum(part => part.Volume).ShouldBe(2_860);

        var year = await app.Settlements().ListSettlementsAsync(new ListSettlementsRequest { Year = 2026, Search = signed.Number });
        year.TotalCount.ShouldBe(1);
        year.Settlements.Single().ShouldSatisfyAllConditions(
            summary => summary.BudgetCents.ShouldBe(40_000_000), summary => summary.SettledCents.ShouldBe(414_700), summary => summary.LineCount.ShouldBe(5));
        (await app.Settlements().ListSettlementsAsync(new ListSettlementsRequest { Year = 2027, Search = signed.Number })).TotalCount.ShouldBe(0);
    }

    [Fact]
    public async Task a_tariff_changed_afterwards_is_settled_anew_and_what_was_known_before_stays()
    {
        var signed = await app.SignedAsync();
        await app.DeliverAsync(Samples.Judged(Samples.Line(Guid.Parse(signed.ContractId), "R1", new(2026, 1, 1), 1_000, 145_000)), Guid.CreateVersion7());
        var before = await SettleAsync(signed);
        before.TotalCents.ShouldBe(145_000);
        await app.ChangeTariffAsync(signed, "2026-01-01", "1.60");
        (await SettleAsync(signed)).ShouldSatisfyAllConditions(now => now.TotalCents.ShouldBe(160_000), now => now.ContractVersion.ShouldBe(before.ContractVersion + 1));
        (await SettleAsync(signed, before.AsOf)).ShouldSatisfyAllConditions(then => then.TotalCents.ShouldBe(145_000), then => then.ContractVersion.ShouldBe(before.ContractVersion));
        // What was awarded stays what it was; what is settled follows the tariff, in every list.
        (await app.Settlements().ListSettlementsAsync(new ListSettlementsRequest { Year = 2026, Search = signed.Number })).Settlements.Single()
            .ShouldSatisfyAllConditions(year => year.AwardedCents.ShouldBe(145_000), year => year.SettledCents.ShouldBe(160_000));
    }

    [Fact]
    public async Task a_settlement_is_of_whole_months_and_of_months_asked_for()
    {
        var signed = await app.SignedAsync();
        await app.DeliverAsync(Samples.Judged(Samples.Line(Guid.Parse(signed.ContractId), "R1", new(2026, 4, 1), 1_000, 145_000)), Guid.CreateVersion7());
        (await SettleAsync(signed)).TotalCents.ShouldBe(0);
        var refused = await ContractsApp.RefusedAsync(() => app.Settlements().GetSettlementAsync(
            new GetSettlementRequest { ContractId = signed.ContractId, From = "2026-01-02", Until = "2026-02-27" }).ResponseAsync);
        ContractsApp.Faults(refused).ShouldBe(["from not_first_of_month", "until not_last_of_month"]);
        (await ContractsApp.RefusedAsync(() => app.Settlements().GetSettlementAsync(
            new GetSettlementRequest { ContractId = Guid.CreateVersion7().ToString(), From = "2026-01-01", Until = "2026-02-28" }).ResponseAsync)).StatusCode.ShouldBe(StatusCode.FailedPrecondition);
    }

    [Fact]
    public async Task a_provider_lists_its_own_settlements_only()
    {
        var provider = await app.RegisterProviderAsync();
        var signed = await app.SignedAsync(provider);
        await app.SignedAsync();
        var list = await app.Settlements(Role.Provider, provider.ProviderId).ListSettlementsAsync(new ListSettlementsRequest { Year = 2026 });
        list.TotalCount.ShouldBe(1);
        list.Settlements.Single().ContractNumber.ShouldBe(signed.Number);
    }

    /// <summary>Both ways: with the tree and without it must say the same, and the tree must add up.</summary>
    private async Task<Settlement> SettleAsync(Contract contract, Google.Protobuf.WellKnownTypes.Timestamp? asOf = null)
    {
        var request = new GetSettlementRequest { ContractId = contract.ContractId, From = "2026-01-01", Until = "2026-03-31", AsOf = asOf };
        var plain = (await app.Settlements().GetSettlementAsync(request)).Settlement;
        (request.Explain, request.AsOf) = (true, plain.AsOf);
        var explained = (await app.Settlements().GetSettlementAsync(request)).Settlement;
        Recount.Check(explained);
        var tree = explained.Explanation;
        explained.Explanation = null;
        explained.ShouldBe(plain);
        explained.Explanation = tree;
        return explained;
    }

    private Task EmptyAsync() => Database.ChangeAsync("test", async work =>
    {
        await work.ExecuteAsync("DELETE FROM ledger_line");
        await work.ExecuteAsync("DELETE FROM ledger_sum");
        return await work.ExecuteAsync("DELETE FROM inbox WHERE consumer = 'money-ledger'");
    }, default);
}
