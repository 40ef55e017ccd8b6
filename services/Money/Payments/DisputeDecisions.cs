using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money.Payments;

/// <summary>When an amount may be disputed (betwist) and how that ends. What is too much is held back while the dispute is open; found right (upheld) it goes on being held until the
/// amount itself changes, because the provider credits the line or it is settled otherwise; found wrong (dismissed) it is payable again. What is too little stands as a claim
/// (geclaimd) that changes no payment; it is agreed on, which says what correction follows, or dismissed.</summary>
public static class DisputeDecisions
{
    public const string Open = "open";
    public const string Upheld = "upheld";
    public const string Dismissed = "dismissed";
    public const string Agreed = "agreed";

    public const string TooMuch = "too_much";
    public const string TooLittle = "too_little";

    /// <summary>More than any contract is worth, in cents.</summary>
    public const long Most = 1_000_000_000_000;

    /// <summary>What is said, or else what that side would say: a provider that there is too little, anybody else that there is too much.</summary>
    /// <exception cref="Invalid">Only a provider says that it got too little.</exception>
    public static string DirectionOf(DisputeDirection asked, bool byProvider) => asked switch
    {
        DisputeDirection.TooMuch => TooMuch,
        DisputeDirection.TooLittle when byProvider => TooLittle,
        DisputeDirection.TooLittle => throw new Invalid("direction", "not_the_provider", "Dat er te weinig is afgerekend, zegt de aanbieder zelf."),
        _ => byProvider ? TooLittle : TooMuch,
    };

    /// <param name="amountCents">What is due for the key and municipality now, with its credits.</param>
    /// <param name="heldCents">What earlier disputes of it that were found right still hold.</param>
    /// <param name="hasOpen">One dispute at a time.</param>
    /// <exception cref="Invalid">There is no such amount (amount_unknown), or less than that is left to dispute (out_of_range).</exception>
    /// <exception cref="Refused">It is disputed already (dispute_open).</exception>
    public static void OpenOn(long amountCents, long heldCents, long disputedCents, bool hasOpen)
    {
        if (hasOpen) throw new Refused("dispute_open", "Over dit bedrag loopt al een betwisting; die moet eerst zijn afgehandeld.");
        if (amountCents - heldCents <= 0) throw Unknown();
        if (disputedCents > amountCents - heldCents)
            throw new Invalid("disputed_cents", "out_of_range", $"Hoogstens het bedrag zelf: {(amountCents - heldCents).ToString(System.Globalization.CultureInfo.InvariantCulture)} cent.");
    }

    /// <summary>A claim rests on an amount that is or was due, whatever it is by now; how much is missing is for the provider to say.</summary>
    /// <param name="isKnown">Something is or was due under the key by the municipality.</param>
    /// <exception cref="Invalid">There is no such amount (amount_unknown).</exception>
    /// <exception cref="Refused">It is claimed already (dispute_open).</exception>
    public static void ClaimOn(bool isKnown, bool hasOpen)
    {
        if (hasOpen) throw new Refused("dispute_open", "Over dit bedrag loopt al een claim; die moet eerst zijn afgehandeld.");
        if (!isKnown) throw Unknown();
    }

    /// <exception cref="Refused">It was resolved before.</exception>
    /// <exception cref="Invalid">This is no answer to a dispute of its direction.</exception>
    public static void Resolve(string status, string direction = TooMuch, DisputeResolution resolution = DisputeResolution.Dismissed)
    {
        if (status != Open) throw new Refused("dispute_resolved", "Deze betwisting is al afgehandeld.");
        if (direction == TooMuch && resolution == DisputeResolution.Agreed)
            throw new Invalid("resolution", "not_of_direction", "Over te veel wordt besloten met terecht of ongegrond.");
        if (direction == TooLittle && resolution == DisputeResolution.Upheld)
            throw new Invalid("resolution", "not_of_direction", "Een claim wordt overeengekomen of afgewezen.");
    }

    /// <summary>What is agreed on is whole: which correction follows, with whom, and how much when it is an amount.</summary>
    /// <exception cref="Invalid">Something is missing, or more was agreed than was claimed.</exception>
    public static void Agree(ResolveDisputeRequest request, long claimedCents)
    {
        var check = new Check();
        check.That(request.Correction != DisputeCorrection.Unspecified, "correction", "required", "Kies welke correctie volgt.");
        check.Text(request.AgreedWith, "agreed_with", 1, 200);
        check.That(request.Correction == DisputeCorrection.Amount || request.AgreedCents == 0, "agreed_cents", "not_of_correction", "Een bedrag hoort alleen bij een overeengekomen bedrag.");
        check.That(request.Correction != DisputeCorrection.Amount || (request.AgreedCents > 0 && request.AgreedCents <= claimedCents), "agreed_cents", "out_of_range",
            "Het overeengekomen bedrag is groter dan nul en hoogstens wat er geclaimd is.");
        check.ThrowIfAny();
    }

    private static Invalid Unknown() => new("key", "amount_unknown", "Er is onder dit kenmerk voor deze gemeente niets te betwisten.");
}
