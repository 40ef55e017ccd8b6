using Inkoop.Platform.Data;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Reviews.Projections;
using Inkoop.Wire.Reviews.V1;
using MassTransit;

namespace Inkoop.Reviews;

public sealed class ReviewsDatabase(DatabaseOptions options, TimeProvider clock, EventSignal signal) : Database("reviews", options, clock, signal);

/// <summary>The quarterly review: pack, agenda, actions and signatures, from read models that events keep up to date.</summary>
public sealed class ReviewsService : ServiceModule
{
    public override string Name => "reviews";

    public override IReadOnlyDictionary<string, string[]> ExpectedSchema { get; } = new Dictionary<string, string[]>
    {
        ["known_contract"] = ["contract_id", "version", "number", "title", "provider_id", "provider_name", "starts_on", "ends_on", "search_text"],
        ["known_contract_budget"] = ["contract_id", "year", "budget_cents"],
        ["known_contract_product"] = ["contract_id", "product_id", "description", "unit"],
        ["known_contract_kpi"] = ["contract_id", "position", "indicator_code", "norm_e8", "at_most", "is_duty"],
        ["known_contract_buyer"] = ["contract_id", "municipality_code", "valid_from", "valid_until"],
        ["known_provider"] = ["provider_id", "version", "name", "search_text"],
        ["known_municipality"] = ["code", "version", "name"],
        ["declared_quarter"] = ["contract_id", "quarter", "accepted_line_count", "rejected_line_count"],
        ["settled_month"] = ["contract_id", "year", "month", "lot_id", "municipality_code", "product_id", "unit", "volume", "line_count", "awarded_cents", "settled_cents"],
        ["settled_month_version"] = ["contract_id", "year", "month", "lot_id", "version"],
        ["lot_standing"] = ["contract_id", "year", "lot_id", "version", "name", "funding_model"],
        ["lot_mark"] = ["contract_id", "year", "lot_id", "name", "value"],
        ["allocation"] = ["allocation_id", "version", "contract_id", "client_pseudonym", "starts_on", "ends_on", "removed"],
        ["indicator_result"] = ["contract_id", "indicator_code", "quarter", "version", "numerator", "denominator", "late"],
        ["indicator_derived"] = ["contract_id", "indicator_code", "quarter", "version", "numerator", "denominator"],
        ["indicator_definition"] = ["code", "version", "name", "kind", "valid_from", "valid_until"],
        ["review"] = ["contract_id", "quarter", "version", "buyer_signed_by", "buyer_signed_at", "provider_signed_by", "provider_signed_at",
            "counter_view", "frozen_pack", "frozen_summary", "digest", "buyer_signed_digest", "provider_signed_digest"],
        ["review_action"] = ["action_id", "version", "contract_id", "raised_in", "text", "owner", "due_on", "closed_on", "result", "raised_on"],
    };

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        AddDatabase<ReviewsDatabase>(services);
        AddProjection<KnownContracts>(services);
        AddProjection<KnownNames>(services);
        AddProjection<DeclaredLines>(services);
        AddProjection<Settled>(services);
        AddProjection<Standings>(services);
        AddProjection<Allocations>(services);
        AddProjection<IndicatorResults>(services);
    }

    public override void MapRpcs(IEndpointRouteBuilder app) => app.MapGrpcService<ReviewRpc>();

    public override void AddConsumers(IRegistrationConfigurator bus)
    {
        bus.AddConsumer<KnownContracts>();
        bus.AddConsumer<KnownNames>();
        bus.AddConsumer<DeclaredLines>();
        bus.AddConsumer<Settled>();
        bus.AddConsumer<Standings>();
        bus.AddConsumer<Allocations>();
        bus.AddConsumer<IndicatorResults>();
    }
}

/// <summary>One partial per feature: GetReview, ListReviews, AddAction, CloseAction, SignReview.</summary>
public sealed partial class ReviewRpc(ReviewsDatabase database, TimeProvider clock) : ReviewService.ReviewServiceBase;
