using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

public class GrowthTests
{
    private static CostCell Cell(string product, long clients, long euroEach, string municipality = "0957", string payer = "A") => new(product, municipality, payer, clients, clients * euroEach * 100);

    private static Dictionary<string, long> Parts(IReadOnlyList<CostCell> before, IReadOnlyList<CostCell> now) =>
        Readd(Growth.TakeApart(before, now, "test")).Children.ToDictionary(part => part.Title, part => part.Cents);

    [Fact]
    public void growth_is_volume_mix_and_price()
    {
        var tree = Readd(Growth.TakeApart([Cell("ambulant", 4_000, 900), Cell("verblijf", 300, 42_000)], [Cell("ambulant", 4_500, 945), Cell("verblijf", 280, 45_000)], "test"));
        tree.Cents.ShouldBe(65_250_000);
        tree.Children.Select(part => (part.Title, part.Cents)).ShouldBe([("Volume", 180_837_209L), ("Prijs", 104_250_000L), ("Plaats", 0L), ("Betaler", 0L), ("Samenstelling", -219_837_209L)]);
    }

    [Fact]
    public void clients_that_live_elsewhere_are_place()
    {
        // Mean prices 100 and 300 in the base, half and half of 20; then 5 and 15: 20 x (-0.25 x 100 + 0.25 x 300) = 1,000.
        var parts = Parts([Cell("p", 10, 100, "0001"), Cell("p", 10, 300, "0002")], [Cell("p", 5, 100, "0001"), Cell("p", 15, 300, "0002")]);
        parts["Plaats"].ShouldBe(100_000);
        parts["Volume"].ShouldBe(0);
        // The product's mean price rose from 200 to 250 through the same shift: the formulas give that to price, and the rest sets it right.
        parts["Prijs"].ShouldBe(100_000);
        parts["Samenstelling"].ShouldBe(-100_000);
    }

    [Fact]
    public void clients_that_another_pays_for_are_payer()
    {
        // Inside 0001: shares of A and B from 1/2 to 3/4 and 1/4, base prices 400 and 100: 8 x (0.25 x 400 - 0.25 x 100) = 600. 0002 does not change.
        var parts = Parts(
            [Cell("p", 4, 400, "0001", "A"), Cell("p", 4, 100, "0001", "B"), Cell("p", 8, 50, "0002", "A")],
            [Cell("p", 6, 400, "0001", "A"), Cell("p", 2, 100, "0001", "B"), Cell("p", 8, 50, "0002", "A")]);
        parts["Betaler"].ShouldBe(60_000);
        parts["Plaats"].ShouldBe(0);
    }

    [Fact]
    public void new_and_ended_products_are_mix()
    {
        var parts = Parts([Cell("old", 10, 100)], [Cell("new", 10, 150)]);
        parts["Samenstelling"].ShouldBe(50_000);
        parts["Prijs"].ShouldBe(0);
    }

    [Fact]
    public void growth_from_nothing_is_all_the_rest() =>
        Readd(Growth.TakeApart([], [Cell("p", 1, 5)], "test")).Children.Single().ShouldSatisfyAllConditions(part => part.Title.ShouldBe("Samenstelling"), part => part.Cents.ShouldBe(500));

    [Fact]
    public void the_parts_add_up_for_any_two_periods() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            IReadOnlyList<CostCell> Random() => [.. Enumerable.Range(0, random.Next(12)).Select(i => new CostCell($"p{random.Next(3)}", $"000{random.Next(3)}", $"{i}", random.Next(0, 100_000_000), random.NextInt64(0, 10_000_000_000_000)))];
            var (before, now) = (Random(), Random());
            var tree = Growth.TakeApart(before, now, "test");
            return ExplainedCheck.Faults(tree).Count == 0 && tree.Cents == now.Sum(cell => cell.Cents) - before.Sum(cell => cell.Cents) && tree.Children.Sum(part => part.Cents) == tree.Cents;
        }).QuickCheckThrowOnFailure();
}
