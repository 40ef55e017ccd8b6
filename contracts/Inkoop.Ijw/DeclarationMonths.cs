namespace Inkoop.Ijw;

/// <summary>Whether a declaration comes in its turn (TR318).</summary>
public static class DeclarationMonths
{
    /// <summary>
    /// Who declares every month does not pass over a month with care: a declaration that holds care of one shows that its own was left out (8214).
    /// Months without care may be passed over, and who waits for the end of a quarter declares no month of its own.
    /// </summary>
    /// <param name="earlier">First days of the months that were declared before, the latest first, each once.</param>
    /// <param name="month">First day of the month of this one.</param>
    /// <param name="care">First days of the product periods of its debits.</param>
    public static bool Follows(IReadOnlyList<DateOnly> earlier, DateOnly month, IEnumerable<DateOnly> care) =>
        earlier is not [var last, var before, ..] || before != last.AddMonths(-1) || !care.Any(day => day >= last.AddMonths(1) && day < month);
}
