using System.Data.Common;
using System.Text.Json;
using Grpc.Core;
using Inkoop.Agreements;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions.Allocations;

/// <summary>A product of a contract as an allocation names it, with the terms of its first day. Without a code: the whole category, with the terms of
/// one of its products.</summary>
public sealed record AgreedProduct(string Category, string Code, Terms Terms)
{
    /// <summary>Empty for a whole category.</summary>
    public string ProductId => Code.Length == 0 ? "" : Terms.ProductId;

    /// <summary>A category that a lot covers whole, without naming products (taakgericht, populatie, subsidie): it can be allocated whole, and has no tariff by its nature.</summary>
    public static IEnumerable<ProductTerm> OfLots(ContractTerms contract, string category) => contract.Lots.Where(lot => lot.Covers(category)).Select(lot => new ProductTerm
    {
        ProductId = category,
        LotId = lot.LotId,
        Category = category,
        Code = "",
        Description = lot.Activities ?? lot.Name,
        Unit = "",
        Variant = "effort",
        Tariffs = [],
    });

    /// <summary>The product as the municipality can have it on that day; not found where it cannot.</summary>
    public static AgreedProduct Of(Guid contractId, KnownContract contract, ProductTerm? product, string municipalityCode, DateOnly on)
    {
        var terms = contract.Terms;
        var bought = terms.StartsOn <= on && on <= terms.EndsOn
            && terms.Buyers.Any(buyer => buyer.MunicipalityCode == municipalityCode && buyer.Holds(on, terms.EndsOn));
        if (product is null || !bought)
            return new AgreedProduct(product?.Category ?? "", product?.Code ?? "", new Terms());
        return new AgreedProduct(product.Category, product.Code, new Terms
        {
            Found = true,
            ContractId = contractId.ToString(),
            ContractNumber = terms.Number,
            ContractVersion = contract.Version,
            ProviderId = terms.ProviderId.ToString(),
            ProviderAgbCode = terms.ProviderAgbCode ?? "",
            StartsOn = Iso.Day(terms.StartsOn),
            EndsOn = Iso.Day(terms.EndsOn),
            ProductId = product.ProductId,
            Category = product.Category,
            Code = product.Code,
            LotId = product.LotId,
            Unit = product.Unit,
            Variant = product.Variant switch
            {
                "effort" => DeliveryVariant.Effort,
                "output" => DeliveryVariant.Output,
                _ => DeliveryVariant.Task,
            },
        });
    }
}

/// <summary>The newest version of a signed contract that is known here (<see cref="Reactions.KnownAgreements"/>): what declarations are judged by is what
/// is allocated by.</summary>
public sealed record KnownContract(long Version, ContractTerms Terms)
{
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Null when there is no such signed contract. One that was signed a moment ago is waited for: its event is on its way.
    /// </summary>
    /// <exception cref="Refused">It is signed and still not known here (contract_not_known_yet).</exception>
    public static async Task<KnownContract?> ReadAsync(
        DispositionsDatabase database, ContractService.ContractServiceClient contracts, Guid contractId, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(database, contractId, cancellationToken) is { } known)
            return known;
        if (!await IsSignedAsync(contracts, contractId, cancellationToken))
            return null;
        for (var began = clock.GetTimestamp(); clock.GetElapsedTime(began) < longestWait;)
        {
            await Task.Delay(pause, cancellationToken);
            if (await FindAsync(database, contractId, cancellationToken) is { } arrived)
                return arrived;
        }

        throw new Refused("contract_not_known_yet", "Dit contract is hier nog niet bekend. Er is niets vastgelegd; probeer het over een ogenblik opnieuw.");
    }

    private static async Task<KnownContract?> FindAsync(DispositionsDatabase database, Guid contractId, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(connection => NewestAsync(connection, contractId, cancellationToken), cancellationToken);
        return row is null ? null : new KnownContract(row.Version, JsonSerializer.Deserialize<ContractTerms>(row.Document, EventJson.Options)!);
    }

    private static Task<DocumentRow?> NewestAsync(DbConnection connection, Guid contractId, CancellationToken cancellationToken) =>
        connection.FirstOrDefaultAsync<DocumentRow>(Newest, new { contractId }, cancellationToken);

    private static async Task<bool> IsSignedAsync(ContractService.ContractServiceClient contracts, Guid contractId, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await contracts.GetContractAsync(new GetContractRequest { ContractId = contractId.ToString() }, cancellationToken: cancellationToken);
            return reply.Contract.Status == ContractStatus.Signed;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            return false;
        }
    }

    private sealed record DocumentRow
    {
        public long Version { get; init; }
        public string Document { get; init; } = "";
    }

    // A contract of which it is not known yet how it pays is told again: until then nothing is allocated on it.
    private const string Newest =
        """
        SELECT k.version, k.document FROM known_contract_version k
        WHERE k.contract_id = @contractId AND k.is_whole = 1
          AND k.version = (SELECT MAX(v.version) FROM known_contract_version v WHERE v.contract_id = @contractId)
        """;
}
