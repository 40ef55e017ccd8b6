using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using IndexYear = Inkoop.Funding.IndexYear;

namespace Inkoop.Contracts.Amending;

/// <summary>An indexation (indexering) as somebody decided it.</summary>
public sealed record IndexationTerms
{
    /// <summary>First day of the new tariffs.</summary>
    public required DateOnly From { get; init; }
    /// <summary>In percent, such as 4.249; null: by <see cref="Index"/>.</summary>
    public Fraction? Percent { get; init; }
    /// <summary>Wages and prices with what is known of the year before; null: by <see cref="Percent"/>.</summary>
    public IndexYear? Index { get; init; }
    /// <summary>Decimals of the new tariffs, 2 to 8.</summary>
    public int Decimals { get; init; } = 8;
    /// <summary>None: every product.</summary>
    public IReadOnlySet<string> ProductIds { get; init; } = new HashSet<string>();
}

/// <summary>What became of one tariff; <see cref="AfterE8"/> is 0 where it stays as it is.</summary>
public sealed record IndexedRate(ProductTerm Product, long BeforeE8, long AfterE8, IndexationSkip Skipped);

/// <summary>One contract after an indexation: a version of its own when anything changes, else itself.</summary>
public sealed record IndexedState(ContractState Contract, Fraction Percent, IReadOnlyList<IndexedRate> Rates)
{
    public bool Changes => Rates.Any(rate => rate.Skipped == IndexationSkip.Unspecified);
}

/// <summary>Tariffs that rise by one percentage from a day. What ended before it is left alone, and so is what was agreed to begin later.</summary>
public static class TariffIndexation
{
    /// <summary>The percentage for one contract. One that was agreed for the year before has tariffs of that year's definitive price level:
    /// there is nothing to correct in them yet.</summary>
    public static Fraction PercentFor(ContractState contract, IndexationTerms terms) =>
        terms.Percent ?? Indexation.Percent(
            contract.StartsOn.Year >= terms.From.Year - 1 ? terms.Index! with { PreviousForecast = null, PreviousDefinitive = null } : terms.Index!, IndexWeights.Usual);

    /// <exception cref="Refused">A draft (contract_not_signed), or the day lies outside the contract (outside_contract).</exception>
    public static IndexedState Apply(ContractState contract, IndexationTerms terms)
    {
        if (!contract.IsSigned)
            throw new Refused("contract_not_signed", $"Contract {contract.Number} is nog een concept; indexeren kan na ondertekening.");
        if (terms.From < contract.StartsOn || terms.From > contract.EndsOn)
            throw new Refused("outside_contract", $"Contract {contract.Number} loopt niet op {terms.From:d-M-yyyy}.");
        var percent = PercentFor(contract, terms);
        var factor = Fraction.One + percent / 100;
        var rates = contract.Products.Select(product => Rate(product, contract, terms, factor)).ToList();
        var products = rates.Select(rate => rate.Skipped != IndexationSkip.Unspecified ? rate.Product
            : rate.Product with { Tariffs = TariffCalendar.Change(rate.Product.Tariffs, terms.From, rate.AfterE8, contract.EndsOn) }).ToList();
        var indexed = new IndexedState(contract, percent, rates);
        return indexed.Changes ? indexed with { Contract = contract with { Version = contract.Version + 1, Products = products } } : indexed;
    }

    private static IndexedRate Rate(ProductTerm product, ContractState contract, IndexationTerms terms, Fraction factor)
    {
        var current = TariffCalendar.On(product.Tariffs, terms.From, contract.EndsOn);
        var before = current?.RateE8 ?? (product.Tariffs.Count > 0 ? product.Tariffs[^1].RateE8 : 0);
        IndexedRate Stays(IndexationSkip why) => new(product, before, 0, why);
        if (terms.ProductIds.Count > 0 && !terms.ProductIds.Contains(product.ProductId))
            return Stays(IndexationSkip.NotChosen);
        if (current is null)
            return Stays(product.Tariffs.Any(tariff => tariff.ValidFrom > terms.From) ? IndexationSkip.Later : IndexationSkip.Ended);
        var after = (long)((Fraction.OfE8(current.RateE8) * factor).Round(terms.Decimals) * 100_000_000).Numerator;
        return after == current.RateE8 ? Stays(IndexationSkip.Same) : new(product, current.RateE8, after, IndexationSkip.Unspecified);
    }
}
