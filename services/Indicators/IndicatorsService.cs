using Inkoop.Indicators.Projections;
using Inkoop.Indicators.Reactions;
using Inkoop.Indicators.Registry;
using Inkoop.Platform.Data;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Wire.Indicators.V1;
using MassTransit;

namespace Inkoop.Indicators;

public sealed class IndicatorsDatabase(DatabaseOptions options, TimeProvider clock, EventSignal signal) : Database("indicators", options, clock, signal);

/// <summary>The indicator registry, what is due, submissions and corrections, and what the platform derives itself.</summary>
public sealed class IndicatorsService : ServiceModule
{
    public override string Name => "indicators";

    public override IReadOnlyDictionary<string, string[]> ExpectedSchema { get; } = new Dictionary<string, string[]>
    {
        ["indicator"] = ["code", "version", "name", "definition", "kind", "numerator", "denominator", "source", "informant", "why",
            "derived", "asked", "minutes_estimate", "valid_from", "valid_until"],
        ["known_contract"] = ["contract_id", "version", "number", "provider_id", "starts_on", "ends_on"],
        ["known_contract_kpi"] = ["contract_id", "indicator_code"],
        ["submission"] = ["submission_id", "version", "contract_id", "provider_id", "indicator_code", "indicator_version", "quarter", "numerator",
            "denominator", "late", "is_current", "correction_reason", "remark", "submitted_at", "organisation", "request_id", "request_digest"],
        ["care_stop"] = ["stop_id", "contract_id", "quarter", "reason", "state"],
        ["derived_indicator"] = ["contract_id", "indicator_code", "quarter", "version", "numerator", "denominator"],
    };

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        AddDatabase<IndicatorsDatabase>(services);
        AddProjection<KnownContracts>(services);
        services.AddHostedService<RecordBasicSet>();
    }

    public override void MapRpcs(IEndpointRouteBuilder app) => app.MapGrpcService<IndicatorRpc>();

    public override void AddConsumers(IRegistrationConfigurator bus)
    {
        bus.AddConsumer<KnownContracts>();
        bus.AddConsumer<DeriveDropOut>();
    }
}

/// <summary>One partial per feature: ListIndicators, ListDueSubmissions, ValidateSubmission, SubmitIndicators, ListSubmissions, ListDerived.</summary>
public sealed partial class IndicatorRpc(IndicatorsDatabase database, TimeProvider clock) : IndicatorService.IndicatorServiceBase;
