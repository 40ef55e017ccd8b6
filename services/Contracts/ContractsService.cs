using Inkoop.Contracts.Projections;
using Inkoop.Platform.Data;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Wire.Contracts.V1;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Inkoop.Contracts;

public sealed class ContractsDatabase(DatabaseOptions options, TimeProvider clock, EventSignal signal) : Database("contracts", options, clock, signal);

/// <summary>Contracts (overeenkomsten) with their buyers, products, tariffs and agreements, every version kept: buying only.
/// RPCs: DraftContract, SignContract, ChangeTariff, AmendContract, PreviewAmendment, GetContract, ListContracts, ListContractVersions,
/// CompareContractVersions, GetTerms.
/// Publishes ContractDrafted, ContractSigned, TariffChanged, ContractAmended and ContractRestated.
/// Projection: Register (ProviderRegistered, MunicipalityRecorded, IndicatorDefined).</summary>
public sealed class ContractsService : ServiceModule
{
    public override string Name => "contracts";

    public override IReadOnlyDictionary<string, string[]> ExpectedSchema { get; } = new Dictionary<string, string[]>
    {
        ["contract"] = ["contract_id", "version", "number", "number_key", "title", "provider_id", "provider_name", "provider_agb_code", "status", "starts_on", "ends_on", "signed_on", "product_count", "search_text"],
        ["contract_version"] = ["contract_id", "version", "status", "recorded_at", "reason", "document", "effective_from", "clause", "override_reason"],
        ["contract_buyer"] = ["contract_id", "municipality_code", "starts_on", "ends_on"],
        ["known_provider"] = ["provider_id", "version", "name", "agb_code"],
        ["known_municipality"] = ["code", "starts_on", "ends_on", "version", "name"],
        ["known_indicator"] = ["code", "version", "kind"],
    };

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        AddDatabase<ContractsDatabase>(services);
        services.AddSingleton<NewestVersions>();
        AddProjection<Register>(services);
        services.AddHostedService<TellAgain>();
    }

    public override void MapRpcs(IEndpointRouteBuilder app)
    {
        app.MapGrpcService<ContractRpc>();
    }

    public override void AddConsumers(IRegistrationConfigurator bus)
    {
        bus.AddConsumer<Register>();
    }
}

/// <summary>Contracts, one file per RPC in Features.</summary>
public sealed partial class ContractRpc(ContractsDatabase database, NewestVersions newest, TimeProvider clock) : ContractService.ContractServiceBase;
