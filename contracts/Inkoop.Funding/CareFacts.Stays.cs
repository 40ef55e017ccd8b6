using Inkoop.Ijw;

namespace Inkoop.Funding;

public static partial class CareFacts
{
    /// <summary>Stays (verblijf): what follows on without a day between, of one person, product and provider, is one stay, also when another municipality pays from then on.
    /// The day of departure is the day that the last care stopped.</summary>
    /// <param name="payerOf">Whom a night under this care is counted to; its municipality when none is given.</param>
    public static IReadOnlyList<Stay> Stays(IEnumerable<Care> care, Func<Care, string>? payerOf = null) =>
    [
        .. care
            .GroupBy(one => (one.ClientId, one.ProductId, one.ProviderCode))
            .SelectMany(same => Chains([.. same.OrderBy(one => one.From).ThenBy(one => one.CareId)]))
            .Select(chain => StayOf(chain, payerOf ?? (one => one.MunicipalityCode)))
            .OrderBy(stay => stay.StayId, StringComparer.Ordinal),
    ];

    private static IEnumerable<List<Care>> Chains(List<Care> care)
    {
        for (var i = 0; i < care.Count;)
        {
            var chain = new List<Care> { care[i] };
            var last = care[i].Until;
            // Moved on the day of departure, or the day after the last day of care.
            for (i++; i < care.Count && last is { } end && care[i].From <= end.AddDays(1); i++)
            {
                last = care[i].Until is { } until ? Dates.Latest(until, end) : null;
                chain.Add(care[i]);
            }
            yield return chain;
        }
    }

    private static Stay StayOf(List<Care> chain, Func<Care, string> payerOf)
    {
        var first = chain[0];
        DateOnly? departed = chain.Any(one => one.DepartsOn is null) ? null : chain.Max(one => one.DepartsOn);
        return new Stay
        {
            EventId = first.EventId,
            RecordedAt = first.RecordedAt,
            StayId = first.CareId.ToString(),
            ProductId = first.ProductId,
            ProviderCode = first.ProviderCode,
            Payers = Payers(chain, departed, payerOf),
            ArrivedOn = first.From,
            DepartedOn = departed,
        };
    }

    /// <summary>Who pays each night: the municipality of the care that covers it, of several the one that began last. A night that none covers lies between the stop
    /// in one municipality and the start in the next: the client has left the one, so it is the other's (docs/decisions/0025).</summary>
    private static List<PayerFrom> Payers(List<Care> chain, DateOnly? departed, Func<Care, string> payerOf)
    {
        var payers = new List<PayerFrom>();
        var before = chain[0];
        foreach (var day in chain.Select(one => one.From).Concat(chain.Select(one => one.DepartsOn).OfType<DateOnly>()).Where(day => departed is null || day < departed).Distinct().Order())
        {
            var covering = chain.LastOrDefault(one => one.From <= day && (one.DepartsOn is null || day < one.DepartsOn));
            var next = chain.Find(one => one.From > day);
            var one = covering ?? (next is not null && next.MunicipalityCode != before.MunicipalityCode ? next : before);
            if (payers.Count == 0 && payerOf(one) == payerOf(before)) payers.Add(From(day, before));
            else if (payers.Count == 0 || payers[^1].MunicipalityCode != payerOf(one)) payers.Add(From(day, one));
            before = one;
        }
        return payers.Count > 0 ? payers : [From(before.From, before)];

        PayerFrom From(DateOnly day, Care one) => new(day, payerOf(one), new StretchOf(one.CareId, one.EventId));
    }
}
