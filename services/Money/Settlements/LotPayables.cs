using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Ijw;

namespace Inkoop.Money.Settlements;

/// <summary>Who pays what of a settled lot: every cent of it has a municipality and a provider.</summary>
public static class LotPayables
{
    /// <summary>Gross of advances: what was paid in advance is held against these when they are paid.</summary>
    /// <param name="on">A day of the year that was settled, not after today: a merger that is still to come changes nobody's bill.</param>
    public static IReadOnlyList<Payable> Of(ContractState contract, LotState lot, FundingTerms terms, Settled settled, RecordedFacts facts, IReadOnlyList<Merger> mergers, DateOnly on)
    {
        var (provider, year) = (contract.ProviderId?.ToString() ?? "", on.Year);
        switch (terms)
        {
            case PopulationTerms:
                return [.. settled.Payables.Select(payable => new Payable($"population/{lot.LotId}/{year}/{payable.MunicipalityCode}", payable.MunicipalityCode, provider, payable.Cents))];
            case TaskBasedTerms or SubsidyTerms:
                return Divide(GrossCents(settled), municipality => $"{lot.FundingModel}/{lot.LotId}/{year}/{municipality}");
            default:
                return
                [
                    .. settled.Payables.SelectMany(payable => payable.MunicipalityCode.Length > 0
                        ? [payable with { ProviderCode = payable.ProviderCode.Length > 0 ? payable.ProviderCode : provider }]
                        : Divide(payable.Cents, _ => payable.Key)),
                ];
        }

        IReadOnlyList<Payable> Divide(long cents, Func<string, string> keyOf) =>
            [.. Split.Cents(cents, Key(contract, lot, facts, mergers, on)).OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => new Payable(keyOf(part.Key), part.Key, provider, part.Value))];
    }

    /// <summary>The total before advances were taken off.</summary>
    public static long GrossCents(Settled settled) => settled.Total.Children.Where(child => child.Rule != PayRules.TakenOff).Sum(child => child.Cents);

    /// <summary>Whether it is divided in equal parts for want of a key: that is no agreement, so it must be seen.</summary>
    internal static bool IsDividedEqually(ContractState contract, LotState lot, FundingTerms terms, Settled settled, RecordedFacts facts, int year) =>
        FundingOf.Division(lot) is null && FundingOf.Municipalities(contract, year).Count > 1
        && (terms is TaskBasedTerms or SubsidyTerms || settled.Payables.Any(payable => payable.MunicipalityCode.Length == 0 && payable.Cents != 0))
        && YouthCounts.ByMunicipality(facts.Spells, Period.Year(year), 1).Count == 0;

    /// <summary>The agreed key, else youths in care in the year by municipality; when nobody was in care, equal parts of the buyers.</summary>
    /// <param name="on">A day of the year that is divided: the municipalities that there are on it bear it.</param>
    internal static IReadOnlyList<KeyPart> Key(ContractState contract, LotState lot, RecordedFacts facts, IReadOnlyList<Merger> mergers, DateOnly on)
    {
        var year = on.Year;
        var buyers = FundingOf.Municipalities(contract, year);
        if (FundingOf.Division(lot) is { } division)
        {
            IReadOnlyList<KeyShare> mix = division.Mix.Count == 0 ? [new KeyShare(KeyKind.Fixed, Fraction.One)] : division.Mix;
            return Population.Key(new PopulationTerms { Year = year, Municipalities = buyers, PartOfYear = FundingOf.PartOfYear(contract, year, mergers), FixedShares = division.Fixed, Mergers = mergers }, mix, facts, on);
        }
        var youths = YouthCounts.ByMunicipality(facts.Spells, Period.Year(year), 1);
        return SplitKeys.After(youths.Count > 0 ? youths : [.. buyers.Select(code => new KeyPart(code, Fraction.One))], mergers, on);
    }
}
