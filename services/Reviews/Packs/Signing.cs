using Inkoop.Wire;
using Inkoop.Wire.Faults;

namespace Inkoop.Reviews.Packs;

/// <summary>Who signs: the buyer (opdrachtgever) or the provider (aanbieder).</summary>
public enum Side { Buyer, Provider }

/// <summary>The decision to sign (ondertekenen): once a side, never after the freeze, and only of a quarter that is over. A signature stands under the
/// content that its side read: when that changed before the other side signed, it is asked for again.</summary>
public static class Signing
{
    /// <param name="review">Null: nothing was signed or agreed yet, which is version 0.</param>
    /// <param name="content">Digest of the content as it is now (<see cref="FrozenPack.ContentDigest"/>).</param>
    /// <param name="seen">Digest of what the signer read; empty when it does not say.</param>
    /// <exception cref="Stale">The signer saw another version.</exception>
    /// <exception cref="Refused">frozen, already_signed, quarter_not_over or content_changed.</exception>
    public static ReviewRow Sign(ReviewRow? review, Side side, long expectedVersion, string signedBy, string? counterView, string content, string seen, Quarter quarter, DateOnly today, DateTimeOffset now)
    {
        var current = review ?? new ReviewRow();
        if (current.Frozen)
            throw new Refused("frozen", "Beide partijen hebben getekend; het gespreksstuk ligt vast.");
        if ((side == Side.Buyer ? current.BuyerSignedAt : current.ProviderSignedAt) is not null && Holds(side == Side.Buyer ? current.BuyerSignedDigest : current.ProviderSignedDigest, content))
            throw new Refused("already_signed", "Deze partij heeft al getekend.");
        if (today <= quarter.LastDay)
            throw new Refused("quarter_not_over", "Het kwartaal is nog niet voorbij; teken na afloop.");
        if (current.Version != expectedVersion)
            throw new Stale(current.Version);
        if (seen.Length > 0 && seen != content)
            throw new Refused("content_changed", "Het gespreksstuk is gewijzigd sinds u het opende; bekijk het opnieuw voordat u tekent.");

        return side == Side.Buyer
            ? current with { Version = current.Version + 1, BuyerSignedBy = signedBy, BuyerSignedAt = now, BuyerSignedDigest = content }
            : current with { Version = current.Version + 1, ProviderSignedBy = signedBy, ProviderSignedAt = now, ProviderSignedDigest = content, CounterView = counterView };
    }

    /// <summary>Both sides signed the same content.</summary>
    public static bool Complete(ReviewRow review, string content) =>
        review is { BuyerSignedAt: not null, ProviderSignedAt: not null } && Holds(review.BuyerSignedDigest, content) && Holds(review.ProviderSignedDigest, content);

    /// <summary>Whether a signature under <paramref name="signed"/> still stands; one from before digests were kept does.</summary>
    public static bool Holds(string? signed, string content) => signed is null || signed == content;
}
