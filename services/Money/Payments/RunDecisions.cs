using Inkoop.Wire.Faults;

namespace Inkoop.Money.Payments;

/// <summary>What one person may do to a payment run that another made. A run is proposed, approved, paid, reversed; or proposed and dropped. It counts from its approval until it is
/// reversed: nothing of it is proposed again. It is paid from the day that was recorded for it.</summary>
public static class RunDecisions
{
    public const string Proposed = "proposed";
    public const string Approved = "approved";
    public const string Paid = "paid";
    public const string Reversed = "reversed";
    public const string Dropped = "dropped";

    public static bool Counts(string status) => status is Approved or Paid;

    /// <exception cref="Refused">It is not a proposal any more, or the same person proposed it (same_person).</exception>
    public static void Approve(string status, string proposedBy, string person)
    {
        MustBe(status, [Proposed], "run_not_proposed", "Alleen een voorstel kan worden goedgekeurd.");
        MustBeKnown(person);
        if (person == proposedBy) throw new Refused("same_person", "Wie een betaalrun voorstelt, keurt die niet zelf goed. Laat een ander dit doen.");
    }

    /// <param name="agreed">The run pays a correction that this person agreed on.</param>
    /// <exception cref="Refused">It does: an amount that one person agreed on, another lets be paid (same_person).</exception>
    public static void NotWhoAgreed(bool agreed)
    {
        if (agreed) throw new Refused("same_person", "Wie een correctie overeenkomt, keurt de betaalrun die haar betaalt niet goed. Laat een ander dit doen.");
    }

    /// <param name="changed">Numbers of contracts for which something was approved, reversed, disputed or recorded as advance since the proposal, or that were changed themselves.</param>
    /// <exception cref="Refused">The proposal rests on what has changed (proposal_outdated).</exception>
    public static void MustStillStand(IReadOnlyList<string> changed)
    {
        if (changed.Count > 0)
            throw new Refused("proposal_outdated", $"Sinds dit voorstel is er iets goedgekeurd, teruggedraaid, betwist, als voorschot vastgelegd of aan het contract gewijzigd bij {Listed(changed)}. Trek het voorstel in en stel opnieuw voor.");
    }

    /// <exception cref="Refused">It is not a proposal any more.</exception>
    public static void Drop(string status) => MustBe(status, [Proposed], "run_not_proposed", "Alleen een voorstel kan worden ingetrokken.");

    /// <exception cref="Refused">It was not approved, or is paid already.</exception>
    public static void RecordPaid(string status) => MustBe(status, [Approved], "run_not_approved", "Alleen een goedgekeurde betaalrun kan als betaald worden vastgelegd.");

    /// <param name="paidBy">Who recorded that it was paid; null when nobody did, or an earlier version kept it.</param>
    /// <exception cref="Refused">It does not count, or the same person recorded that it was (same_person).</exception>
    public static void Reverse(string status, string? paidBy = null, string person = "")
    {
        MustBe(status, [Approved, Paid], "run_not_approved", "Alleen een goedgekeurde of betaalde betaalrun kan worden teruggedraaid.");
        if (status != Paid || paidBy is null) return;
        MustBeKnown(person);
        if (person == paidBy) throw new Refused("same_person", "Wie een betaalrun als betaald vastlegt, draait die niet zelf terug. Laat een ander dit doen.");
    }

    /// <summary>The day of payment for the books lies between the approval and today.</summary>
    /// <exception cref="Invalid">It does not (in_the_future, before_approval).</exception>
    public static void PaidOn(DateOnly paidOn, DateOnly? approvedOn, DateOnly today)
    {
        if (paidOn > today) throw new Invalid("paid_on", "in_the_future", "Een betaling ligt niet in de toekomst.");
        if (paidOn < approvedOn) throw new Invalid("paid_on", "before_approval", "Een betaalrun wordt niet betaald voordat zij is goedgekeurd.");
    }

    /// <exception cref="Refused">The token names no person: then nobody could tell whether a second one approves.</exception>
    public static void MustBeKnown(string person)
    {
        if (person.Length == 0) throw new Refused("person_unknown", "Uw token noemt geen persoon; betalen vraagt om twee personen.");
    }

    private static void MustBe(string status, ReadOnlySpan<string> expected, string code, string text)
    {
        if (!expected.Contains(status)) throw new Refused(code, text);
    }

    private static string Listed(IReadOnlyList<string> numbers) => numbers.Count <= 5 ? string.Join(", ", numbers) : $"{string.Join(", ", numbers.Take(5))} en {numbers.Count - 5} andere contracten";
}
