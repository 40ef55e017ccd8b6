using Inkoop.Platform.Data;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Providers.Reference;
using Inkoop.Wire.Providers.V1;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Inkoop.Providers;

public sealed class ProvidersDatabase(DatabaseOptions options, TimeProvider clock, EventSignal signal) : Database("providers", options, clock, signal);

/// <summary>Who may deliver care (aanbieders), and the municipalities (gemeenten) and youth regions (jeugdregio's) that buy it.
/// Register: RegisterProvider, GetProvider, ListProviders. Reference: LoadMunicipalities, ListMunicipalities, ListRegions.
/// Publishes ProviderRegistered and MunicipalityRecorded; consumes nothing.</summary>
public sealed class ProvidersService : ServiceModule
{
    public override string Name => "providers";

    public override IReadOnlyDictionary<string, string[]> ExpectedSchema { get; } = new Dictionary<string, string[]>
    {
        ["provider"] = ["provider_id", "version", "name", "kvk_number", "agb_code", "email", "phone", "registered_on", "search_text", "kvk_key"],
        ["provider_location"] = ["provider_id", "line_number", "name", "street", "postal_code", "city", "municipality_code"],
        ["municipality"] = ["code", "starts_on", "ends_on", "name", "province", "region", "version", "search_text"],
    };

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        AddDatabase<ProvidersDatabase>(services);
        services.AddHostedService<RecordFirstMunicipalities>();
    }

    public override void MapRpcs(IEndpointRouteBuilder app)
    {
        app.MapGrpcService<ProviderRpc>();
        app.MapGrpcService<ReferenceRpc>();
    }

    public override void AddConsumers(IRegistrationConfigurator bus) { }
}

/// <summary>The register of providers, one file per RPC in Features.</summary>
public sealed partial class ProviderRpc(ProvidersDatabase database) : ProviderService.ProviderServiceBase;

/// <summary>Municipalities and regions, one file per RPC in Features.</summary>
public sealed partial class ReferenceRpc(ProvidersDatabase database, TimeProvider clock) : ReferenceService.ReferenceServiceBase;
