using System.Text.Json;
using System.Text.Json.Serialization;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Agreements;

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
    /// <summary>What is done for it (activiteiten), where no product says so.</summary>
    public string? Activities { get; init; }
    /// <summary>iJw ProductCategorie (JZ020) that it covers whole, without naming products.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Whether a product or a whole category, as care and lines name it, falls in it without being named.</summary>
    public bool Covers(string productOrCategory) => Categories?.Any(category => productOrCategory.StartsWith(category, StringComparison.Ordinal)) == true;

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
