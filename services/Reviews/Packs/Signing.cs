using Inkoop.Platform;
using Inkoop.Wire;

namespace Inkoop.Reviews.Packs;

/// <summary>Who signs: the buyer (opdrachtgever) or the provider (aanbieder).</summary>
public enum Side { Buyer, Provider }

/// <summary>The decision to sign (ondertekenen): once a side, never after the freeze, and only of a quarter that is over.</summary>
public static class Signing
{
    /// <param name="review">Null: nothing was signed or agreed yet, which is version 0.</param>
    /// <exception cref="Stale">The signer saw another version.</exception>
    /// <exception cref="Refused">frozen, already_signed or quarter_not_over.</exception>
    public static ReviewRow Sign(ReviewRow? review, Side side, long expectedVersion, string signedBy, string? counterView, Quarter quarter, DateOnly today, DateTimeOffset now)
    {
        var current = review ?? new ReviewRow();
        if (current.Frozen)
            throw new Refused("frozen", "Beide partijen hebben getekend; het gespreksstuk ligt vast.");
        if ((side == Side.Buyer ? current.BuyerSignedAt : current.ProviderSignedAt) is not null)
            throw new Refused("already_signed", "Deze partij heeft al getekend.");
        if (today <= quarter.LastDay)
            throw new Refused("quarter_not_over", "Het kwartaal is nog niet voorbij; teken na afloop.");
        if (current.Version != expectedVersion)
            throw new Stale(current.Version);

        return side == Side.Buyer
            ? current with { Version = current.Version + 1, BuyerSignedBy = signedBy, BuyerSignedAt = now }
            : current with { Version = current.Version + 1, ProviderSignedBy = signedBy, ProviderSignedAt = now, CounterView = counterView };
    }

    public static bool Complete(ReviewRow review) => review is { BuyerSignedAt: not null, ProviderSignedAt: not null };
}
