using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

/// <summary>The checker must be able to find fault; else every test that calls it proves nothing.</summary>
public class ExplainedCheckTests
{
    private static readonly Explained leaf = Explained.Leaf("Regel", PayRules.PriceTimesQuantity, "TR346", new("volume", 7), new("tariff_eur", 1.455m), new("per", 1));

    [Fact]
    public void a_leaf_is_what_its_rule_makes_of_its_inputs()
    {
        leaf.Cents.ShouldBe(1_019);
        Readd(leaf);
        ExplainedCheck.Faults(leaf with { Inputs = [new("volume", 8), new("tariff_eur", 1.455m), new("per", 1)] }).ShouldNotBeEmpty();
        ExplainedCheck.Faults(leaf with { Cents = 1_018 }).ShouldNotBeEmpty();
        ExplainedCheck.Faults(leaf with { Rounding = RoundingStep.None }).ShouldNotBeEmpty();
        ExplainedCheck.Faults(leaf with { Source = "" }).ShouldNotBeEmpty();
    }

    [Fact]
    public void a_sum_is_the_sum_of_its_parts()
    {
        var sum = Explained.Sum("Som", [leaf, leaf]);
        sum.Cents.ShouldBe(2_038);
        Readd(sum);
        ExplainedCheck.Faults(sum with { Cents = 2_037, Unrounded = 2_037 }).ShouldNotBeEmpty();
        ExplainedCheck.Faults(sum with { Children = [leaf] }).ShouldNotBeEmpty();
    }

    [Fact]
    public void parts_that_are_rounded_once_add_up_to_the_rounded_whole()
    {
        var once = Explained.RoundedOnce("Som", [leaf, leaf]);
        once.Cents.ShouldBe(2_037);
        once.Children.Select(child => child.Cents).ShouldBe([1_019, 1_018]);
        Readd(once);
        ExplainedCheck.Faults(once with { Children = [once.Children[0], once.Children[0]] }).ShouldNotBeEmpty();
        ExplainedCheck.Faults(once with { Children = [once.Children[0], leaf] }).ShouldNotBeEmpty();
        ExplainedCheck.Faults(once.Children[0]).ShouldNotBeEmpty();
    }

    [Fact]
    public void an_input_that_is_missing_or_a_rule_that_is_unknown_is_an_error()
    {
        Should.Throw<ArgumentException>(() => PayRules.Compute(PayRules.StayTier, [])).Message.ShouldContain("days");
        Should.Throw<ArgumentException>(() => PayRules.Compute("no_such_rule", []));
    }
}
