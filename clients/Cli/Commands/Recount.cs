using System.Globalization;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Commands;

/// <summary>
/// Adds a settlement up again, apart from the service that made it: parts and lots to the total, every node of the tree from its
/// children, every leaf from its unrounded value. Whoever pays on it need not take the service's word.
/// </summary>
/// <param name="Checked">How many nodes of the tree were added up.</param>
internal sealed record Recount(int Checked, IReadOnlyList<string> Faults)
{
    public bool AddsUp => Faults.Count == 0;

    public static Recount Of(Settlement settlement)
    {
        var faults = new List<string>();
        Compare("Onderdelen", settlement.Parts.Sum(part => part.AmountCents), settlement.SettledCents, faults);
        if (settlement.Parts.Sum(part => part.LineCount) is var lines && lines != settlement.LineCount)
            faults.Add($"Regels: geteld {lines}, genoemd {settlement.LineCount}.");
        if (settlement.Lots.Count > 0)
        {
            Compare("Percelen", settlement.Lots.Sum(lot => lot.TotalCents), settlement.TotalCents, faults);
            Compare("Percelen, afgerekend", settlement.Lots.Sum(lot => lot.SettledCents), settlement.SettledCents, faults);
        }
        foreach (var lot in settlement.Lots)
            Compare($"Perceel {lot.LotId}", settlement.Parts.Where(part => part.LotId == lot.LotId).Sum(part => part.AmountCents), lot.SettledCents, faults);
        if (settlement.Explanation is not { } root)
            return new Recount(0, faults);
        Compare("Opbouw", root.AmountCents, settlement.TotalCents, faults);
        return new Recount(Count(root, faults), faults);
    }

    /// <summary>A part of a tree, as far down as it was fetched.</summary>
    public static Recount Of(Explanation node)
    {
        var faults = new List<string>();
        return new Recount(Count(node, faults), faults);
    }

    private static int Count(Explanation node, List<string> faults)
    {
        if (node.Children.Count == 0)
        {
            // Its children were not fetched: it is added up when it is opened.
            if (node.ChildCount == 0)
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

    /// <summary>Rounded once, half away from zero; what was rounded together with its neighbours lies less than a cent away, and their sum tells the rest.</summary>
    private static void CheckLeaf(Explanation leaf, List<string> faults)
    {
        if (leaf.UnroundedEur.Length == 0)
            return;
        if (!decimal.TryParse(leaf.UnroundedEur, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unrounded))
            faults.Add($"{leaf.Title}: het niet-afgeronde bedrag is geen getal.");
        else if (leaf.RoundingStep is not ("largest_remainder" or "shared_out"))
            Compare(leaf.Title, (long)decimal.Round(unrounded * 100, MidpointRounding.AwayFromZero), leaf.AmountCents, faults);
        else if (Math.Abs((unrounded * 100) - leaf.AmountCents) >= 1)
            faults.Add($"{leaf.Title}: {Show.Euro(leaf.AmountCents)} ligt een cent of meer van € {Show.Decimal(leaf.UnroundedEur)}.");
    }

    internal static void Compare(string what, long counted, long stated, List<string> faults)
    {
        if (counted != stated)
            faults.Add($"{what}: nageteld {Show.Euro(counted)}, genoemd {Show.Euro(stated)}.");
    }
}
