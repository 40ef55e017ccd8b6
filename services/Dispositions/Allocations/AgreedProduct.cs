using Grpc.Core;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions.Allocations;

/// <summary>A product of a contract as an allocation names it, with the terms of one day. Without a code: the whole category, with the terms of one of its products.</summary>
public sealed record AgreedProduct(string Category, string Code, Terms Terms)
{
    /// <summary>Empty for a whole category.</summary>
    public string ProductId => Code.Length == 0 ? "" : Terms.ProductId;

    /// <summary>Asks Contracts. What is not there, not signed, not bought by the municipality or not in force that day comes back as not found in the terms.</summary>
    public static async Task<AgreedProduct> AskAsync(
        ContractService.ContractServiceClient contracts, Guid contractId, string productId, string municipalityCode, DateOnly on, CancellationToken cancellationToken)
    {
        var request = new GetTermsRequest
        {
            Questions = { new TermsQuestion { ContractId = contractId.ToString(), MunicipalityCode = municipalityCode, ProductId = productId, On = Iso.Day(on) } },
        };
        var terms = (await contracts.GetTermsAsync(request, cancellationToken: cancellationToken)).Terms[0];
        return new AgreedProduct(terms.Category, terms.Code, terms);
    }

    /// <summary>Every product of the category that the contract names, found or not in force that day; none when there is no such contract.</summary>
    public static async Task<IReadOnlyList<AgreedProduct>> AskCategoryAsync(
        ContractService.ContractServiceClient contracts, Guid contractId, string category, string municipalityCode, DateOnly on, CancellationToken cancellationToken)
    {
        var products = (await ContractAsync(contracts, contractId, cancellationToken))?.Products.Where(product => product.Category == category).ToList() ?? [];
        if (products.Count == 0)
            return [];
        var request = new GetTermsRequest();
        request.Questions.AddRange(products.Select(product => new TermsQuestion
        {
            ContractId = contractId.ToString(),
            MunicipalityCode = municipalityCode,
            Category = product.Category,
            Code = product.Code,
            On = Iso.Day(on),
        }));
        var reply = await contracts.GetTermsAsync(request, cancellationToken: cancellationToken);
        return [.. products.Zip(reply.Terms, (product, terms) => new AgreedProduct(product.Category, product.Code, terms))];
    }

    private static async Task<Contract?> ContractAsync(ContractService.ContractServiceClient contracts, Guid contractId, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await contracts.GetContractAsync(new GetContractRequest { ContractId = contractId.ToString() }, cancellationToken: cancellationToken);
            return reply.Contract;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }
}
