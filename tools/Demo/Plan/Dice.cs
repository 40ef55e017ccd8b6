using System.Text;

namespace Inkoop.Demo.Plan;

/// <summary>
/// Chance that repeats itself: the same seed, purpose and item throw the same on every machine and runtime, and one item's
/// throws do not depend on another's. SplitMix64; only sums, shifts and divisions, so no library's rounding comes in.
/// </summary>
public sealed class Dice
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong state;

    public Dice(ulong seed, string purpose, long item = 0)
    {
        state = seed;
        foreach (var letter in Encoding.UTF8.GetBytes(purpose))
            state = (state ^ letter) * 0x100000001B3;
        state ^= unchecked((ulong)item) * Step;
        Next(); // neighbouring items differ in few bits only: one round spreads them
    }

    private ulong Next()
    {
        state += Step;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>0 up to, not including, 1.</summary>
    public double Share() => (Next() >> 11) / 9007199254740992.0;

    /// <summary>Both ends can come up.</summary>
    public int Between(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    public bool Hits(double share) => Share() < share;

    public T Pick<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];

    /// <summary>An item in proportion to its weight.</summary>
    public T Pick<T>(IReadOnlyList<T> items, Func<T, double> weight)
    {
        var total = 0.0;
        foreach (var item in items)
            total += weight(item);
        var point = Share() * total;
        foreach (var item in items)
        {
            point -= weight(item);
            if (point < 0)
                return item;
        }

        return items[^1];
    }
}
