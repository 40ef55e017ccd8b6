using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>Discount for breach (korting bij tekortkoming): a share of a twelfth of the year's budget for every month. Stands beside what was settled, never in it; a run takes
/// it off. A month is discounted once, by the highest share that holds in it, whatever number of breaches last through it.</summary>
public static class Breaches
{
    /// <param name="breaches">Also those that were found before the period: they may last into the months of one that was found in it.</param>
    /// <param name="found">Discounted are those that were found in it.</param>
    public static Explained? Discount(FundingTerms terms, IReadOnlyList<Breach> breaches, Period found)
    {
        var mine = breaches.Where(breach => found.Holds(breach.On)).OrderBy(breach => breach.On).ThenBy(breach => breach.EventId).ToList();
        if (mine.Count == 0) return null;
        var counted = breaches.SelectMany(breach => Enumerable.Range(0, breach.Months).Select(i => (Month: (breach.On.Year * 12) + breach.On.Month + i, Breach: breach)))
            .GroupBy(one => one.Month)
            .Select(month => month.OrderByDescending(one => one.Breach.Share).ThenBy(one => one.Breach.On).ThenBy(one => one.Breach.EventId).First().Breach)
            .GroupBy(breach => breach.EventId).ToDictionary(same => same.Key, same => same.Count());
        return Explained.Sum("Korting wegens tekortkoming", mine.Select(breach => Explained.Leaf(breach.Reason, PayRules.BreachDiscount, terms.Article,
            new("budget_cents", terms.BrokenYear?.AnnualCents ?? terms.BudgetCents), new("months", counted.GetValueOrDefault(breach.EventId), EventId: breach.EventId), new("share", breach.Share))));
    }
}
