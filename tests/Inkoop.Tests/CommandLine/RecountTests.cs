using FsCheck;
using FsCheck.Fluent;
using Inkoop.Cli.Commands;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.CommandLine;

public sealed class RecountTests
{
    [Fact]
    public void the_worked_settlement_adds_up()
    {
        var recount = Recount.Of(Settlement(147_900, 139_200, 130_500, -147_900, 145_000));

        recount.AddsUp.ShouldBeTrue();
        recount.Checked.ShouldBe(8);
    }

    [Fact]
    public void half_a_cent_goes_away_from_zero()
    {
        var leaf = new Explanation { Title = "R1", UnroundedEur = "-1.445", AmountCents = -145 };
        Recount.Of(Around(leaf)).AddsUp.ShouldBeTrue();
        leaf.AmountCents = -144;
        Recount.Of(Around(leaf)).AddsUp.ShouldBeFalse();
    }

    [Fact]
    public void what_was_rounded_together_with_others_lies_less_than_a_cent_away()
    {
        var leaf = new Explanation { Title = "Roermond", UnroundedEur = "1.454", AmountCents = 146, RoundingStep = "largest_remainder" };
        Recount.Of(Around(leaf)).AddsUp.ShouldBeTrue();
        leaf.AmountCents = 147;
        Recount.Of(Around(leaf)).AddsUp.ShouldBeFalse();
    }

    [Fact]
    public void a_lot_that_is_not_its_parts_is_seen()
    {
        var settlement = Settlement(100, 200);
        settlement.Parts[0].LotId = "1";
        settlement.Lots.Add(new LotSettlement { LotId = "1", TotalCents = 300, SettledCents = 300 });
        Recount.Of(settlement).AddsUp.ShouldBeTrue();
        settlement.Lots[0].SettledCents++;
        Recount.Of(settlement).Faults.Count.ShouldBe(2);
    }

    [Fact]
    public void what_was_not_opened_is_not_added_up()
    {
        var node = Sum("Contract", [new Explanation { Title = "Perceel", AmountCents = 5, ChildCount = 3 }]);
        Recount.Of(node).ShouldSatisfyAllConditions(recount => recount.AddsUp.ShouldBeTrue(), recount => recount.Checked.ShouldBe(2));
    }

    [Fact]
    public void a_part_or_a_line_too_many_is_seen_without_the_tree()
    {
        var settlement = Settlement(100, 200);
        settlement.Explanation = null;
        settlement.LineCount++;
        Recount.Of(settlement).Faults.ShouldHaveSingleItem().ShouldContain("Regels");
        settlement.Parts[0].AmountCents++;
        Recount.Of(settlement).Faults.Count.ShouldBe(2);
    }

    [Fact]
    public void one_cent_anywhere_in_the_tree_is_found() =>
        Prop.ForAll(Gen.Choose(-1_000_000, 1_000_000).NonEmptyListOf().ToArbitrary(), Gen.Choose(0, 10_000).ToArbitrary(), (cents, pick) =>
        {
            var settlement = Settlement([.. cents.Select(amount => (long)amount)]);
            if (!Recount.Of(settlement).AddsUp)
                return false;
            var nodes = Nodes(settlement.Explanation).ToList();
            nodes[pick % nodes.Count].AmountCents++;
            return !Recount.Of(settlement).AddsUp;
        }).QuickCheckThrowOnFailure();

    private static Settlement Settlement(params long[] cents)
    {
        var leaves = cents.Select((amount, index) => new Explanation
        {
            Title = $"R{index}",
            Rule = "price_times_quantity",
            AmountCents = amount,
            UnroundedEur = (amount / 100m).ToString(System.Globalization.CultureInfo.InvariantCulture),
        }).ToList();
        var settlement = new Settlement { TotalCents = cents.Sum(), SettledCents = cents.Sum(), LineCount = cents.Length, Explanation = Sum("Contract", [Sum("Product", [Sum("Maand", leaves)])]) };
        settlement.Parts.Add(new SettlementPart { AmountCents = cents.Sum(), LineCount = cents.Length });
        return settlement;
    }

    private static Settlement Around(Explanation leaf) => new()
    {
        TotalCents = leaf.AmountCents,
        SettledCents = leaf.AmountCents,
        LineCount = 1,
        Parts = { new SettlementPart { AmountCents = leaf.AmountCents, LineCount = 1 } },
        Explanation = Sum("Contract", [leaf]),
    };

    private static Explanation Sum(string title, IReadOnlyList<Explanation> children) =>
        new() { Title = title, Rule = "sum", AmountCents = children.Sum(child => child.AmountCents), Children = { children } };

    private static IEnumerable<Explanation> Nodes(Explanation node) => node.Children.SelectMany(Nodes).Prepend(node);
}
