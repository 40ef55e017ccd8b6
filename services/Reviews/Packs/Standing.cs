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
        ["trajectories"] = ["parts_reached"],
    };

    public static IEnumerable<LotStanding> Lots(IEnumerable<StandingRow> rows) =>
        rows.GroupBy(row => row.LotId).OrderBy(lot => lot.Key, StringComparer.Ordinal).Select(lot =>
        {
            var hidden = lot.Where(row => countsYouths.ContainsKey(row.Mark) && row.Value is > 0 and < Pack.FewestClients)
                .SelectMany(row => countsYouths[row.Mark].Append(row.Mark)).ToHashSet(StringComparer.Ordinal);
            var standing = new LotStanding { LotId = lot.Key, Name = lot.First().LotName, FundingModel = lot.First().FundingModel };
            standing.Marks.AddRange(lot.OrderBy(row => row.Mark, StringComparer.Ordinal).Select(row => hidden.Contains(row.Mark)
                ? new Mark { Name = row.Mark, Suppressed = true }
                : new Mark { Name = row.Mark, Value = row.Value }));
            return standing;
        });
}
