using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

public class PopulationTests
{
    private const string Maassluis = "0556", Vlaardingen = "0622", Schiedam = "0606";

    internal static PopulationTerms Terms { get; } = new()
    {
        Year = 2026,
        BudgetCents = 4_300_000_000,
        Municipalities = [Maassluis, Vlaardingen, Schiedam],
        Weights = [new(Maassluis, 2026, 0.94m), new(Vlaardingen, 2026, 1.02m), new(Schiedam, 2026, 1.04m), new(Schiedam, 2025, 9m)],
        Corridor = new PopulationCorridor(3_800, 0.03m, 0.6m, [new(KeyKind.Weighted, 1)]),
        ExecutionCost = new ExecutionCostBand(0.08m, 0.10m),
        ReserveCap = 0.02m,
    };

    internal static RecordedFacts Facts { get; } = new()
    {
        Populations = [Counted(Maassluis, 6_900), Counted(Vlaardingen, 14_800), Counted(Schiedam, 15_700)],
        Uses = [Used(Maassluis, 690), Used(Vlaardingen, 1_610), Used(Schiedam, 1_800)],
    };

    [Fact]
    public void the_budget_is_divided_by_weighted_youths() =>
        Parts(Settle(Terms, Facts), "Jaarbedrag").ShouldBe([735_684_516, 1_852_028_489, 1_712_286_995]);

    [Fact]
    public void the_budget_is_divided_by_youths_when_unweighted() =>
        Parts(Settle(Terms with { Key = [new(KeyKind.Youths, 1)] }, Facts), "Jaarbedrag").ShouldBe([793_315_508, 1_805_080_214, 1_701_604_278]);

    [Fact]
    public void a_mixed_key_averages_the_normalised_keys_and_splits_once()
    {
        // Half of each unrounded: 7,645,000.1199, 18,285,543.5121 and 17,069,456.3680.
        var parts = Parts(Settle(Terms with { Key = [new(KeyKind.Youths, 0.5m), new(KeyKind.Weighted, 0.5m)] }, Facts), "Jaarbedrag");
        parts.ShouldBe([764_500_012, 1_828_554_351, 1_706_945_637]);
        parts.Sum().ShouldBe(4_300_000_000);
    }

    [Fact]
    public void use_above_the_corridor_is_shared_by_weight()
    {
        var settled = Settle(Terms, Facts);
        Find(settled.Total, "Veiligheidsventiel").Cents.ShouldBe(126_284_211);
        Parts(settled, "Veiligheidsventiel").ShouldBe([21_605_893, 54_391_153, 50_287_165]);
        settled.Total.Cents.ShouldBe(4_300_000_000 + 126_284_211);
        settled.Findings.Single().Code.ShouldBe(Finding.SafetyValve);
    }

    [Fact]
    public void use_above_the_corridor_is_shared_by_use() =>
        Parts(Settle(SharedBy([new(KeyKind.Use, 1)]), Facts), "Veiligheidsventiel").ShouldBe([21_252_709, 55_441_849, 49_589_653]);

    [Fact]
    public void use_above_the_corridor_is_shared_half_by_weight_and_half_by_use() =>
        // The averages of the unrounded shares of both.
        Parts(Settle(SharedBy([new(KeyKind.Weighted, 0.5m), new(KeyKind.Use, 0.5m)]), Facts), "Veiligheidsventiel").ShouldBe([21_429_301, 54_916_501, 49_938_409]);

    [Theory]
    [InlineData(3_914, false)]
    [InlineData(3_915, true)]
    [InlineData(3_000, false)] // one-sided: less use gives nothing back
    public void the_valve_opens_strictly_above_the_corridor(long youths, bool opens)
    {
        var settled = Settle(Terms, Facts with { Uses = [Used(Maassluis, 0), Used(Vlaardingen, 0), Used(Schiedam, youths)] });
        settled.Findings.Any(finding => finding.Code == Finding.SafetyValve).ShouldBe(opens);
        // One youth: 60% of 43,000,000 / 3,800.
        settled.Total.Cents.ShouldBe(4_300_000_000 + (opens ? 678_947 : 0));
    }

    [Fact]
    public void execution_cost_outside_its_band_is_a_point_for_the_review_and_no_money()
    {
        var above = Settle(Terms, Facts with { Costs = [Cost(455_800_000, 86_000_000)] });
        above.Findings.Single(finding => finding.Code == Finding.ExecutionCostAboveBand).Subject.ShouldBe("25800000");
        above.Total.Cents.ShouldBe(Settle(Terms, Facts).Total.Cents);
        Settle(Terms, Facts with { Costs = [Cost(430_000_000, 0)] }).Findings.ShouldNotContain(finding => finding.Code.StartsWith("execution", StringComparison.Ordinal));
        Settle(Terms, Facts with { Costs = [Cost(344_000_000, 0)] }).Findings.ShouldNotContain(finding => finding.Code.StartsWith("execution", StringComparison.Ordinal));
        Settle(Terms, Facts with { Costs = [Cost(343_999_999, 0)] }).Findings.ShouldContain(finding => finding.Code == Finding.ExecutionCostBelowBand && finding.Subject == "1");
    }

