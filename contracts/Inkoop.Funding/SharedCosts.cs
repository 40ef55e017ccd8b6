namespace Inkoop.Funding;

/// <summary>Cost of a joint project that the municipalities bear together (doorbelasting).</summary>
public static class SharedCosts
{
    /// <summary>Hours times rate up to the agreed limit, divided by a key, to the cent.</summary>
    public static Explained Project(string title, Fraction hours, Fraction rateEuro, long limitCents, IReadOnlyList<KeyPart> key, string source, Guid? eventId = null)
    {
        var cost = ProjectCost(title, hours, rateEuro, limitCents, source, eventId);
        return Split.ByKey(title, cost.Cents, key, source, eventId);
    }

    public static Explained ProjectCost(string title, Fraction hours, Fraction rateEuro, long limitCents, string source, Guid? eventId = null) =>
        Explained.Leaf(title, PayRules.HoursAtRate, source, new("hours", hours, EventId: eventId), new("rate_eur", rateEuro), new("limit_cents", limitCents));

    /// <summary>The rate per hour at which the limit is reached, in euro, rounded to cents.</summary>
    public static Fraction RateAtLimit(long limitCents, Fraction hours) => (limitCents / (Fraction)100 / hours).Round(2);
}

/// <summary>The transformation fund (Transformatiefonds): a yearly sum by the number of youths.</summary>
public static class TransformationFund
{
    /// <summary>Euro per youth, exact.</summary>
    public static Fraction EuroPerYouth(long yearCents, long youths) => new Fraction(yearCents, youths) / 100;

    /// <summary>The years add up to the whole, to the cent.</summary>
    public static Explained Years(IReadOnlyList<(int Year, long Cents)> tranches, string source) =>
        Explained.Sum("Transformatiefonds", tranches.OrderBy(tranche => tranche.Year).Select(tranche =>
            Explained.Leaf($"{tranche.Year}", PayRules.Recorded, source, new ExplainedInput("amount_cents", tranche.Cents))), source);

    /// <summary>How many youths a national sum implies at the rate of this region.</summary>
    public static Fraction ImpliedYouths(long nationalCents, long yearCents, long youths) => nationalCents / (Fraction)100 / EuroPerYouth(yearCents, youths);
}
