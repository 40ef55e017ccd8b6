using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Inkoop.Contracts;
using Inkoop.Contracts.Projections;
using Inkoop.Contracts.Settlements;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Contracts;

public class SettlementTests
{
    private static readonly ContractState contract = Samples.Signed();
    private static readonly Dictionary<string, string> names = new() { ["0957"] = "Roermond" };

    private static readonly AcceptedLine[] quarter =
    [
        Samples.Line(contract.ContractId, "R1", new(2026, 1, 1), 1_020, 147_900),
        Samples.Line(contract.ContractId, "R2", new(2026, 2, 1), 960, 139_200),
        Samples.Line(contract.ContractId, "R3", new(2026, 3, 1), 900, 130_500),
    ];

    private static readonly AcceptedLine[] correction =
    [
        Samples.Line(contract.ContractId, "R4", new(2026, 1, 1), 1_020, 147_900, credit: true, previous: "R1"),
        Samples.Line(contract.ContractId, "R5", new(2026, 1, 1), 1_000, 145_000),
    ];

    [Fact]
    public void a_quarter_adds_up_to_volume_times_tariff()
    {
        var settlement = Settle(quarter);
        settlement.TotalCents.ShouldBe(417_600);
        settlement.Parts.Sum(part => part.Volume).ShouldBe(2_880);
        settlement.Parts.Select(part => part.Month).ShouldBe(["2026-01", "2026-02", "2026-03"]);
    }

    [Fact]
    public void a_credit_and_its_new_debit_replace_the_line()
    {
        var settlement = Settle([.. quarter, .. correction]);
        settlement.TotalCents.ShouldBe(414_700);
        settlement.Parts.Sum(part => part.Volume).ShouldBe(2_860);
        settlement.Parts[0].LineCount.ShouldBe(3);
    }

    [Fact]
    public void the_tree_says_how_each_line_was_made()
    {
        var leaf = Settle([.. quarter, .. correction]).Explanation.Children[0].Children[0].Children.Single(node => node.Title.StartsWith("Credit", StringComparison.Ordinal));
        leaf.Rule.ShouldBe("price_times_quantity");
        leaf.Source.ShouldBe("TR346");
        leaf.AmountCents.ShouldBe(-147_900);
        leaf.UnroundedEur.ShouldBe("-1479.00");
        leaf.Inputs.ToDictionary(input => input.Name, input => input.Value).ShouldSatisfyAllConditions(
            inputs => inputs["volume"].ShouldBe("-1020"),
            inputs => inputs["unit"].ShouldBe("01"),
            inputs => inputs["tariff_eur"].ShouldBe("1.45"),
            inputs => inputs["tariff_unit"].ShouldBe("01"));
        leaf.EventId.ShouldNotBeEmpty();
        leaf.Rounding.ShouldContain("afgerond op centen");
    }

    [Fact]
    public void minutes_on_an_hour_tariff_name_their_own_rule()
    {
        var line = Samples.Line(contract.ContractId, "R9", new(2026, 1, 1), 7, 583, rateE8: 5_000_000_000, rateUnit: "04");
        var leaf = ExplanationTree.Leaf(Ledger.Lines(Samples.Judged(line), Guid.CreateVersion7())[0]);
        leaf.Source.ShouldBe("IV081");
        leaf.Rule.ShouldBe("price_times_quantity");
        decimal.Parse(leaf.UnroundedEur, CultureInfo.InvariantCulture).ShouldBe(5.83333333333333333333m);
    }

    [Fact]
    public void an_amount_that_its_inputs_do_not_make_is_shown_as_recorded()
    {
        var line = Samples.Line(contract.ContractId, "R9", new(2026, 1, 1), 960, 142_080);
        var leaf = ExplanationTree.Leaf(Ledger.Lines(Samples.Judged(line), Guid.CreateVersion7())[0]);
        leaf.Rule.ShouldBe("as_recorded");
        leaf.AmountCents.ShouldBe(142_080);
        leaf.Rounding.ShouldContain("1.392,00");
    }

    [Fact]
    public void a_settlement_without_lines_is_nil()
    {
        var settlement = Settle([]);
        settlement.TotalCents.ShouldBe(0);
        settlement.Explanation.Children.ShouldBeEmpty();
    }

