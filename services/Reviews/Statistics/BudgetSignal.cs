namespace Inkoop.Reviews.Statistics;

/// <summary>How much of a year's budget (bestedingsruimte) is used. At 70% the buyer must warn in writing (contractstandaard 1.5).</summary>
public static class BudgetSignal
{
    public readonly record struct Use(decimal? Share, bool Signal);

    /// <param name="yearBudgetCents">Null or 0: no budget was agreed, so there is no share and no signal.</param>
    /// <param name="producedCents">Of the year up to and with the quarter; below 0 when credits outweigh.</param>
    public static Use Of(long? yearBudgetCents, long producedCents) =>
        yearBudgetCents is not { } budget || budget <= 0
            ? new Use(null, false)
            : new Use((decimal)producedCents / budget, (Int128)producedCents * 10 >= (Int128)budget * 7);
}
