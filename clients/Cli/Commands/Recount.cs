using System.Globalization;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Commands;

/// <summary>
/// Adds a settlement up again, apart from the service that made it: parts to the total, every node of the tree from its
/// children, every leaf from its unrounded value. Whoever pays on it need not take the service's word.
/// </summary>
/// <param name="Checked">How many nodes of the tree were added up.</param>
internal sealed record Recount(int Checked, IReadOnlyList<string> Faults)
{
    private const string AsRecorded = "as_recorded";

    public bool AddsUp => Faults.Count == 0;

    public static Recount Of(Settlement settlement)
    {
        var faults = new List<string>();
        Compare("Onderdelen", settlement.Parts.Sum(part => part.AmountCents), settlement.TotalCents, faults);
        if (settlement.Parts.Sum(part => part.LineCount) is var lines && lines != settlement.LineCount)
            faults.Add($"Regels: geteld {lines}, genoemd {settlement.LineCount}.");
        if (settlement.Explanation is not { } root)
            return new Recount(0, faults);
        Compare("Opbouw", root.AmountCents, settlement.TotalCents, faults);
        return new Recount(Count(root, faults), faults);
    }

    private static int Count(Explanation node, List<string> faults)
    {
        if (node.Children.Count == 0)
        {
            CheckLeaf(node, faults);
            return 1;
        }

        var nodes = 1;
        long sum = 0;
        foreach (var child in node.Children)
        {
            nodes += Count(child, faults);
            sum += child.AmountCents;
        }

        Compare(node.Title, sum, node.AmountCents, faults);
        return nodes;
    }

    /// <summary>Rounded once, half away from zero. What was recorded otherwise says so itself and has nothing to be rounded from.</summary>
    private static void CheckLeaf(Explanation leaf, List<string> faults)
    {
        if (leaf.Rule == AsRecorded || leaf.UnroundedEur.Length == 0)
            return;
        if (!decimal.TryParse(leaf.UnroundedEur, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unrounded))
            faults.Add($"{leaf.Title}: het niet-afgeronde bedrag is geen getal.");
        else
            Compare(leaf.Title, (long)decimal.Round(unrounded * 100, MidpointRounding.AwayFromZero), leaf.AmountCents, faults);
    }

    private static void Compare(string what, long counted, long stated, List<string> faults)
    {
        if (counted != stated)
            faults.Add($"{what}: nageteld {Show.Euro(counted)}, genoemd {Show.Euro(stated)}.");
    }
}
