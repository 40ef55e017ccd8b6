using System.Globalization;
using Grpc.Core;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Components.Pages.Dispositions;

/// <summary>A product that a municipality can have allocated on a day: of a signed contract, with a tariff that day.</summary>
public sealed record Offer(string ContractId, string ContractNumber, string ProviderName, string ProductId, string Description, string Unit)
{
    public string Key => ContractId + "/" + ProductId;

    public static (string ContractId, string ProductId) Split(string key) => key.Split('/', 2) is [var contract, var product] ? (contract, product) : ("", "");

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
                offers.AddRange(contract.Products.Where(p => p.Tariffs.Count > 0).Select(p => new Offer(contract.ContractId, contract.Number, contract.ProviderName, p.ProductId, p.Description, p.Unit)));
        }
        return [.. offers.OrderBy(offer => offer.ProductId, StringComparer.Ordinal).ThenBy(offer => offer.ProviderName, StringComparer.Ordinal)];
    }
}
