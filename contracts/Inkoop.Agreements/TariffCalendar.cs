using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Agreements;

/// <summary>Tariffs (tarieven) over time: at most one on a day. An open tariff runs to the end of the contract.</summary>
public static class TariffCalendar
{
    public static TariffTerm? On(IReadOnlyList<TariffTerm> tariffs, DateOnly day, DateOnly contractEnd) =>
        tariffs.FirstOrDefault(tariff => tariff.Holds(day, contractEnd));

    /// <summary>
    /// The tariffs when <paramref name="rateE8"/> holds from <paramref name="from"/>. The tariff of that day ends the day before, and the new one lasts
    /// as long as that one would have: a later tariff that was agreed already stays. Days before <paramref name="from"/> keep their tariff.
    /// Where no tariff held that day, the new one fills the gap up to the next tariff.
    /// </summary>
    /// <exception cref="Refused">The rate is what it was already (tariff_unchanged).</exception>
    public static IReadOnlyList<TariffTerm> Change(IReadOnlyList<TariffTerm> tariffs, DateOnly from, long rateE8, DateOnly contractEnd)
    {
        var current = On(tariffs, from, contractEnd);
        if (current is not null && current.RateE8 == rateE8)
            throw new Refused("tariff_unchanged", "Dit tarief geldt op die dag al.");

        var fresh = new TariffTerm { ValidFrom = from, ValidUntil = current is null ? DayBeforeNext(tariffs, from) : current.ValidUntil, RateE8 = rateE8 };
        var result = new List<TariffTerm>(tariffs.Count + 1);
        foreach (var tariff in tariffs)
        {
            if (!ReferenceEquals(tariff, current)) result.Add(tariff);
            else if (tariff.ValidFrom < from) result.Add(tariff with { ValidUntil = from.AddDays(-1) });
        }
        result.Add(fresh);
        result.Sort((left, right) => left.ValidFrom.CompareTo(right.ValidFrom));
        return result;
    }

    /// <summary>Two neighbours that hold on one day, as positions in <paramref name="tariffs"/>; the second is the later one. Empty when every day has at most one tariff.</summary>
    public static IEnumerable<(int First, int Second)> Overlaps(IReadOnlyList<TariffTerm> tariffs, DateOnly contractEnd)
    {
        var order = Enumerable.Range(0, tariffs.Count).OrderBy(i => tariffs[i].ValidFrom).ToList();
        for (var i = 1; i < order.Count; i++)
            if ((tariffs[order[i - 1]].ValidUntil ?? contractEnd) >= tariffs[order[i]].ValidFrom)
                yield return (order[i - 1], order[i]);
    }

    private static DateOnly? DayBeforeNext(IReadOnlyList<TariffTerm> tariffs, DateOnly from) =>
        tariffs.Where(tariff => tariff.ValidFrom > from).Select(tariff => (DateOnly?)tariff.ValidFrom).Min()?.AddDays(-1);
}
