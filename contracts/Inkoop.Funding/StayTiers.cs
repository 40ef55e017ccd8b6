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

    /// <summary>One amount for each stretch of a stay that began with care of its own, named by that care: two municipalities of one stay share no name.</summary>
    public static IReadOnlyList<(Explained Amount, IReadOnlyList<Payable> Payables, IReadOnlyList<SettledPart> Parts)> Settle(PriceTimesQuantityTerms terms, IReadOnlyList<Stay> stays, Period period, Stress stress)
    {
        var prices = terms.Stays.ToDictionary(price => price.ProductId);
        return
        [
            .. stays
                .Where(stay => prices.ContainsKey(stay.ProductId))
                .SelectMany(stay => Nights(stay, period)
                    .GroupBy(nights => nights.Payer.Care?.CareId.ToString() ?? stay.StayId)
                    .Select(own => (Name: own.Key, Settled: Settle(terms, prices[stay.ProductId], stay, own.Key, [.. own], period, stress))))
                .OrderBy(own => own.Name, StringComparer.Ordinal)
                .Select(own => own.Settled),
        ];
    }

    /// <summary>Nights in a row that one municipality pays, within the period; both days counted.</summary>
    private sealed record PaidNights(PayerFrom Payer, DateOnly From, DateOnly Until);

    private static IEnumerable<PaidNights> Nights(Stay stay, Period period)
    {
        var payers = stay.Payers.OrderBy(payer => payer.From).ToList();
        for (var i = 0; i < payers.Count; i++)
        {
            // The first payer answers from the arrival, whatever day was recorded.
            var from = Dates.Latest(period.From, i == 0 ? stay.ArrivedOn : Dates.Latest(payers[i].From, stay.ArrivedOn));
            var until = Dates.Earliest(period.Until, stay.DepartedOn?.AddDays(-1) ?? DateOnly.MaxValue);
            if (i + 1 < payers.Count) until = Dates.Earliest(until, payers[i + 1].From.AddDays(-1));
            if (from <= until) yield return new PaidNights(payers[i], from, until);
        }
    }

    private static (Explained Amount, IReadOnlyList<Payable> Payables, IReadOnlyList<SettledPart> Parts) Settle(
        PriceTimesQuantityTerms terms, StayPrice price, Stay stay, string name, IReadOnlyList<PaidNights> own, Period period, Stress stress)
    {
        var parts = new List<Explained>();
        var payables = new List<Payable>();
        var counted = new List<SettledPart>();
        foreach (var nights in own)
        {
            var municipality = nights.Payer.MunicipalityCode;
            var months = Months(nights.From, nights.Until)
                .Select(month => (month.From, Days: month.Until.DayNumber - month.From.DayNumber + 1, Amount: Month(terms, price, stay, nights.Payer, month.From, month.Until, period, stress)))
                .ToList();
            var amount = Explained.Sum($"Gemeente {municipality}, {nights.From:yyyy-MM-dd}/{nights.Until:yyyy-MM-dd}", months.Select(month => month.Amount));
            parts.Add(amount);
            payables.Add(new Payable($"stay/{name}/{municipality}/{nights.From:yyyy-MM-dd}", municipality, stay.ProviderCode, amount.Cents));
            counted.AddRange(months.Select(month => new SettledPart(stay.ProductId, municipality, month.Amount.Title, "", month.Days, month.Amount.Cents, 0)));
        }
        return (Explained.Sum($"Verblijf {name}", parts, terms.Article) with { OfOneClient = true }, payables, counted);
    }

    // Rounded once for each calendar month, whatever tiers and municipalities fall in it: so that months, quarters and years of one stay add up to the cent. Where a client moved
    // within the month, a part is what the month comes to until its end less what it came to before.
    private static Explained Month(PriceTimesQuantityTerms terms, StayPrice price, Stay stay, PayerFrom payer, DateOnly from, DateOnly until, Period period, Stress stress)
    {
        var first = Dates.Latest(new DateOnly(from.Year, from.Month, 1), stay.ArrivedOn, period.From);
        var before = first == from ? 0 : Worth(price, stay, first, from.AddDays(-1), stress).ToCents();
        var cents = Worth(price, stay, first, until, stress).ToCents() - before;
        return Explained.RoundedTo($"{from:yyyy-MM}", cents, Parts(price, stay, from, until)
            .Select(part => Explained.Leaf(part.Tier.UpToDay is { } end ? $"Tot en met dag {end}" : "Daarna", PayRules.StayTier, terms.Article,
                new("days", stress.Youths * part.Days, EventId: payer.Care?.EventId ?? stay.EventId), new("tariff_eur", part.Tier.EuroPerDay * stress.Price))), terms.Article);
    }

    private static IEnumerable<(StayTier Tier, int Days)> Parts(StayPrice price, Stay stay, DateOnly from, DateOnly until) =>
        Days(price.Tiers, from.DayNumber - stay.ArrivedOn.DayNumber + 1, until.DayNumber - from.DayNumber + 1);

    /// <summary>Cents, exact.</summary>
    private static Fraction Worth(StayPrice price, Stay stay, DateOnly from, DateOnly until, Stress stress) =>
        Parts(price, stay, from, until).Aggregate(Fraction.Zero, (sum, part) => sum + (stress.Youths * part.Days * part.Tier.EuroPerDay * stress.Price * 100));

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
