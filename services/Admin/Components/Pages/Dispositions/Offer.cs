using System.Globalization;
using Grpc.Core;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Components.Pages.Dispositions;

/// <summary>A product that a municipality can have allocated on a day: of a signed contract, with a tariff that day. Without a product: the whole category.</summary>
public sealed record Offer(string ContractId, string ContractNumber, string ProviderName, string Category, string ProductId, string Description, string Unit)
{
    /// <summary>Landelijk ingekochte zorg (JZ020): by the product only.</summary>
    private const string National = "55";

    public string Key => $"{ContractId}/{Category}/{ProductId}";

    /// <summary>What was chosen, as the request names it: a product, or the category when it is the whole of it.</summary>
    public static (string ContractId, string ProductId, string Category) Split(string key) =>
        key.Split('/', 3) is [var contract, var category, var product] ? (contract, product, product.Length == 0 ? category : "") : ("", "", "");

    public static async Task<IReadOnlyList<Offer>> FindAsync(Backend backend, string municipalityCode, string day, CallOptions call)
    {
        if (municipalityCode.Length != 4 || !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return [];
        var contracts = await backend.Contracts.ListContractsAsync(new() { MunicipalityCode = municipalityCode, Status = ContractStatus.Signed, PageSize = 200 }, call);
        var offers = new List<Offer>();
        foreach (var summary in contracts.Contracts.Where(c => string.CompareOrdinal(c.StartsOn, day) <= 0 && string.CompareOrdinal(day, c.EndsOn) <= 0))
        {
            var contract = (await backend.Contracts.GetContractAsync(new() { ContractId = summary.ContractId, AsOf = day }, call)).Contract;
            if (contract.Buyers.Any(buyer => buyer.MunicipalityCode == municipalityCode))
                offers.AddRange(Of(contract));
        }
        return [.. offers.OrderBy(offer => offer.ProductId.Length == 0).ThenBy(offer => offer.Category + offer.ProductId, StringComparer.Ordinal).ThenBy(offer => offer.ProviderName, StringComparer.Ordinal)];
    }

    private static IEnumerable<Offer> Of(Contract contract)
    {
        // What is not paid by the line has no tariff by its nature.
        var notByLine = contract.Lots.Where(lot => lot.Funding is { PriceTimesQuantity: null, Output: null }).ToList();
        var products = contract.Products.Where(product => product.Tariffs.Count > 0
            || (product.Variant != DeliveryVariant.Task && notByLine.Exists(lot => lot.LotId == product.LotId))).ToList();
        return products.Select(p => new Offer(contract.ContractId, contract.Number, contract.ProviderName, p.Category, p.ProductId, p.Description, p.Unit))
            .Concat(products.Where(p => p.Variant == DeliveryVariant.Effort && p.Category != National).Select(p => p.Category).Concat(notByLine.SelectMany(lot => lot.Categories)).Distinct()
                .Select(category => new Offer(contract.ContractId, contract.Number, contract.ProviderName, category, "", "", "")));
    }
}