    [Fact]
    public void every_tree_adds_up_whatever_was_declared() =>
        Prop.ForAll(RandomLines().ToArbitrary(), lines =>
        {
            var settlement = Settle([.. lines]);
            return settlement.TotalCents == lines.Sum(line => line.Credit ? -line.AmountCents : line.AmountCents)
                && settlement.LineCount == lines.Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void sums_are_the_same_in_any_order_and_grouping() =>
        Prop.ForAll(RandomLines().ToArbitrary(), Gen.Choose(1, 7).ToArbitrary(), (lines, size) =>
        {
            var rows = Ledger.Lines(Samples.Judged(lines), Guid.CreateVersion7());
            var piecewise = rows.Reverse().Chunk(size).SelectMany(SettlementMath.Sum)
                .GroupBy(sum => (sum.Month, sum.ProductId, sum.MunicipalityCode, sum.Unit))
                .Select(group => (group.Key, group.Sum(sum => sum.Volume), group.Sum(sum => sum.AmountCents), group.Sum(sum => sum.LineCount)))
                .ToHashSet();
            return piecewise.SetEquals(SettlementMath.Sum(rows).Select(sum => ((sum.Month, sum.ProductId, sum.MunicipalityCode, sum.Unit), sum.Volume, sum.AmountCents, sum.LineCount)));
        }).QuickCheckThrowOnFailure();

    /// <summary>Settles with the tree, and re-adds the tree before a test looks at it.</summary>
    private static Settlement Settle(IReadOnlyList<AcceptedLine> accepted)
    {
        var lines = Ledger.Lines(Samples.Judged(accepted), Guid.CreateVersion7());
        var settlement = SettlementMath.Settle(contract, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31), SettlementMath.Sum(lines));
        settlement.Explanation = ExplanationTree.Build(contract, names, lines);
        Recount.Check(settlement);
        return settlement;
    }

    internal static Gen<AcceptedLine[]> RandomLines() =>
        (from volume in Gen.Choose(1, 50_000)
         from rate in Gen.Choose(1, 2_000_000_000)
         from month in Gen.Choose(1, 12)
         from municipality in Gen.Elements("0957", "1641")
         from product in Gen.Elements("45A03", "50O01")
         from rule in Gen.Elements(LineAmount.UnroundedTariff, LineAmount.TariffFourDecimals, LineAmount.TariffCents)
         from rateUnit in Gen.Elements("01", "04")
         from credit in Gen.Elements(true, false, false)
         select Samples.Line(contract.ContractId, $"R{volume}", new DateOnly(2026, month, 1), volume, LineAmount.Cents(volume, "01", rate, rateUnit, rule), credit,
             credit ? "R0" : null, municipality, product, "01", rate, rateUnit, rule)).ArrayOf();
}

/// <summary>Adds a settlement up again from its leaves: every leaf from its inputs, every node from its children, every part and the total from the tree.</summary>
internal static class Recount
{
    public static void Check(Settlement settlement)
    {
        Node(settlement.Explanation).ShouldBe(settlement.TotalCents);
        settlement.Parts.Sum(part => part.AmountCents).ShouldBe(settlement.TotalCents);
        settlement.Parts.Sum(part => part.LineCount).ShouldBe(settlement.LineCount);
        foreach (var product in settlement.Explanation.Children)
        {
            var parts = settlement.Parts.Where(part => product.Title.StartsWith(part.ProductId, StringComparison.Ordinal)).ToList();
            parts.Sum(part => part.AmountCents).ShouldBe(product.AmountCents);
            parts.Select(part => (part.MunicipalityCode, part.Month)).Distinct().Count().ShouldBe(product.Children.Count);
        }
    }

    private static long Node(Explanation node)
    {
        if (node.Rule == ExplanationTree.SumRule)
        {
            node.Children.Sum(Node).ShouldBe(node.AmountCents, node.Title);
            return node.AmountCents;
        }
        node.Children.ShouldBeEmpty();
        node.EventId.ShouldNotBeEmpty();
        if (node.Rule == ExplanationTree.PriceTimesQuantity)
        {
            var unrounded = decimal.Parse(node.UnroundedEur, CultureInfo.InvariantCulture);
            ((long)decimal.Round(unrounded * 100, MidpointRounding.AwayFromZero)).ShouldBe(node.AmountCents, node.Title);
            var inputs = node.Inputs.ToDictionary(input => input.Name, input => input.Value);
            var tariff = decimal.Parse(inputs["tariff_eur"], CultureInfo.InvariantCulture);
            tariff = inputs["rounding_rule"] switch
            {
                "tariff_cents" => decimal.Round(tariff, 2, MidpointRounding.AwayFromZero),
                "tariff_four_decimals" => decimal.Round(tariff, 4, MidpointRounding.AwayFromZero),
                _ => tariff,
            };
            var value = long.Parse(inputs["volume"], CultureInfo.InvariantCulture) * tariff / (inputs["unit"] == inputs["tariff_unit"] ? 1 : 60);
            ((long)decimal.Round(value * 100, MidpointRounding.AwayFromZero)).ShouldBe(node.AmountCents, node.Title);
        }
        return node.AmountCents;
    }
}
