using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Reviews.Packs;

/// <summary>
/// The pack as both sides signed it. It is stored as text that people can read in ten years (JSON of the message, fields in number order)
/// and sealed with the SHA-256 of exactly those bytes; nothing ever writes to them again.
/// </summary>
public static class FrozenPack
{
    public static (byte[] Content, string Digest) Seal(Review pack)
    {
        var sealedPack = pack.Clone();
        sealedPack.Frozen = true;
        sealedPack.Digest = "";
        sealedPack.CorrectedLater.Clear();
        sealedPack.FrozenPackJson = "";
        var content = Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(sealedPack));
        return (content, DigestOf(content));
    }

    /// <summary>Of what a signature stands under: figures, indicators, what is missing and what was agreed; not who signed, nor what only the calendar changes.</summary>
    public static string ContentDigest(Review pack)
    {
        var content = pack.Clone();
        content.Version = 0;
        content.BuyerSignature = null;
        content.ProviderSignature = null;
        content.Frozen = false;
        content.Digest = "";
        content.ContentDigest = "";
        content.CorrectedLater.Clear();
        content.Lots.Clear(); // of the year so far, not of the quarter: it moves while nothing of the quarter does
        content.FrozenPackJson = "";
        foreach (var action in content.Actions)
            (action.Version, action.Overdue, action.Escalated) = (0, false, false);
        return DigestOf(Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(content)));
    }

    /// <summary>Ids of the actions that both sides signed for; none before that.</summary>
    public static IReadOnlySet<string> ActionsOf(ReviewRow? review) => review?.FrozenPack is { } content
        ? JsonParser.Default.Parse<Review>(Encoding.UTF8.GetString(content)).Actions.Select(action => action.ActionId).ToHashSet()
        : new HashSet<string>();

    /// <summary>Lower-case hex of the SHA-256.</summary>
    public static string DigestOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The signed pack, with what may still move beside it: the version, the actions, and what was corrected later.</summary>
    /// <exception cref="InvalidOperationException">The stored bytes are not those that were signed.</exception>
    public static Review Open(ReviewRow row, Review live)
    {
        if (row is not { FrozenPack: { } content, Digest: { } digest })
            throw new InvalidOperationException("This review is not frozen.");
        if (DigestOf(content) != digest)
            throw new InvalidOperationException($"The frozen pack of contract {live.ContractId}, {live.Quarter} is not what was signed: its digest differs.");

        var json = Encoding.UTF8.GetString(content);
        var review = JsonParser.Default.Parse<Review>(json);
        review.CorrectedLater.AddRange(Corrections.Between(review, live));
        review.Version = live.Version;
        review.Actions.Clear();
        review.Actions.AddRange(live.Actions);
        review.Digest = digest;
        review.FrozenPackJson = json;
        return review;
    }
}
