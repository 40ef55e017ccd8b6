using System.Text.Json;
using System.Text.Json.Serialization;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;

namespace Inkoop.Contracts;

/// <summary>One version of a contract (overeenkomst), whole: what is stored for ever and what every decision reads.
/// Rates, shares and norms are integers of 1e-8, money is euro cents.</summary>
public sealed record ContractState
{
    public required Guid ContractId { get; init; }
    public required long Version { get; init; }
    public required string Number { get; init; }
    public required string Title { get; init; }
    public Guid? ProviderId { get; init; }
    public string? ProviderName { get; init; }
    public string? ProviderAgbCode { get; init; }
    public required DateOnly StartsOn { get; init; }
    public required DateOnly EndsOn { get; init; }
    /// <summary>The day of signature (ondertekening); null for a draft (concept).</summary>
    public DateOnly? SignedOn { get; init; }
    /// <summary>unrounded_tariff, tariff_four_decimals or tariff_cents.</summary>
    public required string RoundingRule { get; init; }
    public required IReadOnlyList<BuyerTerm> Buyers { get; init; }
    public required IReadOnlyList<YearBudgetTerm> YearBudgets { get; init; }
    public required IReadOnlyList<LotState> Lots { get; init; }
    public required IReadOnlyList<ProductTerm> Products { get; init; }
    public required IReadOnlyList<KpiTerm> KpiAgreements { get; init; }

    [JsonIgnore]
    public bool IsSigned => SignedOn is not null;

    [JsonIgnore]
    public string Status => IsSigned ? "signed" : "draft";

    public LotState Lot(string lotId) => Lots.First(lot => lot.LotId == lotId);

    public string ToJson() => JsonSerializer.Serialize(this, json);

    public static ContractState FromJson(string document)
    {
        var state = JsonSerializer.Deserialize<ContractState>(document, json) ?? throw new InvalidDataException("A contract version is stored as null.");
        return state with { Lots = [.. state.Lots.Select(FundingDocument.Complete)] };
    }

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}

/// <summary>A lot (perceel) with how it is paid for (bekostiging).</summary>
public sealed record LotState
{
    public required string LotId { get; init; }
    public required string Name { get; init; }
    /// <summary>One of <see cref="FundingModels"/>.</summary>
    public required string FundingModel { get; init; }
    /// <summary>All that the contract says about it; null only while a document is being read.</summary>
    [JsonConverter(typeof(FundingDocument))]
    public FundingArrangement? Funding { get; init; }
    /// <summary>What documents of before <see cref="Funding"/> said in its place; never written.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Earlier { get; init; }
}

/// <summary>Stable names of the funding models (bekostigingsmodellen).</summary>
public static class FundingModels
{
    public const string PriceTimesQuantity = "price_times_quantity";
    public const string Output = "output";
    public const string TaskBased = "task_based";
    public const string Population = "population";
    public const string Outcome = "outcome";
    public const string Subsidy = "subsidy";

    public static string Of(FundingArrangement funding) => funding.ModelCase switch
    {
        FundingArrangement.ModelOneofCase.Output => Output,
        FundingArrangement.ModelOneofCase.TaskBased => TaskBased,
        FundingArrangement.ModelOneofCase.Population => Population,
        FundingArrangement.ModelOneofCase.Outcome => Outcome,
        FundingArrangement.ModelOneofCase.Subsidy => Subsidy,
        _ => PriceTimesQuantity,
    };
}
