namespace Inkoop.Funding;

/// <summary>Whether the terms of population funding add up: keys, weights, corridor, bands, reserve.</summary>
public static class PopulationCheck
{
    public static void Judge(PopulationTerms terms, TermCheck check)
    {
        check.That(terms.BudgetCents > 0, "budget_cents", "required", "Populatiebekostiging heeft een jaarbedrag.");
        check.That(terms.Municipalities.Count > 0, "municipalities", "required", "Noem de gemeenten.");
        ArrangementCheck.Unique(terms.Municipalities, "municipalities", check);
        Key(terms.Key, "key", check);
        var kinds = terms.Key.Concat(terms.Corridor?.SharedBy ?? []).Select(part => part.Kind).ToHashSet();
        if (kinds.Contains(KeyKind.Weighted))
        {
            var missing = terms.Municipalities.Except(terms.Weights.Where(weight => weight.Year == terms.Year).Select(weight => weight.MunicipalityCode)).Order(StringComparer.Ordinal).ToList();
            check.That(missing.Count == 0, "weights", "weight_missing", $"Geen gewicht over {terms.Year} voor gemeente {string.Join(", ", missing)}.");
        }
        if (kinds.Contains(KeyKind.Fixed)) Whole(terms.FixedShares, "fixed_shares", check);
        check.That(terms.Instalments is > 0 and <= 366, "instalments", "out_of_range", "Er is ten minste één termijn.");
        ArrangementCheck.Unique(terms.Weights.Select(weight => $"{weight.MunicipalityCode} {weight.Year}"), "weights", check);
        for (var i = 0; i < terms.Weights.Count; i++)
            check.That(terms.Weights[i].Weight.Sign > 0, $"weights[{i}].weight", "out_of_range", "Een gewicht is positief.");
        ArrangementCheck.Unique(terms.Index.Select(index => index.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)), "index", check);
        check.That(terms.IndexWeights.Ova + terms.IndexWeights.Ppc == Fraction.One, "index_weights", "shares_not_whole", "OVA en PPC tellen samen niet op tot 100%.");
        if (terms.Corridor is { } corridor)
        {
            check.That(corridor.ReferenceYouths is > 0 and <= 100_000_000, "corridor.reference_youths", "out_of_range", "Het referentieaantal is positief.");
            check.That(corridor.Upper.Sign >= 0, "corridor.upper", "negative", "De bandbreedte is niet negatief.");
            ArrangementCheck.Share(corridor.BuyerShare, "corridor.buyer_share", check);
            Key(corridor.SharedBy, "corridor.shared_by", check);
        }
        if (terms.ExecutionCost is { } band)
        {
            ArrangementCheck.Share(band.Lower, "execution_cost.lower", check);
            ArrangementCheck.Share(band.Upper, "execution_cost.upper", check);
            check.That(band.Lower <= band.Upper, "execution_cost.upper", "ends_before_start", "De band eindigt voordat hij begint.");
        }
        if (terms.ReserveCap is { } cap)
        {
            check.That(cap.Sign >= 0, "reserve_cap", "reserve_negative", "Een reserve is niet negatief.");
            check.That(cap <= Fraction.One, "reserve_cap", "out_of_range", "De reserve is hoogstens het jaarbedrag.");
        }
    }

    /// <summary>Whether a key by itself (verdeelsleutel) is whole: its shares, and the agreed ones where it uses those.</summary>
    public static void Divides(IReadOnlyList<KeyShare> key, IReadOnlyList<KeyPart> fixedShares, string at, string fixedAt, TermCheck check)
    {
        Key(key, at, check);
        if (key.Any(part => part.Kind == KeyKind.Fixed)) Whole(fixedShares, fixedAt, check);
    }

    private static void Whole(IReadOnlyList<KeyPart> shares, string at, TermCheck check) =>
        check.That(ArrangementCheck.Total(shares.Select(part => part.Weight)) == Fraction.One, at, "shares_not_whole", "De vaste verdeling telt niet op tot 100%.");

    private static void Key(IReadOnlyList<KeyShare> key, string at, TermCheck check)
    {
        check.That(ArrangementCheck.Total(key.Select(part => part.Share)) == Fraction.One, at, "shares_not_whole", "De sleutels tellen samen niet op tot 100%.");
        for (var i = 0; i < key.Count; i++) ArrangementCheck.Share(key[i].Share, $"{at}[{i}].share", check);
    }
}
