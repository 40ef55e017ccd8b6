using System.Globalization;
using System.Text.RegularExpressions;
using Inkoop.Funding;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Money.Settlements;

/// <summary>An explanation as it crosses the wire, with municipalities by name and months in Dutch.</summary>
public static partial class ExplainedWire
{
    private static readonly CultureInfo dutch = CultureInfo.GetCultureInfo("nl-NL");

    /// <param name="depth">How many levels of children go along; those that do not are counted.</param>
    public static Explanation ToWire(Explained node, IReadOnlyDictionary<string, string> names, int depth = int.MaxValue)
    {
        var wire = new Explanation
        {
            Title = Title(node.Title, names),
            Rule = node.Rule,
            Source = node.Source,
            AmountCents = node.Cents,
            EventId = node.Children.Count == 0 ? node.EventId?.ToString() ?? "" : "",
            ChildCount = node.Children.Count,
            PayableKey = node.PayableKey,
            MunicipalityCode = node.PayableMunicipality,
        };
        if (node.Children.Count == 0 || node.Rounding != RoundingStep.None)
        {
            wire.UnroundedEur = (node.Unrounded / 100).ToString();
            wire.Rounding = Words(node.Rounding);
            wire.RoundingStep = WireText.Name(node.Rounding);
        }
        wire.Inputs.AddRange(node.Inputs.Select(input => new ExplanationInput { Name = input.Name, Value = input.Value, EventId = input.EventId?.ToString() ?? "" }));
        if (depth > 0) wire.Children.AddRange(node.Children.Select(child => ToWire(child, names, depth - 1)));
        return wire;
    }

    /// <summary>"Gemeente 0957, 2026-01" becomes "Roermond (0957), januari 2026".</summary>
    public static string Title(string title, IReadOnlyDictionary<string, string> names) => MonthAtEnd().Replace(
        Municipality().Replace(title, found => names.TryGetValue(found.Groups[1].Value, out var name) ? $"{name} ({found.Groups[1].Value})" : found.Value),
        found => found.Groups[1].Value + DateOnly.ParseExact(found.Groups[2].Value + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("MMMM yyyy", dutch));

    private static string Words(RoundingStep step) => step switch
    {
        RoundingStep.None => "Geen: het zijn hele centen.",
        RoundingStep.HalfAwayFromZero => "Eén keer afgerond op centen, een halve cent van nul af.",
        RoundingStep.LargestRemainder => "Samen afgerond met de andere delen (grootste rest), zodat zij optellen.",
        _ => "Deel van een prijs; alle delen samen zijn de prijs (grootste rest).",
    };

    [GeneratedRegex(@"\bGemeente ([0-9]{4})\b")]
    private static partial Regex Municipality();

    [GeneratedRegex("(^|, )([0-9]{4}-(?:0[1-9]|1[0-2]))$")]
    private static partial Regex MonthAtEnd();
}
