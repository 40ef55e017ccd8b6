using Inkoop.Agreements;
using Inkoop.Contracts;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;
using CareLine = Inkoop.Funding.CareLine;
using Finding = Inkoop.Funding.Finding;
using PartReached = Inkoop.Funding.PartReached;

namespace Inkoop.Tests.Money.Settlements;

public class WhatIfTests
{
    private static readonly Guid first = Guid.Parse("0197a000-0000-7000-8000-0000000000a1");
    private static readonly Guid second = Guid.Parse("0197a000-0000-7000-8000-0000000000a2");

    // Two providers, two municipalities, 9 clients of 100 minutes each: provider 1 has 4 in Roermond and 2 in Maasgouw, provider 2 has 2 and 1.
    private static readonly IReadOnlyList<(ContractState Contract, ContractFacts Facts)> region = [Of(first, 1, i => i % 3 != 0), Of(second, 2, i => i % 3 == 0)];

    private static readonly FundingArrangement output = new() { Output = new OutputFunding { Phases = { new OutputPhase { Name = "Start", Share = "0.4" }, new OutputPhase { Name = "Einde", Share = "0.6" } } } };

    private static readonly FundingArrangement task = new()
    {
        TaskBased = new TaskBasedFunding
        {
            ReferenceVolume = 5,
            AnnualBudgetCents = 120_000,
            ValveAbove = "0.15",
            Bands =
            {
                new VolumeBand { From = "0", Until = "0.05", ShareAbove = "0", ShareBelow = "0" }, new VolumeBand { From = "0.05", Until = "0.15", ShareAbove = "0.5", ShareBelow = "0.5" },
                new VolumeBand { From = "0.15", ShareAbove = "0.75", ShareBelow = "0.75" },
            },
        },
    };

    private static readonly FundingArrangement population = new() { Population = new PopulationFunding { AnnualBudgetCents = 130_000, Key = { new Inkoop.Wire.Contracts.V1.KeyShare { Kind = Inkoop.Wire.Contracts.V1.KeyKind.Youths, Share = "1" } } } };

    [Fact]
    public void one_year_is_settled_under_four_models_per_municipality_and_provider()
    {
        var (scenarios, cells) = WhatIf.Compare(region, [WhatIfScenario.AsAgreed, new("output", null, output, Stress.None), new("taak", "1", task, Stress.None), new("populatie", null, population, Stress.None)], Year2026, Later);
        // 9 x 145.00; 9 x 40% of 1.45; 6 and 3 youths against 5: 120,000 + 10,500 and 120,000 - 28,500; twice 1,300.00.
        scenarios.Select(scenario => scenario.TotalCents).ShouldBe([130_500, 522, 130_500 + 91_500, 260_000]);
        for (var i = 0; i < 4; i++) cells.Sum(cell => cell.Cents[i]).ShouldBe(scenarios[i].TotalCents);
        cells.Select(cell => (cell.MunicipalityCode, cell.ProviderCode)).ShouldBe([("0957", Provider(1)), ("0957", Provider(2)), ("1641", Provider(1)), ("1641", Provider(2))]);
        // Maasgouw buys for half of the year: its 10 youths weigh as 5 beside 30.
        cells[0].Cents.ShouldBe([58_000, 232, 87_000, 111_429]);
        cells[0].DifferenceCents.ShouldBe([0, -57_768, 29_000, 53_429]);
        scenarios[2].Lots.SelectMany(lot => lot.Settled!.Findings).Select(finding => finding.Code).ShouldContain(Finding.SafetyValve);
        foreach (var lot in scenarios.SelectMany(scenario => scenario.Lots)) Readd(lot.Settled!.Total);
    }

    [Fact]
    public void a_stress_of_ten_percent_more_youths_and_five_percent_higher_prices()
    {
        var (scenarios, _) = WhatIf.Compare(region, [WhatIfScenario.AsAgreed, new("stress", null, null, new Stress(1.10m, 1.05m)), new("taak", null, task, new Stress(1.10m, 1.05m))], Year2026, Later);
        // 110 minutes at 1.5225 = 167.475 a line, each rounded.
        scenarios[1].TotalCents.ShouldBe(9 * 16_748);
        // 6.6 youths against 5: 0.5 x 50% + 0.85 x 75% = 0.8875 x 240.00; 3.3: 0.5 x 50% + 0.95 x 75% = 0.9625 x 240.00 off; the price of the budget does not move.
        scenarios[2].TotalCents.ShouldBe(120_000 + 21_300 + 120_000 - 23_100);
    }

    [Fact]
    public void a_price_of_a_result_rises_with_the_stress() =>
        // 1.45 x 1.155 = 1.67; 40% of it = 0.668.
        WhatIf.Compare(region, [new("stress", null, output, new Stress(1.10m, 1.05m))], Year2026, Later).Scenarios[0].TotalCents.ShouldBe(9 * 67);

