using Inkoop.Ijw;

namespace Inkoop.Funding;

public static partial class CareFacts
{
    /// <summary>
    /// Measures (maatregelen): every care by itself, and as one what goes on in another municipality without a day between: then a month is paid where it began. A month in which
    /// one ends and another of the same person, product and provider begins is paid once, with the first.
    /// </summary>
    public static IReadOnlyList<Measure> Measures(IEnumerable<Care> care) =>
    [
        .. care
            .GroupBy(one => (one.ClientId, one.ProductId, one.ProviderCode))
            .SelectMany(same => Once([.. same.OrderBy(one => one.From).ThenBy(one => one.CareId)]))
            .OrderBy(measure => measure.StartsOn).ThenBy(measure => measure.MeasureId, StringComparer.Ordinal),
    ];

    private static IEnumerable<Measure> Once(List<Care> care)
    {
        var paid = new HashSet<DateOnly>();
        var isOpen = false;
        foreach (var chain in Elsewhere(care))
        {
            var (from, until) = (chain[0].From, chain[^1].Until);
            var months = until is { } end ? MonthTariffs.Months(from, end).ToList() : [];
            IReadOnlyList<DateOnly> before = isOpen ? months : [.. months.Where(paid.Contains)];
            for (var i = 0; i < chain.Count; i++)
                yield return new Measure
                {
                    EventId = chain[i].EventId,
                    RecordedAt = chain[i].RecordedAt,
                    MeasureId = chain[i].CareId.ToString(),
                    ProductId = chain[i].ProductId,
                    ProviderCode = chain[i].ProviderCode,
                    MunicipalityCode = chain[i].MunicipalityCode,
                    StartsOn = from,
                    EndsOn = until,
                    PaysFrom = i == 0 ? null : chain[i].From,
                    PaysUntil = i + 1 < chain.Count ? chain[i + 1].From.AddDays(-1) : null,
                    PaidBefore = before,
                };
            paid.UnionWith(months);
            isOpen |= until is null;
        }
    }

    private static IEnumerable<List<Care>> Elsewhere(List<Care> care)
    {
        for (var i = 0; i < care.Count;)
        {
            var chain = new List<Care> { care[i] };
            for (i++; i < care.Count && GoesOn(chain[^1], care[i]); i++) chain.Add(care[i]);
            yield return chain;
        }
    }

    private static bool GoesOn(Care before, Care next) => before.MunicipalityCode != next.MunicipalityCode
        && before.Until is { } until && next.From <= until.AddDays(1) && (next.Until is null || next.Until >= until);
}
