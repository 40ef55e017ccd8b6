using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

public class PriceTimesQuantityTests
{
    private static readonly CareLine[] quarter = [Line("R1", new(2026, 1, 1), 1_020), Line("R2", new(2026, 2, 1), 960), Line("R3", new(2026, 3, 1), 900)];

    private static readonly CareLine[] correction =
    [
        Line("R4", new(2026, 1, 1), 1_020, credit: true, previous: "R1", accepted: Recorded.AddMonths(4)),
        Line("R5", new(2026, 1, 1), 1_000, accepted: Recorded.AddMonths(4)),
    ];

    [Fact]
    public void a_quarter_of_minutes_is_volume_times_tariff() =>
        Settle(MinuteTerms(1.45m), new RecordedFacts { Lines = quarter }).Total.Cents.ShouldBe(417_600);

    [Fact]
    public void a_credit_and_its_new_debit_replace_a_line() =>
        Settle(MinuteTerms(1.45m), new RecordedFacts { Lines = [.. quarter, .. correction] }).Total.Cents.ShouldBe(414_700);

    [Fact]
    public void as_of_a_moment_nothing_later_is_known()
    {
        var facts = new RecordedFacts { Lines = [.. quarter, .. correction] };
        Settle(MinuteTerms(1.45m), facts, asOf: Recorded.AddMonths(1)).Total.Cents.ShouldBe(417_600);
        Settle(MinuteTerms(1.45m), facts, asOf: Recorded.AddMonths(4)).Total.Cents.ShouldBe(414_700);
    }

    [Theory]
    [InlineData(LineAmount.UnroundedTariff, 435_344)]
    [InlineData(LineAmount.TariffFourDecimals, 435_341)]
    [InlineData(LineAmount.TariffCents, 434_880)]
    public void the_rounding_rule_of_the_contract_decides_the_cents(string rule, long cents) =>
        Settle(MinuteTerms(1.5116105m, rule), new RecordedFacts { Lines = [Line("R1", new(2026, 1, 1), 2_880)] }).Total.Cents.ShouldBe(cents);

    [Theory]
    [InlineData("01", "01", 7, "1.455", 1_019)] // 10.185
    [InlineData("01", "04", 7, "50", 583)] // 5.8333: one rounding, of the amount
    [InlineData("01", "04", 10, "87.03", 1_451)] // 14.505
    [InlineData("04", "04", 3, "87.03", 26_109)]
    [InlineData("14", "14", 31, "285.555", 885_221)] // 8852.205
    [InlineData("16", "16", 9, "61.2", 55_080)]
    [InlineData("84", "84", 2, "99.995", 19_999)]
    [InlineData("83", "83", 252_000, "0", 252_000)]
    public void every_unit_is_paid_at_its_tariff(string unit, string rateUnit, long volume, string euro, long cents)
    {
        var rate = decimal.Parse(euro, System.Globalization.CultureInfo.InvariantCulture);
        var terms = new PriceTimesQuantityTerms { Products = [Product("45A04", rateUnit, rate)] };
        Settle(terms, new RecordedFacts { Lines = [Line("R1", new(2026, 1, 1), volume, unit)] }).Total.Cents.ShouldBe(cents);
    }

    [Fact]
    public void a_line_keeps_the_tariff_of_its_first_day_when_the_contract_says_so() =>
        Settle(Changing(TariffMoment.FirstDay), new RecordedFacts { Lines = [Line("R1", new(2026, 3, 1), 310)] }).Total.Cents.ShouldBe(31_000);

    [Fact]
    public void a_tariff_that_changes_inside_a_period_counts_by_day_and_is_rounded_once()
    {
        // 310 minutes over 31 days: 10 days at 1.00 and 21 days at 1.00333: 100 + 210.6993 = 310.6993.
        var settled = Settle(Changing(TariffMoment.EachDay), new RecordedFacts { Lines = [Line("R1", new(2026, 3, 1), 310)] });
        settled.Total.Cents.ShouldBe(31_070);
        Find(settled.Total, "Prestatie R1").Children.Select(child => child.Cents).ShouldBe([10_000, 21_070]);
    }