    [Fact]
    public void a_sum_goes_over_municipalities_by_the_key_that_is_asked()
    {
        var keyed = task.Clone();
        keyed.Division = new DivisionKey { FixedShares = { new MunicipalityShare { MunicipalityCode = "0957", Share = "0.25" }, new MunicipalityShare { MunicipalityCode = "1641", Share = "0.75" } } };
        WhatIf.Compare([region[0]], [new("taak", null, keyed, Stress.None)], Year2026, Later).Cells.Select(cell => cell.Cents[0]).ShouldBe([32_625, 97_875]);
    }

    [Fact]
    public void a_year_that_is_not_over_has_no_yearly_sum()
    {
        var (scenarios, cells) = WhatIf.Compare(region, [WhatIfScenario.AsAgreed, new("taak", null, task, Stress.None)], new Period(new(2026, 1, 1), new(2026, 6, 30)), Recorded.AddMonths(8));
        scenarios[1].NotSettled!.Code.ShouldBe("settled_after_the_year");
        scenarios[1].TotalCents.ShouldBe(0);
        // Nothing is no saving: it has no amount and no difference anywhere.
        (scenarios[0].HasAmount, scenarios[1].HasAmount).ShouldBe((true, false));
        cells.ShouldAllBe(cell => cell.Cents[0] != 0 && cell.Cents[1] == 0 && cell.DifferenceCents[1] == 0);
    }

    [Fact]
    public void cells_count_a_client_once_and_a_credited_one_not_at_all()
    {
        CareLine[] lines =
        [
            Line("R1", new(2026, 1, 1), 100, product: "45A03", client: "A"), Line("R2", new(2026, 2, 1), 100, product: "45A03", client: "A"), Line("R3", new(2026, 1, 1), 100, product: "45A03", client: "B"),
            Line("R4", new(2026, 1, 1), 100, product: "45A03", client: "B", credit: true, previous: "R3"), Line("R5", new(2026, 1, 1), 200, product: "45A03", client: "C", municipality: "1641"),
        ];
        var settled = SettlementStore.Settle(region[0].Contract, new ContractFacts(new RecordedFacts { Lines = lines }, FactRegister.Empty, []), Year2026, Later);
        CostCells.Of([settled], Year2026).ShouldBe([new("45A03", "0957", Provider(1), 1, 29_000), new("45A03", "1641", Provider(1), 1, 29_000)]);
        // The same client in two contracts of one provider is one client.
        CostCells.Of([settled, settled], Year2026)[0].ShouldBe(new("45A03", "0957", Provider(1), 1, 58_000));
    }

    [Fact]
    public void small_numbers_of_clients_are_hidden_and_never_one_alone()
    {
        CostCells.Suppressed([(4, 40), (30, 50), (20, 60)]).ShouldBe([0, 2], ignoreOrder: true);
        CostCells.Suppressed([(4, 40), (9, 50), (20, 60)]).ShouldBe([0, 1], ignoreOrder: true);
        CostCells.Suppressed([(10, 0), (0, 10)]).ShouldBeEmpty();
    }

    private static string Provider(int number) => $"0197a000-0000-7000-8000-00000000000{number}";

    private static (ContractState, ContractFacts) Of(Guid contractId, int provider, Func<int, bool> mine)
    {
        var clients = Enumerable.Range(0, 9).Where(mine).Select(i => (Number: i, Municipality: i < 6 ? "0957" : "1641")).ToList();
        var facts = new RecordedFacts
        {
            Lines = [.. clients.Select(client => Line($"R{client.Number}", new(2026, 1 + client.Number, 1), 100, product: "45A03", client: $"C{client.Number}", municipality: client.Municipality))],
            Spells = [.. clients.Select(client => new CareSpell { EventId = Event(client.Number), RecordedAt = Recorded, ClientId = $"C{client.Number}", MunicipalityCode = client.Municipality, ProductId = "45A03", From = new(2026, 1, 1) })],
            Trajectories = [.. clients.Select(client => new Trajectory { EventId = Event(client.Number), RecordedAt = Recorded, TrajectoryId = $"T{client.Number}", ProductId = "45A03", MunicipalityCode = client.Municipality, StartsOn = new(2026, 1, 1), Reached = [new PartReached(1, new(2026, 5, 1), Event(client.Number), Recorded)] })],
        };
        return (Samples.Signed(contractId: contractId) with { ProviderId = Guid.Parse(Provider(provider)) }, new ContractFacts(facts, new FactRegister([Count("0957", 30), Count("1641", 10)], Later), []));
    }

    private static StoredFact Count(string municipality, long youths) => new()
    {
        FactId = Guid.CreateVersion7(),
        Kind = "population",
        RecordedAt = Recorded,
        Document = new SettlementFact { Population = new Inkoop.Wire.Contracts.V1.PopulationCounted { MunicipalityCode = municipality, Year = 2026, Inhabitants = 100, Youths = youths } }.ToString(),
    };
}
