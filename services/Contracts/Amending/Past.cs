namespace Inkoop.Contracts.Amending;

/// <summary>Days, both counted in, on which something has one value.</summary>
public readonly record struct Stretch(DateOnly First, DateOnly Last, long Value);

/// <summary>Compares what held before a day, however it was written down.</summary>
public static class Past
{
    /// <summary>Every day before <paramref name="from"/> has the same value in both, or none in both.</summary>
    public static bool Same(IEnumerable<Stretch> left, IEnumerable<Stretch> right, DateOnly from) =>
        Before(left, from).SequenceEqual(Before(right, from));

    /// <summary>The stretches cut off at <paramref name="from"/>, neighbours of one value joined; by first day.</summary>
    public static IReadOnlyList<Stretch> Before(IEnumerable<Stretch> stretches, DateOnly from)
    {
        var result = new List<Stretch>();
        foreach (var stretch in stretches.Where(stretch => stretch.First < from && stretch.First <= stretch.Last).OrderBy(stretch => stretch.First))
        {
            var cut = stretch.Last < from ? stretch : stretch with { Last = from.AddDays(-1) };
            if (result.Count > 0 && result[^1] is var last && last.Value == cut.Value && last.Last.AddDays(1) >= cut.First)
                result[^1] = last with { Last = cut.Last > last.Last ? cut.Last : last.Last };
            else
                result.Add(cut);
        }
        return result;
    }
}
