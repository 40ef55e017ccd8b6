using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Reviews.Packs;

/// <summary>Where the lots of a contract stand (stand van zaken), as the pack shows it.</summary>
public static class Standing
{
    /// <summary>Counts that can point at a child when they are small, with what would give them away.</summary>
    private static readonly Dictionary<string, string[]> countsYouths = new(StringComparer.Ordinal)
    {
        ["volume"] = ["volume_of_reference_share"],
        ["use"] = ["use_share", "volume_of_reference_share"],
        ["participants"] = ["results", "result_share"],
        ["results"] = ["result_share"],
        ["trajectories"] = ["parts_reached"],
        ["parts_reached"] = [],
    };

    // As one talks about them: what happened, what was agreed, what that means, and then the money. What is not here comes after, by name.
    private static readonly string[] order =
    [
        "volume", "youths", "weighted_youths", "use", "use_share", "participants", "results", "result_share", "trajectories", "parts_reached",
        "reference_volume", "reference_share", "volume_of_reference_share", "valve_share", "valve_open", "not_verified",
        "budget_cents", "granted_cents", "determined_cents", "advanced_cents", "kpi_withheld_cents", "kpi_released_cents",
        "cap_cents", "cap_used_cents", "cap_used_share", "signal_share", "signal_reached", "above_cap_cents", "unpaid_above_cap_cents",
    ];

    public static IEnumerable<LotStanding> Lots(IEnumerable<StandingRow> rows) =>
        rows.GroupBy(row => row.LotId).OrderBy(lot => lot.Key, StringComparer.Ordinal).Select(lot =>
        {
            var hidden = lot.Where(row => countsYouths.ContainsKey(row.Mark) && row.Value is > 0 and < Pack.FewestClients)
                .SelectMany(row => countsYouths[row.Mark].Append(row.Mark)).ToHashSet(StringComparer.Ordinal);
            var standing = new LotStanding { LotId = lot.Key, Name = lot.First().LotName, FundingModel = lot.First().FundingModel };
            standing.Marks.AddRange(lot.OrderBy(row => Place(row.Mark)).ThenBy(row => row.Mark, StringComparer.Ordinal).Select(row => hidden.Contains(row.Mark)
                ? new Mark { Name = row.Mark, Suppressed = true }
                : new Mark { Name = row.Mark, Value = row.Value }));
            return standing;
        });

    private static int Place(string mark) => Array.IndexOf(order, mark) is >= 0 and var at ? at : order.Length;
}
