using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Agreements;

/// <summary>How a lot is paid for, as it stands in a stored version: the message of the wire in its own JSON, so that there is one description of it.</summary>
public sealed class FundingDocument : JsonConverter<FundingArrangement>
{
    private static readonly JsonParser parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public override FundingArrangement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Parse(document.RootElement.GetRawText());
    }

    public static FundingArrangement Parse(string document) => parser.Parse<FundingArrangement>(document);

    public override void Write(Utf8JsonWriter writer, FundingArrangement value, JsonSerializerOptions options) =>
        writer.WriteRawValue(JsonFormatter.Default.Format(value));

    /// <summary>The lot with its arrangement, also where the document is of before it was stored whole: then there were four models, with a few fields beside the name.</summary>
    internal static LotState Complete(LotState lot) => lot.Funding is not null ? lot with { Earlier = null } : lot with { Earlier = null, Funding = OfEarlier(lot) };

    private static FundingArrangement OfEarlier(LotState lot)
    {
        var budget = Whole(lot, "annualBudgetCents");
        switch (lot.FundingModel)
        {
            case FundingModels.Output:
                return new FundingArrangement { Output = new OutputFunding { Phases = { Each(lot, "phases").Select(phase => new OutputPhase { Name = phase.GetProperty("name").GetString(), Share = Decimal(phase, "shareE8") }) } } };
            case FundingModels.TaskBased:
                return new FundingArrangement { TaskBased = new TaskBasedFunding { ReferenceVolume = Whole(lot, "referenceVolume"), AnnualBudgetCents = budget } };
            case FundingModels.Population:
                var weights = Each(lot, "weights").Select(weight => new PopulationWeight { MunicipalityCode = weight.GetProperty("municipalityCode").GetString(), Weight = Decimal(weight, "weightE8") });
                return new FundingArrangement { Population = new PopulationFunding { AnnualBudgetCents = budget, Weights = { weights } } };
            default:
                return new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() };
        }
    }

    private static JsonElement? Of(LotState lot, string name) => lot.Earlier is { } earlier && earlier.TryGetValue(name, out var value) ? value : null;

    private static long Whole(LotState lot, string name) => Of(lot, name)?.GetInt64() ?? 0;

    private static IEnumerable<JsonElement> Each(LotState lot, string name) => Of(lot, name)?.EnumerateArray() ?? Enumerable.Empty<JsonElement>();

    private static string Decimal(JsonElement element, string name) => E8.Text(element.GetProperty(name).GetInt64());
}
