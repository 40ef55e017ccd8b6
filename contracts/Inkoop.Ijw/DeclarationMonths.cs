namespace Inkoop.Ijw;

/// <summary>Whether a declaration comes in its turn (TR318, IV090).</summary>
public static class DeclarationMonths
{
    /// <summary>
    /// A declaration is of the month of the one before it or of the next, never of an earlier one. Months may be passed over when no care was
    /// given in them; care of such a month that is declared now shows that its declaration was left out. False leads to 8214.
    /// </summary>
    /// <param name="previous">First day of the month of the latest declaration that was let in; null when this is the first.</param>
    /// <param name="month">First day of the month of this one.</param>
    /// <param name="care">First days of the product periods of its debits.</param>
    public static bool Follows(DateOnly? previous, DateOnly month, IEnumerable<DateOnly> care) =>
        previous is not { } last || last == month || (last < month && !care.Any(day => day >= last.AddMonths(1) && day < month));
}