    [Fact]
    public void a_reserve_above_its_cap_goes_back_by_the_key_of_the_budget()
    {
        // The cap is 860,000.00 of the budget before indexation, whatever the index.
        var indexed = Terms with { Index = [new IndexYear(2026, new IndexFigures(4m, 4m))], Corridor = null };
        Settle(indexed, Facts with { Costs = [Cost(400_000_000, 86_000_000)] }).Total.Cents.ShouldBe(4_472_000_000);
        var settled = Settle(indexed, Facts with { Costs = [Cost(400_000_000, 96_000_000)] });
        settled.Total.Cents.ShouldBe(4_472_000_000 - 10_000_000);
        Parts(settled, "Terug uit de reserve").ShouldBe([-1_710_894, -4_307_043, -3_982_063]);
        settled.Findings.Single().Code.ShouldBe(Finding.ReserveAboveCap);
    }

    [Fact]
    public void a_negative_reserve_is_refused() =>
        Should.Throw<FaultyTerms>(() => Settle(Terms, Facts with { Costs = [Cost(400_000_000, -1)] })).Faults.Single().Code.ShouldBe("reserve_negative");

    [Fact]
    public void instalments_of_each_municipality_add_up_to_its_year()
    {
        var instalments = Population.Instalments(Terms, Facts, new(2026, 1, 1));
        instalments.Select(part => part.Cents.Sum()).ShouldBe([735_684_516, 1_852_028_489, 1_712_286_995]);
        instalments[1].Cents.ShouldBe([.. Enumerable.Repeat(154_335_708L, 5), .. Enumerable.Repeat(154_335_707L, 7)]);
    }

    [Fact]
    public void a_year_without_a_count_of_a_municipality_is_refused_by_name() =>
        Should.Throw<FaultyTerms>(() => Settle(Terms, Facts with { Populations = [.. Facts.Populations.Skip(1)] })).Faults.Single().Text.ShouldContain(Maassluis);

    [Fact]
    public void a_merged_municipality_is_paid_to_its_successor()
    {
        var merged = Terms with { Mergers = [new Merger(Maassluis, Vlaardingen, new(2026, 7, 1))], Corridor = null };
        Parts(Settle(merged, Facts), "Jaarbedrag").ShouldBe([1_852_028_489, 2_447_971_511]);
        Parts(Settle(merged, Facts, new Period(new(2026, 1, 1), new(2026, 6, 30))), "Jaarbedrag").Length.ShouldBe(3);
    }

    [Fact]
    public void other_parameters_give_other_amounts()
    {
        // Two municipalities, 100 and 300 youths, weights 3 and 1: half each of 1,000.01; the odd cent to the lower code.
        var terms = new PopulationTerms { Year = 2026, BudgetCents = 100_001, Municipalities = ["0002", "0001"], Weights = [new("0001", 2026, 3m), new("0002", 2026, 1m)] };
        var settled = Settle(terms, new RecordedFacts { Populations = [Counted("0001", 100), Counted("0002", 300)] });
        Parts(settled, "Jaarbedrag").ShouldBe([50_001, 50_000]);
    }

    [Fact]
    public void a_corrected_count_replaces_the_old_one_in_any_order()
    {
        var corrected = Counted(Schiedam, 15_000) with { RecordedAt = Recorded.AddDays(3) };
        var facts = Facts with { Populations = [corrected, .. Facts.Populations] };
        var turned = Facts with { Populations = [.. Facts.Populations, corrected] };
        Settle(Terms, facts).Total.ShouldBeSameTree(Settle(Terms, turned).Total);
        Settle(Terms, facts).Total.Children[0].Children[1].Cents.ShouldBeLessThan(1_852_028_489);
    }

    private static long[] Parts(Settled settled, string title) => [.. Find(settled.Total, title).Children.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => part.Cents)];

    private static PopulationTerms SharedBy(IReadOnlyList<KeyShare> key) => Terms with { Corridor = Terms.Corridor! with { SharedBy = key } };

    private static PopulationCounted Counted(string code, long youths) => new() { EventId = Event((int)youths), RecordedAt = Recorded, MunicipalityCode = code, Year = 2026, Inhabitants = youths * 4, Youths = youths };

    private static UseCounted Used(string code, long youths) => new() { EventId = Event((int)youths), RecordedAt = Recorded, MunicipalityCode = code, Year = 2026, Youths = youths };

    private static CostReported Cost(long execution, long reserve) => new() { EventId = Event(5), RecordedAt = Recorded, Year = 2026, ExecutionCents = execution, ReserveCents = reserve };
}