    [Fact]
    public void a_line_without_a_tariff_is_worth_nothing_and_says_so()
    {
        var settled = Settle(MinuteTerms(1.45m), new RecordedFacts { Lines = [Line("R1", new(2026, 1, 1), 10, product: "99X99"), Line("R2", new(2026, 1, 1), 10, unit: "14")] });
        settled.Total.Cents.ShouldBe(0);
        settled.Findings.Select(finding => (finding.Code, finding.Subject)).ShouldBe([(Finding.NoTariff, "R1"), (Finding.NoTariff, "R2")]);
    }

    [Fact]
    public void every_leaf_names_the_event_that_it_came_from()
    {
        var settled = Settle(MinuteTerms(1.45m), new RecordedFacts { Lines = [.. quarter, .. correction] });
        var leaves = All(settled.Total).Where(node => node.Children.Count == 0).ToList();
        leaves.Count.ShouldBe(5);
        leaves.Select(leaf => leaf.EventId).ShouldBe(quarter.Concat(correction).Select(line => (Guid?)line.EventId), ignoreOrder: true);
        Find(settled.Total, "Credit R4").Cents.ShouldBe(-147_900);
    }

    [Fact]
    public void a_discount_for_breach_is_a_share_of_a_twelfth_of_the_budget_and_stands_beside_the_total()
    {
        var terms = MinuteTerms(1.45m) with { BudgetCents = 600_000_000 };
        var breach = new Breach { EventId = Event(1), RecordedAt = Recorded, On = new(2026, 1, 1), Reason = "Wachttijd", Months = 3, Share = 0.05m };
        var settled = Settle(terms, new RecordedFacts { Lines = quarter, Breaches = [breach] });
        settled.Total.Cents.ShouldBe(417_600);
        settled.Discount!.Cents.ShouldBe(-7_500_000);
        // 1,000.00 / 12 x 7% over 2 months = 11.6667.
        Settle(terms with { BudgetCents = 100_000 }, new RecordedFacts { Breaches = [breach with { Months = 2, Share = 0.07m }] }).Discount!.Cents.ShouldBe(-1_167);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void the_order_of_facts_does_not_matter(int seed)
    {
        var lines = Enumerable.Range(0, 200).Select(i => Line($"R{i:D3}", new DateOnly(2026, 1, 1).AddMonths(i % 12), 13 + (i * 7 % 100), municipality: i % 2 == 0 ? "0957" : "0988")).ToList();
        var inOrder = Settle(MinuteTerms(1.4567m), new RecordedFacts { Lines = lines });
        var shuffled = Settle(MinuteTerms(1.4567m), new RecordedFacts { Lines = Shuffled(lines, seed) });
        shuffled.Total.ShouldBeSameTree(inOrder.Total);
    }

    private static PriceTimesQuantityTerms Changing(TariffMoment moment) => new()
    {
        TariffMoment = moment,
        Products =
        [
            new ProductPrice { ProductId = "45A04", RateUnit = "01", Rates = [new RateStep(new(2026, 1, 1), new(2026, 3, 10), 1m), new RateStep(new(2026, 3, 11), null, 1.00333m)] },
        ],
    };
}

internal static class TreeShape
{
    /// <summary>Equal in everything that is shown, all the way down.</summary>
    public static void ShouldBeSameTree(this Explained tree, Explained other) => Text(tree).ShouldBe(Text(other));

    private static string Text(Explained node) =>
        $"{node.Title}|{node.Rule}|{node.Unrounded}|{node.Rounding}|{node.Cents}|{string.Join(';', node.Inputs.Select(input => $"{input.Name}={input.Value}@{input.EventId}"))}\n{string.Concat(node.Children.Select(Text))}";
}
