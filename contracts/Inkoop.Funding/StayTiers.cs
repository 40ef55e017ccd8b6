using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>
/// Stay-length tiers (verblijfsduurprikkel): the longer the stay, the lower the day tariff. Days are counted from the arrival and run on through periods and
/// through a move of the client; the day of departure does not count. What a calendar month comes to is rounded once.
/// </summary>
public static class StayTiers
{
    /// <summary>How many of <paramref name="days"/> days from day number <paramref name="firstDay"/> of the stay (1 is the day of arrival) fall in each tier.</summary>
    public static IEnumerable<(StayTier Tier, int Days)> Days(IReadOnlyList<StayTier> tiers, int firstDay, int days)
    {
        var last = firstDay + days - 1;
        var from = 1;
        foreach (var tier in tiers)
        {
            var until = tier.UpToDay ?? int.MaxValue;
            var count = Math.Min(until, last) - Math.Max(from, firstDay) + 1;
            if (count > 0) yield return (tier, count);
            if (tier.UpToDay is null) yield break;
            from = until + 1;
        }
    }

    public static IReadOnlyList<(Explained Amount, IReadOnlyList<Payable> Payables, IReadOnlyList<SettledPart> Parts)> Settle(PriceTimesQuantityTerms terms, IReadOnlyList<Stay> stays, Period period, Stress stress)
    {
        var prices = terms.Stays.ToDictionary(price => price.ProductId);
        return
        [
            .. stays
                .Where(stay => prices.ContainsKey(stay.ProductId))
                .OrderBy(stay => stay.StayId, StringComparer.Ordinal)
                .Select(stay => Settle(terms, prices[stay.ProductId], stay, period, stress))
                .Where(stay => stay.Amount.Children.Count > 0),
        ];
    }

    private static (Explained Amount, IReadOnlyList<Payable> Payables, IReadOnlyList<SettledPart> Parts) Settle(PriceTimesQuantityTerms terms, StayPrice price, Stay stay, Period period, Stress stress)
    {
        var payers = stay.Payers.OrderBy(payer => payer.From).ToList();
        var parts = new List<Explained>();
        var payables = new List<Payable>();
        var counted = new List<SettledPart>();
        for (var i = 0; i < payers.Count; i++)
        {
            // The first payer answers from the arrival, whatever day was recorded.
            var from = Dates.Latest(period.From, i == 0 ? stay.ArrivedOn : Dates.Latest(payers[i].From, stay.ArrivedOn));
            var until = Dates.Earliest(period.Until, stay.DepartedOn?.AddDays(-1) ?? DateOnly.MaxValue);
            if (i + 1 < payers.Count) until = Dates.Earliest(until, payers[i + 1].From.AddDays(-1));
            if (from > until) continue;

            var months = Months(from, until)
                .Select(month => (month.From, Days: month.Until.DayNumber - month.From.DayNumber + 1, Amount: Month(terms, price, stay, month.From, month.Until, stress)))
                .ToList();
            var amount = Explained.Sum($"Gemeente {payers[i].MunicipalityCode}, {from:yyyy-MM-dd}/{until:yyyy-MM-dd}", months.Select(month => month.Amount));
            parts.Add(amount);
            payables.Add(new Payable($"stay/{stay.StayId}/{payers[i].MunicipalityCode}/{from:yyyy-MM-dd}", payers[i].MunicipalityCode, stay.ProviderCode, amount.Cents));
            counted.AddRange(months.Select(month => new SettledPart(stay.ProductId, payers[i].MunicipalityCode, month.Amount.Title, "", month.Days, month.Amount.Cents, 0)));
        }
        return (Explained.Sum($"Verblijf {stay.StayId}", parts, terms.Article) with { OfOneClient = true }, payables, counted);
    }

    // Rounded once for each calendar month, whatever tiers fall in it: so that months, quarters and years of one stay add up to the cent.
    private static Explained Month(PriceTimesQuantityTerms terms, StayPrice price, Stay stay, DateOnly from, DateOnly until, Stress stress) =>
        Explained.RoundedOnce($"{from:yyyy-MM}", Days(price.Tiers, from.DayNumber - stay.ArrivedOn.DayNumber + 1, until.DayNumber - from.DayNumber + 1)
            .Select(part => Explained.Leaf(part.Tier.UpToDay is { } end ? $"Tot en met dag {end}" : "Daarna", PayRules.StayTier, terms.Article,
                new("days", stress.Youths * part.Days, EventId: stay.EventId), new("tariff_eur", part.Tier.EuroPerDay * stress.Price))), terms.Article);

    private static IEnumerable<(DateOnly From, DateOnly Until)> Months(DateOnly from, DateOnly until)
    {
        for (var start = from; start <= until;)
        {
            var end = Dates.Earliest(new DateOnly(start.Year, start.Month, DateTime.DaysInMonth(start.Year, start.Month)), until);
            yield return (start, end);
            if (end == DateOnly.MaxValue) yield break;
            start = end.AddDays(1);
        }
    }
}
