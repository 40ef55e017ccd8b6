using System.Globalization;
using Inkoop.Texts;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Output;

/// <summary>Rules, inputs and findings of a settlement (afrekening) in words beside their stable names, which stand in the document of --json.</summary>
internal static class ExplainedText
{
    public static string Rule(string rule) => Names.Within(Names.Named("Rule", rule));

    public static string Input(string name) => Names.Within(Names.Named("Input", name));

    public static string Value(ExplanationInput input) => input.Name switch
    {
        "unit" or "tariff_unit" => Show.Unit(input.Value),
        "period" => input.Value.Replace("/", " t/m ", StringComparison.Ordinal),
        "rounding_rule" => Names.Within(Names.Rounding(input.Value)),
        _ when input.Name.EndsWith("_cents", StringComparison.Ordinal) && Cents(input.Value) is { } cents => Show.Euro(cents),
        _ when input.Name.EndsWith("_eur", StringComparison.Ordinal) => "€ " + Show.Decimal(input.Value),
        _ => Show.Decimal(input.Value),
    };

    /// <summary>What a finding is about: an amount, a count or a reference; an id of the product itself says nobody anything.</summary>
    public static string Subject(Finding finding) => finding.Code switch
    {
        "reserve_above_cap" or "execution_cost_above_band" or "execution_cost_below_band" when Cents(finding.Subject) is { } cents => Show.Euro(cents),
        "safety_valve" => Show.Decimal(finding.Subject),
        _ when Guid.TryParse(finding.Subject, out _) => "",
        _ => finding.Subject,
    };

    private static long? Cents(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cents) ? cents : null;
}
