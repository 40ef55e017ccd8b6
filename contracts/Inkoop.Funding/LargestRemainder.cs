using System.Numerics;

namespace Inkoop.Funding;

/// <summary>Whole cents for exact parts, so that the parts add up to the whole (grootste-restmethode): every part gets its cents cut off, and the cents that are
/// left go one by one to the largest remainders, equal ones by key. The parts of a negative whole are those of its opposite, negated.</summary>
public static class LargestRemainder
{
    /// <param name="exact">Unrounded parts in cents; their sum lies less than a cent from <paramref name="whole"/>.</param>
    /// <param name="keys">One for each part, such as the municipality code; decides between equal remainders, lowest first.</param>
    public static long[] Round(IReadOnlyList<Fraction> exact, long whole, IReadOnlyList<string> keys)
    {
        var negative = whole < 0;
        var floors = new BigInteger[exact.Count];
        var remainders = new Fraction[exact.Count];
        BigInteger left = negative ? -(BigInteger)whole : whole;
        for (var i = 0; i < exact.Count; i++)
        {
            var part = negative ? -exact[i] : exact[i];
            floors[i] = part.Floor();
            remainders[i] = part - new Fraction(floors[i], 1);
            left -= floors[i];
        }
        if (left < 0 || left > exact.Count) throw new ArgumentException("The parts do not make the whole.", nameof(exact));

        var order = Enumerable.Range(0, exact.Count)
            .OrderByDescending(i => remainders[i])
            .ThenBy(i => keys[i], StringComparer.Ordinal);
        foreach (var i in order.Take((int)left)) floors[i]++;
        return [.. floors.Select(cents => checked((long)(negative ? -cents : cents)))];
    }
}
