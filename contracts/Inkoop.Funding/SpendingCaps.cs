using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>
/// A spending cap (bestedingsruimte). Lines count in order of begin of the product period, moment of acceptance, reference: never of arrival, so that a late
/// fact gives what an early one would have given. All lines use the room; crisis and specific ones are paid in any case, an unspecific one up to what remains.
/// A line and its credit use nothing.
/// </summary>
public static class SpendingCaps
{
    /// <summary>Sets what is paid of the lines in the period of the cap; touches no other.</summary>
    public static void Apply(SpendingCap cap, PaidLine[] lines, List<Finding> findings)
    {
        var pairs = Pairs(lines);
        var order = Enumerable.Range(0, lines.Length)
            .Where(i => cap.Period.Holds(lines[i].Line.StartsOn) && !pairs.Contains(Identity(lines[i].Line)))
            .ToArray();
        Array.Sort(order, (left, right) => Compare(lines[left].Line, lines[right].Line));

        var signalAt = cap.SignalShare * cap.Cents;
        var signalled = false;
        long used = 0;
        foreach (var i in order)
        {
            var (line, worth, _) = lines[i];
            var remaining = Math.Max(0, cap.Cents - used);
            used = checked(used + worth);
            if (!signalled && used >= signalAt)
            {
                signalled = true;
                findings.Add(new Finding(Finding.SpendingSignal, "De bestedingsruimte is voor het afgesproken deel gebruikt.", line.ReferenceNumber, line.StartsOn, line.EventId));
            }
            if (line.Kind != AllocationKind.Unspecific || worth <= remaining) continue;
            lines[i] = lines[i] with { PaidCents = remaining };
            findings.Add(new Finding(Finding.AboveSpendingCap, "Boven de bestedingsruimte; er is geen addendum.", line.ReferenceNumber, line.StartsOn, line.EventId));
        }
    }

    /// <summary>What of the cap was used, in cents: as <see cref="Apply"/> counts it, whatever of it is paid.</summary>
    public static long Used(SpendingCap cap, IReadOnlyList<PaidLine> lines)
    {
        var pairs = Pairs(lines);
        return lines.Where(line => cap.Period.Holds(line.Line.StartsOn) && !pairs.Contains(Identity(line.Line))).Sum(line => line.WorthCents);
    }

    private static int Compare(CareLine left, CareLine right)
    {
        var begin = left.StartsOn.CompareTo(right.StartsOn);
        if (begin != 0) return begin;
        var accepted = left.AcceptedAt.CompareTo(right.AcceptedAt);
        return accepted != 0 ? accepted : string.CompareOrdinal(left.ReferenceNumber, right.ReferenceNumber);
    }

    /// <summary>The lines that were credited, and their credits.</summary>
    private static HashSet<(string Provider, string Reference)> Pairs(IReadOnlyList<PaidLine> lines)
    {
        var credits = lines.Where(line => line.Line.IsCredit && line.Line.PreviousReferenceNumber is not null)
            .GroupBy(line => (line.Line.ProviderCode, line.Line.PreviousReferenceNumber!))
            .ToDictionary(group => group.Key, group => group.First().Line);
        var pairs = new HashSet<(string, string)>();
        if (credits.Count == 0) return pairs;
        foreach (var (line, _, _) in lines)
            if (!line.IsCredit && credits.TryGetValue(Identity(line), out var credit))
            {
                pairs.Add(Identity(line));
                pairs.Add(Identity(credit));
            }
        return pairs;
    }

    private static (string, string) Identity(CareLine line) => (line.ProviderCode, line.ReferenceNumber);
}
