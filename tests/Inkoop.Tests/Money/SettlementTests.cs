using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Inkoop.Agreements;
using Inkoop.Contracts;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Projections;
using Inkoop.Money.Settlements;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money;

public class SettlementTests
{
    private static readonly ContractState contract = Samples.Signed();
    private static readonly DateTimeOffset later = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
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
        settlement.Parts.ShouldAllBe(part => part.LotId == "1");
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
        var tree = Settle([.. quarter, .. correction]).Explanation;
        tree.Children[0].Children[0].Children[0].Title.ShouldBe("Roermond (0957), januari 2026");
        var leaf = tree.Children[0].Children[0].Children[0].Children.Single(node => node.Title.StartsWith("Credit", StringComparison.Ordinal));
        leaf.Rule.ShouldBe("price_times_quantity");
        leaf.Source.ShouldBe("TR346");
        leaf.AmountCents.ShouldBe(-147_900);
        leaf.UnroundedEur.ShouldBe("-1479");
        leaf.Inputs.ToDictionary(input => input.Name, input => input.Value).ShouldSatisfyAllConditions(
            inputs => inputs["volume"].ShouldBe("-1020"),
            inputs => inputs["unit"].ShouldBe("01"),
            inputs => inputs["tariff_eur"].ShouldBe("1.45"),
            inputs => inputs["per"].ShouldBe("1"));
        leaf.EventId.ShouldNotBeEmpty();
        leaf.Inputs[0].EventId.ShouldBe(leaf.EventId);
        leaf.RoundingStep.ShouldBe("none");
    }

    [Fact]
    public void a_settlement_without_lines_is_nil()
    {
        var settlement = Settle([]);
        settlement.TotalCents.ShouldBe(0);
        settlement.Explanation.Children.Single().Children.ShouldBeEmpty();
    }

    [Fact]
    public void a_line_of_a_product_that_the_contract_does_not_know_is_found() =>
        Settle([Samples.Line(contract.ContractId, "R1", new(2026, 1, 1), 60, 8_700, product: "99X01")]).Lots.Single().Findings.Single().Code.ShouldBe("no_tariff");

    [Fact]
    public void every_tree_adds_up_whatever_was_declared() =>
        Prop.ForAll(RandomLines().ToArbitrary(), lines =>
        {
            var settlement = Settle([.. lines], new(2026, 12, 31));
            return settlement.LineCount == lines.Length;
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
    private static Settlement Settle(IReadOnlyList<AcceptedLine> accepted, DateOnly? until = null)
    {
        var period = new Period(new DateOnly(2026, 1, 1), until ?? new DateOnly(2026, 3, 31));
        var lines = Ledger.Lines(Samples.Judged(accepted), Guid.CreateVersion7());
        var settled = SettlementStore.Settle(contract, new ContractFacts(new RecordedFacts { Lines = [.. lines.Select(line => CareLines.Of(line))] }, FactRegister.Empty, []), period, later);
        ExplainedCheck.Faults(SettlementAnswer.Tree(settled)).ShouldBeEmpty();
        var settlement = SettlementAnswer.ToWire(settled, period, withClients: true);
        settlement.Explanation = ExplainedWire.ToWire(SettlementAnswer.Tree(settled), names);
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
         select Samples.Line(contract.ContractId, $"R{volume}", new DateOnly(2026, month, 1), volume, LineOracle.Cents(volume, "01", rate, rateUnit, rule), credit,
             credit ? "R0" : null, municipality, product, "01", rate, rateUnit, rule)).ArrayOf();
}

/// <summary>Adds a settlement up again as a caller can: every node from its children, every leaf from its unrounded value, parts, lots and the total from the tree.</summary>
internal static class Recount
{
    public static void Check(Settlement settlement)
    {
        settlement.Parts.Sum(part => part.AmountCents).ShouldBe(settlement.SettledCents);
        settlement.Lots.Sum(lot => lot.SettledCents).ShouldBe(settlement.SettledCents);
        settlement.Parts.Sum(part => part.LineCount).ShouldBe(settlement.LineCount);
        settlement.Lots.Sum(lot => lot.TotalCents).ShouldBe(settlement.TotalCents);
        foreach (var lot in settlement.Lots) settlement.Parts.Where(part => part.LotId == lot.LotId).Sum(part => part.AmountCents).ShouldBe(lot.SettledCents);
        if (settlement.Explanation is not { } tree) return;
        Node(tree).ShouldBe(settlement.TotalCents);
        tree.Children.Select(child => child.AmountCents).ShouldBe(settlement.Lots.Where(lot => lot.NotSettledCode.Length == 0).Select(lot => lot.TotalCents));
    }

    public static long Node(Explanation node)
    {
        node.ChildCount.ShouldBe(node.Children.Count, node.Title);
        if (node.Children.Count > 0)
        {
            node.Children.Sum(Node).ShouldBe(node.AmountCents, node.Title);
            return node.AmountCents;
        }
        if (node.Rule == "sum") return node.AmountCents;
        var exact = decimal.Parse(node.UnroundedEur, CultureInfo.InvariantCulture) * 100;
        switch (node.RoundingStep)
        {
            case "none": exact.ShouldBe(node.AmountCents, node.Title); break;
            case "half_away_from_zero": decimal.Round(exact, MidpointRounding.AwayFromZero).ShouldBe(node.AmountCents, node.Title); break;
            default: Math.Abs(exact - node.AmountCents).ShouldBeLessThan(1, node.Title); break;
        }
        return node.AmountCents;
    }
}
