using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Contracts.FundingSamples;
using static Inkoop.Tests.Money.FactsApp;

namespace Inkoop.Tests.Money.Settlements;

[Collection("facts")]
public class SettlementRpcTests(ContractsApp app)
{
    private static FundingArrangement Effort => new() { PriceTimesQuantity = new PriceTimesQuantity() };

    [Fact]
    public async Task any_amount_of_the_tree_opens_page_by_page_and_stays_as_it_was()
    {
        var contract = await app.SignedAsync(Effort);
        var id = Guid.Parse(contract.ContractId);
        await app.DeclareAsync(contract, [.. Enumerable.Range(0, 120).Select(i => Samples.Line(id, $"R{i:D3}", new(2026, 1, 1), 60 + i, (60 + i) * 145L))]);
        var client = app.Settlements();
        ExplainSettlementRequest Ask(params int[] path) => new() { ContractId = contract.ContractId, From = "2026-01-01", Until = "2026-12-31", Path = { path } };

        var root = await client.ExplainSettlementAsync(Ask());
        root.Node.ChildCount.ShouldBe(1);
        root.Titles.ShouldBe([$"Contract {contract.Number}: Jeugdhulp ambulant 2026"]);
        root.Node.Children.Single().ShouldSatisfyAllConditions(lot => lot.Title.ShouldBe("Perceel 1 Ambulant"), lot => lot.Children.ShouldBeEmpty(), lot => lot.ChildCount.ShouldBe(1));

        // A line that comes in between does not move the tree of the first answer.
        await app.DeclareAsync(contract, Samples.Line(id, "R000a", new(2026, 1, 1), 1, 145));
        var month = Ask(0, 0, 0);
        (month.AsOf, month.PageSize) = (root.AsOf, 50);
        var lines = new List<Explanation>();
        do
        {
            var page = await client.ExplainSettlementAsync(month);
            page.FirstChild.ShouldBe(lines.Count);
            page.Node.ChildCount.ShouldBe(120);
            page.Titles[^1].ShouldBe("Roermond (0957), januari 2026");
            lines.AddRange(page.Node.Children);
            month.PageToken = page.NextPageToken;
        }
        while (month.PageToken.Length > 0);
        lines.Count.ShouldBe(120);
        lines.Sum(line => line.AmountCents).ShouldBe(root.Node.AmountCents);
        (await client.ExplainSettlementAsync(Ask(0, 0, 0))).Node.ChildCount.ShouldBe(121);

        var leaf = Ask(0, 0, 0, 119);
        leaf.AsOf = root.AsOf;
        (await client.ExplainSettlementAsync(leaf)).ShouldSatisfyAllConditions(reply => reply.Node.Title.ShouldBe("Prestatie R119"), reply => reply.Node.Inputs[0].EventId.ShouldNotBeEmpty(), reply => reply.Titles.Count.ShouldBe(5));
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => client.ExplainSettlementAsync(Ask(0, 0, 7)).ResponseAsync)).ShouldBe(["path[2] out_of_range"]);
    }

    [Fact]
    public async Task a_settlement_is_of_a_signed_contract_in_its_own_days()
    {
        var draft = await app.DraftAsync(await app.RegisterProviderAsync());
        var asked = new GetSettlementRequest { ContractId = draft.ContractId, From = "2026-01-01", Until = "2026-12-31" };
        ContractsApp.Info(await ContractsApp.RefusedAsync(() => app.Settlements().GetSettlementAsync(asked).ResponseAsync)).Reason.ShouldBe("contract_not_signed");
        await app.SignAsync(draft);
        (asked.From, asked.Until) = ("2027-01-01", "2027-12-31");
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => app.Settlements().GetSettlementAsync(asked).ResponseAsync)).ShouldBe(["from period_without_contract"]);
    }

    [Fact]
    public async Task a_provider_opens_what_is_its_own_and_nothing_else()
    {
        var own = await app.SignedAsync(Effort);
        var others = await app.SignedAsync(Effort);
        var client = app.Settlements(Role.Provider, own.ProviderId);
        ExplainSettlementRequest Explain(string id) => new() { ContractId = id, From = "2026-01-01", Until = "2026-12-31" };
        (await client.ExplainSettlementAsync(Explain(own.ContractId))).Node.AmountCents.ShouldBe(0);
        foreach (var id in new[] { others.ContractId, Guid.CreateVersion7().ToString() })
        {
            (await ContractsApp.RefusedAsync(() => client.ExplainSettlementAsync(Explain(id)).ResponseAsync)).Status.ShouldBe(new Status(StatusCode.PermissionDenied, "U heeft hier geen toegang toe."));
            (await ContractsApp.RefusedAsync(() => client.CompareSettlementsAsync(Growth(id)).ResponseAsync)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        }
        (await ContractsApp.RefusedAsync(() => client.WhatIfAsync(new WhatIfRequest { ContractIds = { own.ContractId } }).ResponseAsync)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        await app.DeclareAsync(others, Samples.Line(Guid.Parse(others.ContractId), "R1", new(2026, 8, 1), 100, 14_500));
        (await client.CompareSettlementsAsync(Growth())).Cents.ShouldBe(0);
    }

    [Fact]
    public async Task scenarios_are_judged_as_a_draft_is_and_their_cells_add_up()
    {
        var contract = await app.SignedAsync(Effort);
        var id = Guid.Parse(contract.ContractId);
        await app.DeclareAsync(contract, [.. Enumerable.Range(0, 7).Select(i => Samples.Line(id, $"R{i}", new(2026, 1 + i, 1), 101, 14_645, municipality: i % 2 == 0 ? "0957" : "1641"))]);
        var wrong = TaskBased();
        wrong.TaskBased.Bands[1].From = "0.06";
        var request = new WhatIfRequest { ContractIds = { contract.ContractId }, From = "2026-01-01", Until = "2026-12-31", Scenarios = { new Scenario { Name = "taak", Funding = wrong }, new Scenario { Name = "", YouthsFactor = "1,1" } } };
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => app.Settlements().WhatIfAsync(request).ResponseAsync)).ShouldBe(["scenarios[1].youths_factor decimal_invalid", "scenarios[1].name required"]);
        request.Scenarios[1] = new Scenario { Name = "stress", YouthsFactor = "1.10", PriceFactor = "1.05" };
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => app.Settlements().WhatIfAsync(request).ResponseAsync)).ShouldBe(["scenarios[0].funding.task_based.bands[1].from gap"]);
        var task = TaskBased();
        task.TaskBased.VolumeSource = VolumeSource.Care;
        request.Scenarios[0].Funding = task;
        var answer = await app.Settlements().WhatIfAsync(request);
        answer.Outcomes[0].TotalCents.ShouldBe(7 * 14_645);
        // 101 x 1.10 x 1.45 x 1.05 = 169.14975.
        answer.Outcomes[2].TotalCents.ShouldBe(7 * 16_915);
        // Nobody in care against 800: 10% at 50% and 85% at 75% of 7,500.00 off; 2% withheld.
        answer.Outcomes[1].TotalCents.ShouldBe(600_000_000 - 12_000_000 - 30_000_000 - 382_500_000);
        for (var i = 0; i < 3; i++) answer.Cells.Sum(cell => cell.Cents[i]).ShouldBe(answer.Outcomes[i].TotalCents);
        answer.Cells.ShouldAllBe(cell => cell.ProviderId == contract.ProviderId && cell.ProviderName.Length > 0);
    }

    [Fact]
    public async Task growth_is_taken_apart_to_the_cent_and_small_numbers_of_clients_are_not_told()
    {
        var contract = await app.SignedAsync(Effort, Product("45E01", "84", "1"), Product("43E02", "84", "1"));
        // Half a year of 4,000 at 900 and 300 at 42,000; half a year of 4,500 at 945 and 280 at 45,000.
        await DeclareManyAsync(contract, "A", 4_000, 1, 900, "45E01");
        await DeclareManyAsync(contract, "B", 300, 1, 42_000, "43E02");
        await DeclareManyAsync(contract, "C", 4_500, 7, 945, "45E01");
        await DeclareManyAsync(contract, "D", 280, 7, 45_000, "43E02");
        var asked = Growth(contract.ContractId);
        var growth = await app.Settlements().CompareSettlementsAsync(asked);
        (growth.BaseCents, growth.Cents, growth.GrowthCents).ShouldBe((1_620_000_000, 1_685_250_000, 65_250_000));
        (growth.VolumeCents, growth.MixCents, growth.PriceCents, growth.PlaceCents, growth.PayerCents).ShouldBe((180_837_209, -219_837_209, 104_250_000, 0, 0));
        (growth.VolumeCents + growth.MixCents + growth.PriceCents + growth.PlaceCents + growth.PayerCents).ShouldBe(growth.GrowthCents);
        growth.Explanation.Children.Sum(part => part.AmountCents).ShouldBe(growth.GrowthCents);
        growth.Cells.Select(cell => (cell.ProductId, cell.BaseClients, cell.Clients)).ShouldBe([("43E02", 300, 280), ("45E01", 4_000, 4_500)]);

        await DeclareManyAsync(contract, "E", 9, 7, 100, "45E01", "1641");
        var told = await app.Settlements(Role.ContractManager).CompareSettlementsAsync(asked);
        told.Cells.Select(cell => (cell.ProductId, cell.MunicipalityCode, cell.Clients, cell.Suppressed)).ShouldBe([("43E02", "0957", 0, true), ("45E01", "0957", 4_500, false), ("45E01", "1641", 0, true)]);
        told.Cells.Sum(cell => cell.Cents).ShouldBe(told.Cents);
        FactsApp.All(told.Explanation).SelectMany(node => node.Inputs).ShouldBeEmpty();
    }

    private async Task DeclareManyAsync(Contract contract, string prefix, int clients, int month, long euros, string product, string municipality = "0957")
    {
        foreach (var part in Enumerable.Range(0, clients).Chunk(1_000))
            await app.DeclareAsync(contract, [.. part.Select(i => Euros(contract, $"{prefix}{i}", month, euros, product: product, client: $"{product}{i}", municipality: municipality))]);
    }

    private static CompareSettlementsRequest Growth(params string[] contracts) => new() { ContractIds = { contracts }, BaseFrom = "2026-01-01", BaseUntil = "2026-06-30", From = "2026-07-01", Until = "2026-12-31" };
}
