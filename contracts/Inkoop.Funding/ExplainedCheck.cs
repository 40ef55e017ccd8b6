using System.Numerics;

namespace Inkoop.Funding;

/// <summary>Does an explanation again: every leaf from its inputs by its rule, every rounding step, every sum. What comes out is what does not hold; nothing, when all does.</summary>
public static class ExplainedCheck
{
    public static IReadOnlyList<string> Faults(Explained tree)
    {
        var faults = new List<string>();
        if (tree.Rounding == RoundingStep.LargestRemainder) faults.Add($"{tree.Title}: rounded together with nothing.");
        Walk(tree, tree.Title, faults);
        return faults;
    }

    private static void Walk(Explained node, string path, List<string> faults)
    {
        if (node.Children.Count == 0) CheckLeaf(node, path, faults);
        else CheckSum(node, path, faults);

        var distance = (node.Unrounded - node.Cents).Abs();
        var holds = node.Rounding switch
        {
            RoundingStep.None => distance.Sign == 0,
            RoundingStep.HalfAwayFromZero => node.Unrounded.RoundHalfAway() == node.Cents,
            _ => distance < 1,
        };
        if (!holds) faults.Add($"{path}: {node.Unrounded} is not {node.Cents} cents by {node.Rounding}.");
        foreach (var child in node.Children) Walk(child, $"{path} / {child.Title}", faults);
    }

    private static void CheckLeaf(Explained leaf, string path, List<string> faults)
    {
        if (leaf.Rule == PayRules.Sum)
        {
            // An empty sum: nothing to pay.
            if (leaf.Unrounded.Sign != 0) faults.Add($"{path}: a sum of nothing is {leaf.Unrounded}.");
            return;
        }
        var again = PayRules.Compute(leaf.Rule, leaf.Inputs);
        if (again != leaf.Unrounded) faults.Add($"{path}: {leaf.Rule} gives {again}, not {leaf.Unrounded}.");
        if (leaf.Source.Length == 0) faults.Add($"{path}: {leaf.Rule} names no source.");
    }

    private static void CheckSum(Explained node, string path, List<string> faults)
    {
        if (node.Rule != PayRules.Sum) faults.Add($"{path}: has parts but its rule is {node.Rule}.");
        var cents = node.Children.Aggregate(BigInteger.Zero, (sum, child) => sum + child.Cents);
        if (cents != node.Cents) faults.Add($"{path}: the parts make {cents}, not {node.Cents}.");

        var together = node.Children.Count(child => child.Rounding == RoundingStep.LargestRemainder);
        if (together != 0 && together != node.Children.Count) faults.Add($"{path}: some parts are rounded together and some are not.");
        var unrounded = together == 0 ? new Fraction(cents, 1) : node.Children.Aggregate(Fraction.Zero, (sum, child) => sum + child.Unrounded);
        if (unrounded != node.Unrounded) faults.Add($"{path}: the parts make {unrounded} before rounding, not {node.Unrounded}.");
    }
}
