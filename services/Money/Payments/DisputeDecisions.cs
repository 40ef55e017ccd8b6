using Inkoop.Wire.Faults;

namespace Inkoop.Money.Payments;

/// <summary>When an amount may be disputed (betwist) and how that ends. An open dispute holds its part back; found right (upheld) it goes on holding it until the amount itself changes,
/// because the provider credits the line or it is settled otherwise; found wrong (dismissed) the part is payable again.</summary>
public static class DisputeDecisions
{
    public const string Open = "open";
    public const string Upheld = "upheld";
    public const string Dismissed = "dismissed";

    /// <param name="amountCents">What is due for the key and municipality now, with its credits.</param>
    /// <param name="heldCents">What earlier disputes of it that were found right still hold.</param>
    /// <param name="hasOpen">One dispute at a time.</param>
    /// <exception cref="Invalid">There is no such amount (amount_unknown), or less than that is left to dispute (out_of_range).</exception>
    /// <exception cref="Refused">It is disputed already (dispute_open).</exception>
    public static void OpenOn(long amountCents, long heldCents, long disputedCents, bool hasOpen)
    {
        if (hasOpen) throw new Refused("dispute_open", "Over dit bedrag loopt al een betwisting; die moet eerst zijn afgehandeld.");
        if (amountCents - heldCents <= 0) throw new Invalid("key", "amount_unknown", "Er is onder dit kenmerk voor deze gemeente niets te betwisten.");
        if (disputedCents > amountCents - heldCents)
            throw new Invalid("disputed_cents", "out_of_range", $"Hoogstens het bedrag zelf: {(amountCents - heldCents).ToString(System.Globalization.CultureInfo.InvariantCulture)} cent.");
    }

    /// <exception cref="Refused">It was resolved before.</exception>
    public static void Resolve(string status)
    {
        if (status != Open) throw new Refused("dispute_resolved", "Deze betwisting is al afgehandeld.");
    }
}
