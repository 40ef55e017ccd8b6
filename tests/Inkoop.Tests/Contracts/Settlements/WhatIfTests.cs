using Inkoop.Contracts.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Contracts.Settlements.Kernel;

namespace Inkoop.Tests.Contracts.Settlements;

public class WhatIfTests
{
    // Two municipalities, two providers; 9 clients of 100 minutes each.
    private static readonly RecordedFacts year = new()
    {
        Lines = [.. Enumerable.Range(0, 9).Select(i => Line($"R{i}", new(2026, 1 + i, 1), 100, client: $"C{i}", municipality: i < 6 ? "0957" : "0988", provider: i % 3 == 0 ? "P2" : "P1"))],
        Spells = [.. Enumerable.Range(0, 9).Select(i => new CareSpell { EventId = Event(i), RecordedAt = Recorded, ClientId = $"C{i}", MunicipalityCode = i < 6 ? "0957" : "0988", ProviderCode = i % 3 == 0 ? "P2" : "P1", From = new(2026, 1, 1) })],
        Trajectories = [.. Enumerable.Range(0, 9).Select(i => new Trajectory { EventId = Event(i), RecordedAt = Recorded, TrajectoryId = $"T{i}", ProductId = "45T01", MunicipalityCode = i < 6 ? "0957" : "0988", ProviderCode = i % 3 == 0 ? "P2" : "P1", StartsOn = new(2026, 1, 1), Reached = [new PartReached(1, new(2026, 5, 1), Event(i), Recorded)] })],
        Populations = [new PopulationCounted { EventId = Event(1), RecordedAt = Recorded, MunicipalityCode = "0957", Year = 2026, Inhabitants = 100, Youths = 30 }, new PopulationCounted { EventId = Event(2), RecordedAt = Recorded, MunicipalityCode = "0988", Year = 2026, Inhabitants = 100, Youths = 10 }],
    };

    private static readonly OutputTerms output = new()
    {
        Products = [new OutputPrice { ProductId = "45T01", Parts = [new("Start", 0.4m), new("Einde", 0.6m)], Rates = [new RateStep(new(2025, 1, 1), null, 400m)] }],
    };

    private static readonly TaskBasedTerms task = TaskBasedTests.Terms with { BudgetCents = 120_000, ReferenceVolume = 8, VolumeSource = VolumeSource.CareSpells, Kpis = [] };

    private static readonly PopulationTerms population = new() { Year = 2026, BudgetCents = 130_000, Municipalities = ["0957", "0988"], Key = [new(KeyKind.Youths, 1)] };

    [Fact]
    public void one_year_is_settled_under_four_models_per_municipality_and_provider()
    {
        var answer = WhatIf.Compare(year, [
            new("p×q", MinuteTerms(1.45m), Stress.None), new("output", output, Stress.None), new("taakgericht", task, Stress.None), new("populatie", population, Stress.None)], Year2026, Later);
        foreach (var settled in answer.Settled) Readd(settled);
        // 9 x 145.00; 9 x 40% of 400.00; 9 youths against 8: 12.5% above: 0.6 youth x 50% x 150.00; 1,300.00.
        answer.Settled.Select(settled => settled.Total.Cents).ShouldBe([130_500, 144_000, 124_500, 130_000]);
        for (var i = 0; i < 4; i++) answer.Cells.Sum(cell => cell.Cents[i]).ShouldBe(answer.Settled[i].Total.Cents);
        answer.Cells.Select(cell => (cell.MunicipalityCode, cell.ProviderCode)).ShouldBe([("0957", "P1"), ("0957", "P2"), ("0988", "P1"), ("0988", "P2")]);
        answer.Cells[0].Cents.ShouldBe([58_000, 64_000, 55_333, 65_000]);
        answer.Cells[0].DifferenceCents.ShouldBe([0, 6_000, -2_667, 7_000]);
    }

    [Fact]
    public void a_stress_of_ten_percent_more_youths_and_five_percent_higher_prices()
    {
        var stress = new Stress(1.10m, 1.05m);
        var answer = WhatIf.Compare(year, [new("nu", MinuteTerms(1.45m), Stress.None), new("stress", MinuteTerms(1.45m), stress), new("taak", task, stress)], Year2026, Later);
        foreach (var settled in answer.Settled) Readd(settled);
        // 110 minutes at 1.5225 = 167.475 a line, each rounded.
        answer.Settled[1].Total.Cents.ShouldBe(9 * 16_748);
        // 9.9 youths against 8: 23.75% above: 0.8 x 50% + 0.7 x 75% = 0.925 x 150.00; the price of the budget does not move.
        answer.Settled[2].Total.Cents.ShouldBe(120_000 + 13_875);
        answer.Settled[2].Findings.Single().Code.ShouldBe(Finding.SafetyValve);
    }

    [Fact]
    public void a_price_of_a_result_rises_with_the_stress() =>
        // 9 x 40% of 400.00 x 1.155.
        Settle(output, year, stress: new Stress(1.10m, 1.05m)).Total.Cents.ShouldBe(9 * 18_480);

    [Fact]
    public void a_sum_goes_over_municipalities_by_the_key_that_is_asked()
    {
        var answer = WhatIf.Compare(year, [new("taak", task, Stress.None, [new("0957", 1), new("0988", 3)])], Year2026, Later);
        answer.Cells.Where(cell => cell.MunicipalityCode == "0957").Sum(cell => cell.Cents[0]).ShouldBe(31_125);
    }
}
