namespace Inkoop.Demo.Plan;

/// <summary>A line that one side does not agree with: too much, so the region holds that part back, or too little, so the provider claims it.</summary>
public sealed record PlannedDispute(PlannedDeclaration Declaration, PlannedLine Line, bool IsClaim, long Cents, string Reason, string Evidence);

/// <summary>One dispute of each kind, about lines that were declared in the last months.</summary>
public static class DisputePlanning
{
    private const long Cents = 12_50;

    public static IReadOnlyList<PlannedDispute> Disputes(IReadOnlyList<PlannedContract> contracts, IReadOnlyList<PlannedDeclaration> declarations)
    {
        var lines = declarations.OrderByDescending(declaration => declaration.Month).ThenBy(declaration => declaration.AgbCode, StringComparer.Ordinal)
            .SelectMany(declaration => declaration.Lines.Where(line => IsPayable(contracts, line)).Select(line => (declaration, line)))
            .DistinctBy(pair => pair.line.ContractIndex).Take(2).ToList();
        return lines is not [var first, var second] ? [] :
        [
            new PlannedDispute(first.declaration, first.line, false, Cents, "Er is minder tijd geleverd dan gedeclareerd.", "Verslag van de controle"),
            new PlannedDispute(second.declaration, second.line, true, 2 * Cents, "De reistijd is niet meegenomen.", "Urenstaat"),
        ];
    }

    private static bool IsPayable(IReadOnlyList<PlannedContract> contracts, PlannedLine line) =>
        line is { Credit: false, RejectedFor: "" } && line.AmountCents > 2 * Cents && contracts[line.ContractIndex].Arrangement == Arrangement.Plain;
}
