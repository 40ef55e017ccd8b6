using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Contracts.Settlements;

/// <summary>An explanation as it crosses the wire.</summary>
public static class ExplainedWire
{
    public static Explanation ToWire(Explained node)
    {
        var wire = new Explanation
        {
            Title = node.Title,
            Rule = node.Rule,
            Source = node.Source,
            AmountCents = node.Cents,
            EventId = node.EventId?.ToString() ?? "",
        };
        if (node.Children.Count == 0 || node.Rounding != RoundingStep.None)
        {
            wire.UnroundedEur = (node.Unrounded / 100).ToString();
            wire.Rounding = Words(node.Rounding);
        }
        wire.Inputs.AddRange(node.Inputs.Select(input => new ExplanationInput { Name = input.Name, Value = input.Value }));
        wire.Children.AddRange(node.Children.Select(ToWire));
        return wire;
    }

    private static string Words(RoundingStep step) => step switch
    {
        RoundingStep.None => "Geen: het zijn hele centen.",
        RoundingStep.HalfAwayFromZero => "Eén keer afgerond op centen, een halve cent van nul af.",
        RoundingStep.LargestRemainder => "Samen afgerond met de andere delen (grootste rest), zodat zij optellen.",
        _ => "Deel van een prijs; alle delen samen zijn de prijs (grootste rest).",
    };
}
