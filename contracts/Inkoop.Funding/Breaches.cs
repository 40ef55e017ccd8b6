namespace Inkoop.Funding;

/// <summary>Discount for breach (korting bij tekortkoming): a share of a twelfth of the year's budget for every month. Stands beside what is still to pay, never in it.</summary>
public static class Breaches
{
    public static Explained? Discount(FundingTerms terms, IReadOnlyList<Breach> breaches) =>
        breaches.Count == 0 ? null : Explained.Sum("Korting wegens tekortkoming", breaches
            .OrderBy(breach => breach.EventId)
            .Select(breach => Explained.Leaf(breach.Reason, PayRules.BreachDiscount, terms.Article,
                new("budget_cents", terms.BrokenYear?.AnnualCents ?? terms.BudgetCents), new("months", breach.Months, EventId: breach.EventId), new("share", breach.Share))));
}
