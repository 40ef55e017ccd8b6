using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>
/// Month tariffs of certified institutions (gecertificeerde instellingen). A month that the care began in after its first day is not paid; the month that it
/// ended in is paid in full. Care that lies inside one broken month is paid nothing.
/// </summary>
public static class MonthTariffs
{
    private const string Source = "SAP-GI";

    /// <summary>The first days of the months that are paid.</summary>
    public static IEnumerable<DateOnly> Months(DateOnly startsOn, DateOnly endsOn)
    {
        var first = new DateOnly(startsOn.Year, startsOn.Month, 1);
        var last = new DateOnly(endsOn.Year, endsOn.Month, 1);
        // One month: paid only when it is whole.
        if (first == last)
        {
            if (startsOn == first && endsOn == first.AddMonths(1).AddDays(-1)) yield return first;
            yield break;
        }
        for (var month = startsOn == first ? first : first.AddMonths(1); month <= last; month = month.AddMonths(1)) yield return month;
    }

    public static IReadOnlyList<(Explained Amount, Payable Payable, IReadOnlyList<SettledPart> Parts)> Settle(PriceTimesQuantityTerms terms, IReadOnlyList<Measure> measures, Period period, Stress stress)
    {
        var prices = terms.Measures.ToDictionary(price => price.ProductId);
        var result = new List<(Explained, Payable, IReadOnlyList<SettledPart>)>();
        foreach (var measure in measures.Where(measure => prices.ContainsKey(measure.ProductId)).OrderBy(measure => measure.MeasureId, StringComparer.Ordinal))
        {
            var rates = prices[measure.ProductId].Rates;
            // A measure that still runs is paid for the months that are over at the end of the period.
            var end = measure.EndsOn ?? period.Until;
            var months = end < measure.StartsOn ? [] : Months(measure.StartsOn, end)
                .Where(month => period.Holds(month) && !measure.PaidBefore.Contains(month) && !(month < measure.PaysFrom) && !(month > measure.PaysUntil))
                .Select(month => (Month: month, Rate: rates.LastOrDefault(rate => rate.Holds(month))))
                .Where(month => month.Rate is not null)
                .Select(month => Explained.Leaf($"{month.Month:yyyy-MM}", PayRules.MonthTariff, Source,
                    new ExplainedInput("tariff_eur", month.Rate!.Euro * stress.Price * stress.Youths, EventId: measure.EventId)))
                .ToList();
            var amount = Explained.Sum($"Maatregel {measure.MeasureId}", months, Source) with { OfOneClient = true };
            result.Add((amount, new Payable($"measure/{measure.MeasureId}", measure.MunicipalityCode, measure.ProviderCode, amount.Cents),
                [.. months.Select(month => new SettledPart(measure.ProductId, measure.MunicipalityCode, month.Title, "", 1, month.Cents, 0))]));
        }
        return result;
    }
}
