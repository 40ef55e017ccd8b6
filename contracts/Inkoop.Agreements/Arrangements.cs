using System.Globalization;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Wire;
using Inkoop.Wire.Events;
using V1 = Inkoop.Wire.Contracts.V1;

namespace Inkoop.Agreements;

/// <summary>Reads what a contract says about paying by declaration, as the rules of funding want it: for the settlement and for the judging of lines alike.
/// Everything is exact: rates are quotients of 1e-8, shares the decimals of the contract.</summary>
public static class Arrangements
{
    /// <summary>The terms that lines on a lot (perceel) are judged by; null when the event is of before lots told their funding.</summary>
    public static FundingTerms? OfLot(ContractTerms contract, string lotId)
    {
        if (contract.Lots.FirstOrDefault(lot => lot.LotId == lotId)?.Funding is not { } document) return null;
        var funding = FundingDocument.Parse(document);
        var products = contract.Products.Where(product => product.LotId == lotId);
        return funding.ModelCase switch
        {
            V1.FundingArrangement.ModelOneofCase.PriceTimesQuantity or V1.FundingArrangement.ModelOneofCase.None =>
                Effort(contract.RoundingRule, products, funding.PriceTimesQuantity ?? new V1.PriceTimesQuantity()),
            V1.FundingArrangement.ModelOneofCase.Output => Output(products, funding.Output),
            _ => new NotDeclaredTerms(),
        };
    }

    public static PriceTimesQuantityTerms Effort(string roundingRule, IEnumerable<ProductTerm> products, V1.PriceTimesQuantity effort)
    {
        var byMonth = effort.MonthProductIds.ToHashSet();
        var byStay = effort.Stays.Select(stay => stay.ProductId).ToHashSet();
        var priced = Priced(products).ToList();
        return new PriceTimesQuantityTerms
        {
            RoundingRule = roundingRule,
            TariffMoment = effort.TariffMoment == V1.TariffMoment.EachDay ? TariffMoment.EachDay : TariffMoment.FirstDay,
            // Paid one way only: what is paid by the stay or the month is not paid by the line too.
            Products = [.. priced.Where(product => !byMonth.Contains(product.ProductId) && !byStay.Contains(product.ProductId)).Select(Price)],
            Measures = [.. priced.Where(product => byMonth.Contains(product.ProductId)).Select(Price)],
            Stays = [.. effort.Stays.Select(stay => new StayPrice(stay.ProductId, [.. stay.Tiers.Select(tier => new StayTier(tier.UpToDay == 0 ? null : tier.UpToDay, Number(tier.RateEur)))]))],
            Caps = [.. effort.Caps.Select(cap => new SpendingCap(new Period(WireText.ParseDay(cap.From), WireText.ParseDay(cap.Until)), cap.Cents, Number(cap.SignalShare)))],
        };
    }

    public static OutputTerms Output(IEnumerable<ProductTerm> products, V1.OutputFunding output) => new()
    {
        Products =
        [
            .. Priced(products).Select(product => new OutputPrice
            {
                ProductId = product.ProductId,
                Parts = Parts(output),
                Variant = output.Variant switch
                {
                    V1.OutputVariant.Milestones => OutputVariant.Milestones,
                    V1.OutputVariant.Periodic => OutputVariant.Periodic,
                    _ => OutputVariant.Phases,
                },
                MonthsOfPart = MonthsOfPart(output),
                Rates = Rates(product),
            }),
        ],
    };

    public static IReadOnlyList<PricePart> Parts(V1.OutputFunding output) => [.. output.Phases.Select(phase => new PricePart(phase.Name, Number(phase.Share)))];

    public static int MonthsOfPart(V1.OutputFunding output) => output.MonthsOfPart == 0 ? 1 : output.MonthsOfPart;

    /// <summary>An exact decimal with a point; empty is zero.</summary>
    public static Fraction Number(string text) =>
        text.Length == 0 ? Fraction.Zero : decimal.Parse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    // Without a tariff there is nothing to multiply; the lines of such a product are found as without tariff.
    private static IEnumerable<ProductTerm> Priced(IEnumerable<ProductTerm> products) => products.Where(product => product.Tariffs.Count > 0);

    private static ProductPrice Price(ProductTerm product) => new() { ProductId = product.ProductId, Description = product.Description, RateUnit = product.Unit, Rates = Rates(product) };

    private static IReadOnlyList<RateStep> Rates(ProductTerm product) => [.. product.Tariffs.Select(tariff => new RateStep(tariff.ValidFrom, tariff.ValidUntil, Fraction.OfE8(tariff.RateE8)))];
}
