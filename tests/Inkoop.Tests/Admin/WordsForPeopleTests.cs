using System.Reflection;
using Inkoop.Admin;
using Inkoop.Admin.Components.Pages.WhatIf;
using Inkoop.Admin.Texts;
using Inkoop.Cli.Output;
using Inkoop.Funding;
using Inkoop.Reviews.Packs;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;
using Finding = Inkoop.Wire.Contracts.V1.Finding;

namespace Inkoop.Tests.Admin;

/// <summary>Every code that a service can answer with has words on the pages and on the command line, and every number its notation.</summary>
public sealed class WordsForPeopleTests
{
    public static TheoryData<string> FindingCodes => new(Constants(typeof(Inkoop.Funding.Finding)));

    public static TheoryData<string> RuleNames => new(Constants(typeof(PayRules)));

    [Theory, MemberData(nameof(FindingCodes))]
    public void every_finding_has_a_name(string code) => Words.Explained.Finding(code).ShouldNotBe(code);

    [Theory, MemberData(nameof(RuleNames))]
    public void every_rule_has_words_on_the_pages_and_on_the_command_line(string rule)
    {
        Words.Rules.Of(rule).ShouldNotBe(rule);
        ExplainedText.Rule(rule).ShouldNotBe(rule);
    }

    [Fact]
    public void every_field_of_a_fact_has_a_name() =>
        SettlementFact.Descriptor.Oneofs[0].Fields.SelectMany(kind => kind.MessageType.Fields.InDeclarationOrder()).Where(field => FactText.Name(field) == field.Name && field.Name != "volume").Select(field => field.FullName).ShouldBeEmpty();

    [Fact]
    public void a_fact_says_amounts_in_euros() =>
        FactText.Of(new SettlementFact { MunicipalityBudget = new() { MunicipalityCode = "0957", Year = 2027, BudgetCents = 150_000_000 } }).ShouldBe("gemeente 0957, jaar 2027, begroot bedrag € 1.500.000,00");

    [Theory]
    [InlineData("reserve_above_cap", "150000000", "€ 1.500.000,00")]
    [InlineData("execution_cost_above_band", "100", "€ 1,00")]
    [InlineData("execution_cost_below_band", "745", "€ 7,45")]
    [InlineData("safety_valve", "2025", "2025")]
    [InlineData("safety_valve", "450.5", "450,5")]
    [InlineData("outcome_not_verified", "0191fab4-372b-71b7-b5d7-6495344e91c6", "")]
    [InlineData("no_tariff", "240071-2601", "240071-2601")]
    public void a_finding_is_about_an_amount_a_count_or_a_reference(string code, string subject, string shown)
    {
        var finding = new Finding { Code = code, Subject = subject };
        Explaining.Subject(finding).ShouldBe(shown);
        ExplainedText.Subject(finding).ShouldBe(shown);
    }

    [Theory]
    [InlineData("0.7", "70% bereikt")]
    [InlineData("0.9999", "70% bereikt")]
    [InlineData("1", "100% bereikt")]
    [InlineData("1.07", "boven budget")]
    public void a_signal_says_which_threshold_was_passed(string used, string says) => Words.Settlement.Signal(Inkoop.Admin.Show.Parse(used)!.Value).ShouldBe(says);

    [Theory]
    [InlineData("7.4545", 820, 11, "7,45 over 11 waarnemingen")]
    [InlineData("0.55", 55, 10, "0,55 over 10 waarnemingen")]
    [InlineData("0.25", 3, 12, "3 van 12")]
    [InlineData("0.3333", 1, 3, "1 van 3")]
    [InlineData("", 0, 0, "0 van 0")]
    public void a_mean_is_shown_as_its_value(string value, long numerator, long denominator, string says) => Corrections.Counted(value, numerator, denominator).ShouldBe(says);

    [Fact]
    public void what_cannot_be_settled_has_no_amount_and_no_saving_anywhere()
    {
        var reply = new WhatIfReply
        {
            Outcomes = { new ScenarioOutcome { TotalCents = 94_637_004 }, new ScenarioOutcome { WithoutAmount = true, NotSettledCode = "settled_after_the_year" }, new ScenarioOutcome { TotalCents = 100 } },
            Cells = { new WhatIfCell { Cents = { 94_637_004, 0, 100 }, DifferenceCents = { 0, -94_637_004, -94_636_904 } } },
        };
        (WhatIfAmounts.Total(reply, 1), WhatIfAmounts.Difference(reply, 1), WhatIfAmounts.Of(reply, reply.Cells[0], 1), WhatIfAmounts.DifferenceOf(reply, reply.Cells[0], 1)).ShouldBe((null, null, null, null));
        (WhatIfAmounts.Total(reply, 2), WhatIfAmounts.DifferenceOf(reply, reply.Cells[0], 2)).ShouldBe((100, -94_636_904));

        reply.Outcomes[0].WithoutAmount = true;
        (WhatIfAmounts.Total(reply, 2), WhatIfAmounts.Difference(reply, 2), WhatIfAmounts.DifferenceOf(reply, reply.Cells[0], 2)).ShouldBe((100, null, null));
    }

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.NonPublic).Where(field => field.IsLiteral && field.FieldType == typeof(string)).Select(field => (string)field.GetRawConstantValue()!);
}
