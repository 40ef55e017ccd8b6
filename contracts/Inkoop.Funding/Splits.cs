namespace Inkoop.Funding;

/// <summary>What one municipality weighs in a key (verdeelsleutel).</summary>
public sealed record KeyPart(string MunicipalityCode, Fraction Weight);

/// <summary>From <paramref name="From"/> on the one municipality is part of the other (herindeling).</summary>
public sealed record Merger(string OldCode, string NewCode, DateOnly From);

/// <summary>Keys to divide money by. A key is any set of weights; only their proportions count.</summary>
public static class SplitKeys
{
    /// <summary>Youths times their need weight (behoeftegewicht).</summary>
    /// <exception cref="FaultyTerms">A municipality has no weight.</exception>
    public static IReadOnlyList<KeyPart> Weighted(IReadOnlyList<KeyPart> counts, IReadOnlyList<KeyPart> weights)
    {
        var missing = counts.Select(part => part.MunicipalityCode).Except(weights.Select(part => part.MunicipalityCode)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0) throw new FaultyTerms("weights", "weight_missing", $"Geen gewicht voor gemeente {string.Join(", ", missing)}.");
        var weightOf = weights.ToDictionary(part => part.MunicipalityCode, part => part.Weight);
        return [.. counts.Select(part => part with { Weight = part.Weight * weightOf[part.MunicipalityCode] })];
    }

    /// <summary>The average of keys that were each brought to a sum of 1 first; money is then split once, by the outcome.</summary>
    /// <exception cref="FaultyTerms">The shares are not 1 together, or a key weighs nothing.</exception>
    public static IReadOnlyList<KeyPart> Mix(IReadOnlyList<(IReadOnlyList<KeyPart> Key, Fraction Share)> keys)
    {
        if (Total(keys.Select(key => key.Share)) != Fraction.One) throw new FaultyTerms("mix", "shares_not_whole", "De delen van de gemengde sleutel tellen samen niet op tot 100%.");
        return
        [
            .. keys
                .SelectMany(key => Normalised(key.Key).Select(part => part with { Weight = part.Weight * key.Share }))
                .GroupBy(part => part.MunicipalityCode)
                .Select(parts => new KeyPart(parts.Key, Total(parts.Select(part => part.Weight))))
                .OrderBy(part => part.MunicipalityCode, StringComparer.Ordinal),
        ];
    }

    /// <summary>Agreed shares (vaste sleutel).</summary>
    /// <exception cref="FaultyTerms">They are not 1 together.</exception>
    public static IReadOnlyList<KeyPart> Fixed(IReadOnlyList<KeyPart> shares) =>
        Total(shares.Select(part => part.Weight)) == Fraction.One
            ? shares
            : throw new FaultyTerms("shares", "shares_not_whole", "De vaste verdeling telt niet op tot 100%.");

    /// <summary>The key as of a day: what a merged municipality weighed counts for the one that it became part of, through as many mergers as there were.</summary>
    public static IReadOnlyList<KeyPart> After(IReadOnlyList<KeyPart> key, IReadOnlyList<Merger> mergers, DateOnly day) =>
    [
        .. key
            .GroupBy(part => Mergers.CodeOn(part.MunicipalityCode, mergers, day))
            .Select(parts => new KeyPart(parts.Key, Total(parts.Select(part => part.Weight))))
            .OrderBy(part => part.MunicipalityCode, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<KeyPart> Normalised(IReadOnlyList<KeyPart> key)
    {
        var total = Total(key.Select(part => part.Weight));
        if (total.Sign <= 0 || key.Any(part => part.Weight.Sign < 0)) throw new FaultyTerms("key", "key_weighs_nothing", "Een verdeelsleutel heeft een positief totaal en geen negatieve delen.");
        return [.. key.Select(part => part with { Weight = part.Weight / total })];
    }

    private static Fraction Total(IEnumerable<Fraction> weights) => weights.Aggregate(Fraction.Zero, (sum, weight) => sum + weight);
}

/// <summary>Which municipality answers for another after mergers (herindelingen).</summary>
public static class Mergers
{
    public static string CodeOn(string code, IReadOnlyList<Merger> mergers, DateOnly day)
    {
        // At most one step for each merger: a ring of mergers ends here too.
        for (var step = 0; step < mergers.Count; step++)
        {
            var merger = mergers.FirstOrDefault(merger => merger.OldCode == code && merger.From <= day);
            if (merger is null) return code;
            code = merger.NewCode;
        }
        return code;
    }
}

/// <summary>Divides whole cents over municipalities (verdeling): by largest remainder, ties by municipality code, so that the parts are the whole.</summary>
public static class Split
{
    /// <param name="keyEventId">The event that brought the counts or weights, when a fact did.</param>
    /// <exception cref="FaultyTerms">The key weighs nothing, or names a municipality twice.</exception>
    public static Explained ByKey(string title, long wholeCents, IReadOnlyList<KeyPart> key, string source, Guid? keyEventId = null)
    {
        var all = SumOfWeights(key);
        return Explained.RoundedOnce(title, key.OrderBy(part => part.MunicipalityCode, StringComparer.Ordinal).Select(Part), source);

        Explained Part(KeyPart part)
        {
            var leaf = Explained.Leaf($"Gemeente {part.MunicipalityCode}", PayRules.ShareOfKey, source,
                new("whole_cents", wholeCents), new("weight", part.Weight, EventId: keyEventId), new("weight_of_all", all));
            return leaf with { Key = part.MunicipalityCode };
        }
    }

    /// <summary>The same, without why.</summary>
    public static IReadOnlyDictionary<string, long> Cents(long wholeCents, IReadOnlyList<KeyPart> key)
    {
        var all = SumOfWeights(key);
        var parts = LargestRemainder.Round([.. key.Select(part => part.Weight * wholeCents / all)], wholeCents, [.. key.Select(part => part.MunicipalityCode)]);
        return key.Select((part, i) => (part.MunicipalityCode, Cents: parts[i])).ToDictionary(part => part.MunicipalityCode, part => part.Cents);
    }

    private static Fraction SumOfWeights(IReadOnlyList<KeyPart> key)
    {
        if (key.Select(part => part.MunicipalityCode).Distinct().Count() != key.Count) throw new FaultyTerms("key", "duplicate", "Een gemeente staat twee keer in de verdeelsleutel.");
        SplitKeys.Normalised(key);
        return key.Aggregate(Fraction.Zero, (sum, part) => sum + part.Weight);
    }
}
