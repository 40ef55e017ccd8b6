using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Agreements;
using Inkoop.Wire;
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
            StartsOn = WireText.Day(state.StartsOn),
            EndsOn = WireText.Day(state.EndsOn),
            Status = state.IsSigned ? ContractStatus.Signed : ContractStatus.Draft,
            RoundingRule = RoundingRuleOf(state.RoundingRule),
            DeclarationMonths = state.DeclarationMonths ?? 0,
            SignedOn = WireText.Day(state.SignedOn),
            RecordedAt = recordedAt.ToTimestamp(),
        };
        wire.Buyers.AddRange(state.Buyers.Select(buyer => new Buyer { MunicipalityCode = buyer.MunicipalityCode, ValidFrom = WireText.Day(buyer.ValidFrom), ValidUntil = WireText.Day(buyer.ValidUntil) }));
        wire.YearBudgets.AddRange(state.YearBudgets.Select(budget => new YearBudget { Year = budget.Year, BudgetCents = budget.BudgetCents }));
        wire.Lots.AddRange(state.Lots.Select(lot => new Lot { LotId = lot.LotId, Name = lot.Name, Funding = lot.Funding?.Clone(), Activities = lot.Activities ?? "", Categories = { lot.Categories ?? [] } }));
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

    /// <summary>Only what holds on <paramref name="day"/>: buyers, tariffs, and products. A product whose tariffs all lie on other days is left out; one that has none at all stays.</summary>
    public static ContractState AsOf(ContractState state, DateOnly day) => state with
    {
        Buyers = [.. state.Buyers.Where(buyer => buyer.Holds(day, state.EndsOn))],
        Products = [.. state.Products
            .Where(product => state.StartsOn <= day && day <= state.EndsOn && (product.Tariffs.Count == 0 || TariffCalendar.On(product.Tariffs, day, state.EndsOn) is not null))
            .Select(product => product with { Tariffs = TariffCalendar.On(product.Tariffs, day, state.EndsOn) is { } tariff ? [tariff] : [] })],
    };

    public static RoundingRule RoundingRuleOf(string name) => WireText.Parse<RoundingRule>(name);

    public static DeliveryVariant VariantOf(string name) => WireText.Parse<DeliveryVariant>(name);

    public static PaymentTiming TimingOf(string name) => WireText.Parse<PaymentTiming>(name);

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
        wire.Tariffs.AddRange(product.Tariffs.Select(tariff => new Tariff { ValidFrom = WireText.Day(tariff.ValidFrom), ValidUntil = WireText.Day(tariff.ValidUntil), RateEur = E8.Text(tariff.RateE8) }));
        return wire;
    }
}
