using System.Globalization;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Contracts.Amending;

/// <summary>What is different between two versions of a contract (wijzigingen): one line for each thing that a person would name, with the part of
/// the contract as it was and as it became.</summary>
public static class ContractChanges
{
    public static IReadOnlyList<ContractChange> Between(Contract before, Contract after) =>
    [
        .. One(ContractChangeKind.Number, before, after, one => new Contract { Number = one.Number }),
        .. One(ContractChangeKind.Title, before, after, one => new Contract { Title = one.Title }),
        .. One(ContractChangeKind.Provider, before, after, one => new Contract { ProviderId = one.ProviderId, ProviderName = one.ProviderName }),
        .. One(ContractChangeKind.StartsOn, before, after, one => new Contract { StartsOn = one.StartsOn }),
        .. One(ContractChangeKind.EndsOn, before, after, one => new Contract { EndsOn = one.EndsOn }),
        .. One(ContractChangeKind.SignedOn, before, after, one => new Contract { SignedOn = one.SignedOn }),
        .. One(ContractChangeKind.Rounding, before, after, one => new Contract { RoundingRule = one.RoundingRule }),
        .. Each(ContractChangeKind.Buyer, before, after, one => one.Buyers, buyer => buyer.MunicipalityCode, (part, buyer) => part.Buyers.Add(buyer)),
        .. Each(ContractChangeKind.Budget, before, after, one => one.YearBudgets,
            budget => budget.Year.ToString(CultureInfo.InvariantCulture), (part, budget) => part.YearBudgets.Add(budget)),
        .. Each(ContractChangeKind.Lot, before, after, one => one.Lots, lot => lot.LotId, (part, lot) => part.Lots.Add(WithoutFunding(lot))),
        .. Each(ContractChangeKind.Funding, before, after, one => one.Lots,
            lot => lot.LotId, (part, lot) => part.Lots.Add(new Lot { LotId = lot.LotId, Funding = lot.Funding })),
        .. Each(ContractChangeKind.Product, before, after, one => one.Products, product => product.ProductId, (part, product) => part.Products.Add(WithoutTariffs(product))),
        .. Tariffs(before, after),
        .. Each(ContractChangeKind.Kpi, before, after, one => one.KpiAgreements, kpi => kpi.IndicatorCode, (part, kpi) => part.KpiAgreements.Add(kpi)),
    ];

    private static IEnumerable<ContractChange> One(ContractChangeKind kind, Contract before, Contract after, Func<Contract, Contract> part)
    {
        var (was, became) = (part(before), part(after));
        if (!was.Equals(became))
            yield return new ContractChange { Kind = kind, Before = was, After = became };
    }

    private static IEnumerable<ContractChange> Each<T>(
        ContractChangeKind kind, Contract before, Contract after, Func<Contract, IEnumerable<T>> list, Func<T, string> subjectOf, Action<Contract, T> add)
    {
        var (was, became) = (list(before).ToLookup(subjectOf), list(after).ToLookup(subjectOf));
        foreach (var subject in was.Select(same => same.Key).Union(became.Select(same => same.Key)).Order(StringComparer.Ordinal))
        {
            var change = new ContractChange { Kind = kind, Subject = subject };
            foreach (var one in was[subject]) add(change.Before ??= new Contract(), one);
            foreach (var one in became[subject]) add(change.After ??= new Contract(), one);
            if (!Equals(change.Before, change.After))
                yield return change;
        }
    }

    /// <summary>A line for each stretch of days on which a product has one tariff where it had another, or none.</summary>
    private static IEnumerable<ContractChange> Tariffs(Contract before, Contract after)
    {
        foreach (var productId in before.Products.Concat(after.Products).Select(product => product.ProductId).Distinct().Order(StringComparer.Ordinal))
        {
            var (old, now) = (Steps(before, productId), Steps(after, productId));
            var told = ("", "");
            foreach (var day in old.Concat(now).SelectMany(step => new[] { step.First, step.Last.AddDays(1) }).Distinct().Order())
            {
                var rates = (Rate(old, day), Rate(now, day));
                if (rates.Item1 != rates.Item2 && rates != told)
                    yield return new ContractChange
                    {
                        Kind = ContractChangeKind.Tariff,
                        Subject = productId,
                        From = Wire.WireText.Day(day),
                        Before = Part(productId, rates.Item1),
                        After = Part(productId, rates.Item2),
                    };
                told = rates;
            }
        }
    }

    private static List<(DateOnly First, DateOnly Last, string Rate)> Steps(Contract contract, string productId) =>
    [
        .. contract.Products.Where(product => product.ProductId == productId).SelectMany(product => product.Tariffs).Select(tariff => (
            Wire.WireText.ParseDay(tariff.ValidFrom), Wire.WireText.ParseDay(tariff.ValidUntil.Length > 0 ? tariff.ValidUntil : contract.EndsOn), tariff.RateEur)),
    ];

    private static string Rate(List<(DateOnly First, DateOnly Last, string Rate)> steps, DateOnly day) =>
        steps.FirstOrDefault(step => step.First <= day && day <= step.Last).Rate ?? "";

    private static Contract? Part(string productId, string rate) =>
        rate.Length == 0 ? null : new Contract { Products = { new Product { ProductId = productId, Tariffs = { new Tariff { RateEur = rate } } } } };

    private static Lot WithoutFunding(Lot lot)
    {
        var said = lot.Clone();
        said.Funding = null;
        return said;
    }

    private static Product WithoutTariffs(Product product)
    {
        var said = product.Clone();
        said.Tariffs.Clear();
        return said;
    }
}
