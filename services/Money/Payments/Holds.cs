using Inkoop.Funding;
using Inkoop.Money.Settlements;

namespace Inkoop.Money.Payments;

/// <summary>What is held back of one key and municipality, in cents.</summary>
public sealed record Hold(string LotId, string Key, string MunicipalityCode, long Cents);

/// <summary>A dispute (betwisting) of one amount. A dismissed one holds nothing back and is not among them.</summary>
public sealed record DisputedAmount
{
    public required string LotId { get; init; }
    public required string Key { get; init; }
    public required string MunicipalityCode { get; init; }
    /// <summary>What of the amount is not agreed.</summary>
    public required long DisputedCents { get; init; }
    /// <summary>Found right (gegrond): it stays unpaid until the provider corrects it.</summary>
    public required bool IsUpheld { get; init; }
    /// <summary>What the amount was, with its credits, when the dispute was opened or was found right.</summary>
    public required long AmountCents { get; init; }
}

/// <summary>What disputes hold back. An open one holds what was disputed, never more than the amount is by now. One that was found right holds it only while the amount is what it
/// was then: once the provider credits the line or it is settled otherwise, the correction itself has taken the money away, and holding it too would take it twice.</summary>
public static class Holds
{
    public static IReadOnlyList<Hold> Of(IReadOnlyList<DisputedAmount> disputes, IReadOnlyList<LotAmount> due, Credits credits)
    {
        var holds = new List<Hold>();
        foreach (var dispute in disputes)
        {
            var amount = AmountOf(dispute.LotId, dispute.Key, dispute.MunicipalityCode, due, credits);
            var stands = !dispute.IsUpheld || amount == dispute.AmountCents;
            // Two of them on one amount together hold no more than it either.
            var taken = holds.Where(hold => hold.LotId == dispute.LotId && hold.Key == dispute.Key && hold.MunicipalityCode == dispute.MunicipalityCode).Sum(hold => hold.Cents);
            holds.Add(new Hold(dispute.LotId, dispute.Key, dispute.MunicipalityCode, stands ? Math.Clamp(amount - taken, 0, dispute.DisputedCents) : 0));
        }
        return holds;
    }

    /// <summary>An amount with the credits on it, which are due under keys of their own.</summary>
    public static long AmountOf(string lotId, string key, string municipalityCode, IReadOnlyList<LotAmount> due, Credits credits)
    {
        var keys = credits.KeysOn(key);
        return due.Where(amount => amount.LotId == lotId && amount.MunicipalityCode == municipalityCode && (amount.Key == key || keys.Contains(amount.Key))).Sum(amount => amount.Cents);
    }
}

/// <summary>Which lines take which line back (credit).</summary>
public sealed class Credits(IEnumerable<CareLine> lines)
{
    private const string Line = "line/";
    private readonly ILookup<string, string> byPrevious = lines.Where(line => line.IsCredit && line.PreviousReferenceNumber is not null).ToLookup(line => line.PreviousReferenceNumber!, line => line.ReferenceNumber);

    public static Credits None { get; } = new([]);

    /// <summary>The keys of the credits on the line of a key.</summary>
    public IReadOnlySet<string> KeysOn(string key)
    {
        var at = key.IndexOf(Line, StringComparison.Ordinal);
        return at < 0 ? new HashSet<string>() : byPrevious[key[(at + Line.Length)..]].Select(reference => key[..(at + Line.Length)] + reference).ToHashSet();
    }
}
