using Inkoop.Funding;

namespace Inkoop.Money.Payments;

/// <summary>Pages of a year before a merger (herindeling) name the municipalities that were (P12), while what was paid after it was paid by the one that they became part of.
/// What that one paid is set against what it owed itself, then against what the others owed, by code; what is more stays with it.</summary>
public static class ThoseThatWere
{
    /// <param name="amounts">What was paid or held back, by whom it was then.</param>
    /// <param name="due">What was owed in the year, by those that were.</param>
    /// <param name="today">The day on which the heirs pay.</param>
    public static IReadOnlyList<LotAmount> Of(IReadOnlyList<LotAmount> amounts, IReadOnlyList<LotAmount> due, IReadOnlyList<Merger> mergers, DateOnly today)
    {
        if (mergers.Count == 0) return amounts;
        var owed = due.ToLookup(line => Group(line, mergers, today));
        return [.. amounts.GroupBy(line => Group(line, mergers, today)).SelectMany(same => Divide([.. same], [.. owed[same.Key]], same.Key.MunicipalityCode))];
    }

    private static IEnumerable<LotAmount> Divide(IReadOnlyList<LotAmount> amounts, IReadOnlyList<LotAmount> owed, string heir)
    {
        var byHeir = amounts.Where(line => line.MunicipalityCode == heir).ToList();
        var others = amounts.Where(line => line.MunicipalityCode != heir).ToList();
        if (byHeir.Count == 0 || owed.All(line => line.MunicipalityCode == heir)) return amounts;
        var left = byHeir.Sum(line => line.Cents);
        var result = new List<LotAmount>(others);
        foreach (var line in owed.GroupBy(line => line with { Cents = 0 }).Select(same => same.Key with { Cents = same.Sum(line => line.Cents) })
            .OrderBy(line => line.MunicipalityCode == heir ? 0 : 1).ThenBy(line => line.MunicipalityCode, StringComparer.Ordinal))
        {
            var open = line.Cents - others.Where(other => other.MunicipalityCode == line.MunicipalityCode).Sum(other => other.Cents);
            // Money that goes the other way is no part of what is owed.
            var taken = Math.Sign(open) == Math.Sign(left) ? Math.Sign(left) * Math.Min(Math.Abs(open), Math.Abs(left)) : 0;
            if (taken != 0) result.Add(line with { Cents = taken });
            left -= taken;
        }
        if (left != 0) result.Add(byHeir[0] with { Cents = left });
        return result;
    }

    private static LotAmount Group(LotAmount line, IReadOnlyList<Merger> mergers, DateOnly today)
    {
        var (key, code) = RunLines.Heir(line.Key, line.MunicipalityCode, mergers, today);
        return line with { Key = key, MunicipalityCode = code, Cents = 0 };
    }
}
