namespace Inkoop.Funding;

/// <summary>What was paid or signed for; it never changes afterwards.</summary>
public sealed record FixedAmount(string Key, string MunicipalityCode, string ProviderCode, long Cents);

/// <summary>What one key is now: open when nothing was paid or signed for it yet, else a difference with that.</summary>
/// <param name="FixedCents">Paid or signed before; 0 when open.</param>
/// <param name="NowCents">As settled again.</param>
public sealed record DifferenceLine(string Key, string MunicipalityCode, string ProviderCode, long FixedCents, long NowCents, bool IsOpen)
{
    public long DifferenceCents => NowCents - FixedCents;
}

/// <summary>Retroactive correction: settles again and shows what is different from what was paid or signed, as lines. A late credit, another tariff, a moved client and a
/// merged municipality all come out here; what was paid stays as it was.</summary>
public static class Differences
{
    /// <summary>One line for each key and municipality that is open or differs, in order of key. A client that moved gives two: less for the one, more for the other.</summary>
    public static IReadOnlyList<DifferenceLine> Between(IReadOnlyList<FixedAmount> before, IReadOnlyList<Payable> now, IReadOnlyList<Merger> mergers, DateOnly on)
    {
        var paid = before.GroupBy(line => (line.Key, MunicipalityCode: Mergers.CodeOn(line.MunicipalityCode, mergers, on), line.ProviderCode)).ToDictionary(same => same.Key, same => same.Sum(line => line.Cents));
        var settled = now.GroupBy(line => (line.Key, MunicipalityCode: Mergers.CodeOn(line.MunicipalityCode, mergers, on), line.ProviderCode)).ToDictionary(same => same.Key, same => same.Sum(line => line.Cents));
        return
        [
            .. paid.Keys.Union(settled.Keys)
                .Select(key => new DifferenceLine(key.Key, key.MunicipalityCode, key.ProviderCode, paid.GetValueOrDefault(key), settled.GetValueOrDefault(key), !paid.ContainsKey(key)))
                .Where(line => line.IsOpen || line.DifferenceCents != 0)
                .OrderBy(line => line.Key, StringComparer.Ordinal)
                .ThenBy(line => line.MunicipalityCode, StringComparer.Ordinal)
                .ThenBy(line => line.ProviderCode, StringComparer.Ordinal),
        ];
    }

    /// <summary>The lines with their sum: what is still to pay or to be paid back.</summary>
    public static Explained Explain(IReadOnlyList<DifferenceLine> lines, string source) =>
        Explained.Sum("Verschil met wat is betaald of getekend", lines.Select(line => Explained.Sum(line.Key,
        [
            Explained.Leaf("Nu", PayRules.Recorded, source, new ExplainedInput("amount_cents", line.NowCents)),
            Explained.Leaf("Betaald of getekend", PayRules.TakenOff, source, new ExplainedInput("amount_cents", line.FixedCents)),
        ])), source);
}
