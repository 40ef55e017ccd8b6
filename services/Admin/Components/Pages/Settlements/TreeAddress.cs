using System.Globalization;

namespace Inkoop.Admin.Components.Pages.Settlements;

/// <summary>Where the parts of a settlement are found: contract, period and the moment that the whole tree is pinned to.</summary>
public sealed record TreeAddress(string ContractId, string From, string Until, string Moment, bool Discount = false)
{
    /// <param name="path">Child by child from the root, such as 0.2.14; empty: the root.</param>
    public string Href(string path) =>
        $"/afrekeningen/{ContractId}/onderbouwing?van={From}&tot={Until}{(Discount ? "&korting=1" : "")}{(Moment.Length > 0 ? "&stand=" + Uri.EscapeDataString(Moment) : "")}{(path.Length > 0 ? "&pad=" + path : "")}";

    public string Settlement => $"/afrekeningen/{ContractId}?van={From}&tot={Until}{(Moment.Length > 0 ? "&stand=" + Uri.EscapeDataString(Moment) : "")}";

    /// <summary>What is not a path leads to the root.</summary>
    public static IReadOnlyList<int> ReadPath(string text)
    {
        var steps = new List<int>();
        if (text.Length == 0)
            return steps;
        foreach (var part in text.Split('.'))
        {
            if (steps.Count == 100 || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var step))
                return [];
            steps.Add(step);
        }
        return steps;
    }
}
