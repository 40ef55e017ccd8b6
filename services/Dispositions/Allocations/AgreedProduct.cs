using Grpc.Core;
using Inkoop.Platform;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Dispositions.Allocations;

/// <summary>A product of a contract as an allocation names it, with the terms of one day.</summary>
public sealed record AgreedProduct(string Category, string Code, Terms Terms)
{
    /// <summary>Asks Contracts. What is not there, not signed, not bought by the municipality or not in force that day comes back as not found in the terms.</summary>
    public static async Task<AgreedProduct> AskAsync(
        ContractService.ContractServiceClient contracts, Guid contractId, string productId, string municipalityCode, DateOnly on, CancellationToken cancellationToken)
    {
        var product = (await ContractAsync(contracts, contractId, cancellationToken))?.Products.FirstOrDefault(product => product.ProductId == productId)
            ?? throw new Refused("not_contracted", "Dit contract levert dit product niet.");
        var reply = await contracts.GetTermsAsync(new GetTermsRequest
        {
            Questions =
            {
                new TermsQuestion
                {
                    ContractId = contractId.ToString(),
                    MunicipalityCode = municipalityCode,
                    Category = product.Category,
                    Code = product.Code,
                    On = Iso.Day(on),
                },
            },
        }, cancellationToken: cancellationToken);
        return new AgreedProduct(product.Category, product.Code, reply.Terms[0]);
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
