using Inkoop.Funding;

namespace Inkoop.Money.Payments;

/// <summary>The discount for breach (korting) as it is due: it comes off for the municipalities that bear the lot, from the day that the breach was found.</summary>
public static class DiscountDue
{
    public static bool IsKey(string key) => key.StartsWith("breach/", StringComparison.Ordinal);

    /// <param name="cents">Of the year until now; negative.</param>
    /// <param name="paid">Taken off before, in runs that count.</param>
    public static IReadOnlyList<LotAmount> Of(LotToPay lot, int year, long cents, IReadOnlyList<KeyPart> key, IReadOnlyList<LotAmount> paid)
    {
        // Who is in care changes every day; a discount that was taken is not moved between municipalities for it.
        if (cents == paid.Sum(line => line.Cents)) return paid;
        return
        [
            .. Split.Cents(cents, key).Where(part => part.Value != 0).OrderBy(part => part.Key, StringComparer.Ordinal)
                .Select(part => new LotAmount(lot.LotId, $"breach/{lot.LotId}/{year}/{part.Key}", part.Key, lot.ProviderCode, part.Value)),
        ];
    }
}
