using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;

namespace Inkoop.Agreements;

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
    /// <summary>Declaratietermijn: months after the month of care in which it is declared; null when none was agreed.</summary>
    public int? DeclarationMonths { get; init; }
    public required IReadOnlyList<BuyerTerm> Buyers { get; init; }
    public required IReadOnlyList<YearBudgetTerm> YearBudgets { get; init; }
    public required IReadOnlyList<LotState> Lots { get; init; }
    public required IReadOnlyList<ProductTerm> Products { get; init; }
    public required IReadOnlyList<KpiTerm> KpiAgreements { get; init; }

    [JsonIgnore]
    public bool IsSigned => SignedOn is not null;

    [JsonIgnore]
    public string Status => IsSigned ? "signed" : "draft";

    /// <summary>Numbers are unique without regard to case and outer spaces, on both engines.</summary>
    public static string NumberKey(string number) => number.Trim().ToUpperInvariant();

    public LotState Lot(string lotId) => Lots.First(lot => lot.LotId == lotId);

    public string ToJson() => JsonSerializer.Serialize(this, json);

    public static ContractState FromJson(string document)
    {
        var state = JsonSerializer.Deserialize<ContractState>(document, json) ?? throw new InvalidDataException("A contract version is stored as null.");
        return state with { Lots = [.. state.Lots.Select(FundingDocument.Complete)] };
    }

    /// <summary>A version as its event told it. Events of before lots told their funding do not tell a whole version.</summary>
    public static ContractState Of(Guid contractId, long version, ContractTerms terms) => new()
    {
        ContractId = contractId,
        Version = version,
        Number = terms.Number,
        Title = terms.Title,
        ProviderId = terms.ProviderId,
        ProviderName = terms.ProviderName,
        ProviderAgbCode = terms.ProviderAgbCode,
        StartsOn = terms.StartsOn,
        EndsOn = terms.EndsOn,
        SignedOn = terms.SignedOn,
        RoundingRule = terms.RoundingRule,
        DeclarationMonths = terms.DeclarationMonths,
        Buyers = terms.Buyers,
        YearBudgets = terms.YearBudgets,
        Lots = [.. terms.Lots.Select(lot => new LotState
        {
            LotId = lot.LotId, Name = lot.Name, FundingModel = lot.FundingModel, Funding = FundingDocument.Parse(lot.Funding!), Activities = lot.Activities, Categories = lot.Categories,
        })],
        Products = terms.Products,
        KpiAgreements = terms.KpiAgreements,
    };

    /// <summary>As it is told in events.</summary>
    public ContractTerms ToTerms() => new()
    {
        Number = Number,
        Title = Title,
        ProviderId = ProviderId ?? throw new InvalidOperationException("Only a contract with a provider is signed."),
        ProviderName = ProviderName ?? "",
        ProviderAgbCode = ProviderAgbCode,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        SignedOn = SignedOn ?? throw new InvalidOperationException("Only a signed contract has terms."),
        RoundingRule = RoundingRule,
        DeclarationMonths = DeclarationMonths,
        Buyers = Buyers,
        YearBudgets = YearBudgets,
        Lots = [.. Lots.Select(lot => new LotTerm
        {
            LotId = lot.LotId, Name = lot.Name, FundingModel = lot.FundingModel,
            Funding = JsonFormatter.Default.Format(lot.Funding ?? new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() }),
            Activities = lot.Activities, Categories = lot.Categories,
        })],
        Products = Products,
        KpiAgreements = KpiAgreements,
    };

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
