using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;

namespace Inkoop.Contracts;

/// <summary>A stored version as it is said to callers and to other services.</summary>
public static class ContractWire
{
    public static Contract ToWire(ContractState state, DateTimeOffset recordedAt)
    {
        var wire = new Contract
        {
            ContractId = state.ContractId.ToString(),
            Version = state.Version,
            Number = state.Number,
            Title = state.Title,
            ProviderId = state.ProviderId?.ToString() ?? "",
            ProviderName = state.ProviderName ?? "",
            ProviderAgbCode = state.ProviderAgbCode ?? "",
            StartsOn = Day(state.StartsOn),
            EndsOn = Day(state.EndsOn),
            Status = state.IsSigned ? ContractStatus.Signed : ContractStatus.Draft,
            RoundingRule = RoundingRuleOf(state.RoundingRule),
            SignedOn = Day(state.SignedOn),
            RecordedAt = recordedAt.ToTimestamp(),
        };
        wire.Buyers.AddRange(state.Buyers.Select(buyer => new Buyer { MunicipalityCode = buyer.MunicipalityCode, ValidFrom = Day(buyer.ValidFrom), ValidUntil = Day(buyer.ValidUntil) }));
        wire.YearBudgets.AddRange(state.YearBudgets.Select(budget => new YearBudget { Year = budget.Year, BudgetCents = budget.BudgetCents }));
        wire.Lots.AddRange(state.Lots.Select(lot => new Lot { LotId = lot.LotId, Name = lot.Name, Funding = lot.Funding?.Clone() }));
        wire.Products.AddRange(state.Products.Select(ToWire));
        wire.KpiAgreements.AddRange(state.KpiAgreements.Select(kpi => new KpiAgreement
        {
            IndicatorCode = kpi.IndicatorCode,
            Norm = E8.Text(kpi.NormE8),
            Direction = kpi.AtMost ? KpiDirection.AtMost : KpiDirection.AtLeast,
            IsDuty = kpi.IsDuty,
        }));
        return wire;
    }

    public static ContractTerms ToTerms(ContractState state) => new()
    {
        Number = state.Number,
        Title = state.Title,
        ProviderId = state.ProviderId ?? throw new InvalidOperationException("Only a contract with a provider is signed."),
        ProviderName = state.ProviderName ?? "",
        ProviderAgbCode = state.ProviderAgbCode,
        StartsOn = state.StartsOn,
        EndsOn = state.EndsOn,
        SignedOn = state.SignedOn ?? throw new InvalidOperationException("Only a signed contract has terms."),
        RoundingRule = state.RoundingRule,
        Buyers = state.Buyers,
        YearBudgets = state.YearBudgets,
        Lots = [.. state.Lots.Select(lot => new LotTerm
        {
            LotId = lot.LotId, Name = lot.Name, FundingModel = lot.FundingModel,
            Funding = JsonFormatter.Default.Format(lot.Funding ?? new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() }),
        })],
        Products = state.Products,
        KpiAgreements = state.KpiAgreements,
    };

    /// <summary>Only what holds on <paramref name="day"/>: buyers, tariffs, and products. A product whose tariffs all lie on other days is left out; one that has none at all stays.</summary>
    public static ContractState AsOf(ContractState state, DateOnly day) => state with
    {
        Buyers = [.. state.Buyers.Where(buyer => buyer.Holds(day, state.EndsOn))],
        Products = [.. state.Products
            .Where(product => state.StartsOn <= day && day <= state.EndsOn && (product.Tariffs.Count == 0 || TariffCalendar.On(product.Tariffs, day, state.EndsOn) is not null))
            .Select(product => product with { Tariffs = TariffCalendar.On(product.Tariffs, day, state.EndsOn) is { } tariff ? [tariff] : [] })],
    };

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Day(DateOnly? day) => day is null ? "" : Day(day.Value);

    /// <summary>The stable text of a wire enumeration's value, such as tariff_four_decimals.</summary>
    public static string Name<TEnum>(TEnum value) where TEnum : struct, System.Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static RoundingRule RoundingRuleOf(string name) => Parse<RoundingRule>(name);

    public static DeliveryVariant VariantOf(string name) => Parse<DeliveryVariant>(name);

    public static PaymentTiming TimingOf(string name) => Parse<PaymentTiming>(name);

    private static TEnum Parse<TEnum>(string name) where TEnum : struct, System.Enum =>
        System.Enum.GetValues<TEnum>().First(value => Name(value) == name);

    private static Product ToWire(ProductTerm product)
    {
        var wire = new Product
        {
            ProductId = product.ProductId,
            LotId = product.LotId,
            Category = product.Category,
            Code = product.Code,
            Description = product.Description,
            Unit = product.Unit,
            Variant = VariantOf(product.Variant),
            PaymentTiming = TimingOf(product.PaymentTiming),
        };
        wire.Tariffs.AddRange(product.Tariffs.Select(tariff => new Tariff { ValidFrom = Day(tariff.ValidFrom), ValidUntil = Day(tariff.ValidUntil), RateEur = E8.Text(tariff.RateE8) }));
        return wire;
    }
}
