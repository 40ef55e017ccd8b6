namespace Inkoop.Money.Payments;

/// <summary>What was agreed on a claim (overeengekomen correctie), in cents. It is due from the day it was agreed, under a key of its own, beside what is settled; it stands as agreed
/// whatever becomes of the amount itself. The region can dispute it in turn.</summary>
public static class Corrections
{
    private const string Start = "correction/";

    public static bool IsKey(string key) => key.StartsWith(Start, StringComparison.Ordinal);

    /// <summary>The key of the corrections on what is paid under a key.</summary>
    public static string Key(string key) => IsKey(key) ? key : Start + key;

    /// <summary>Of all that was agreed, one amount for each key, municipality and provider.</summary>
    public static IReadOnlyList<LotAmount> Due(IEnumerable<LotAmount> agreed) =>
    [
        .. agreed.Select(one => one with { Key = Key(one.Key) })
            .GroupBy(one => one with { Cents = 0 })
            .Select(same => same.Key with { Cents = same.Sum(one => one.Cents) }),
    ];
}
