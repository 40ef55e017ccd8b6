using Inkoop.Agreements;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions.Allocations;

/// <summary>
/// Whether a contract carries an allocation (toewijzing) on each of its days. What is let in here must never be held against the provider
/// later: it has only the JW301 to go by (OP095).
/// </summary>
public static class AllocationPeriod
{
    /// <summary>The first day on which the contract does not carry it, and why.</summary>
    public sealed record Gap(DateOnly Day, string Code, string Text);

    /// <summary>Records the first day that fails at the field by which it is mended.</summary>
    /// <param name="products">What is allocated: one product, or those of the category of which one a day will do.</param>
    public static void Check(Check check, ContractTerms contract, string municipalityCode, IReadOnlyList<ProductTerm> products, Wanted wanted)
    {
        if (wanted.EndsOn is not { } until)
        {
            check.That(false, "ends_on", "contract_ends", $"Het contract loopt tot en met {Iso.Day(contract.EndsOn)} en draagt de toewijzing daarna niet: geef een einddatum, uiterlijk die dag.");
            return;
        }

        if (FirstGap(contract, municipalityCode, products, wanted.StartsOn, until) is { } gap)
            check.That(false, gap.Day == wanted.StartsOn ? "starts_on" : "ends_on", gap.Code, gap.Text);
    }

    public static Gap? FirstGap(ContractTerms contract, string municipalityCode, IReadOnlyList<ProductTerm> products, DateOnly from, DateOnly until)
    {
        var buying = contract.Buyers.Where(buyer => buyer.MunicipalityCode == municipalityCode).ToList();
        var paid = products.Select(product => (Product: product, NeedsTariff: NeedsTariff(contract, product))).ToList();

        // What holds on a day stops holding only on the day after something ends.
        var days = buying.Select(buyer => buyer.ValidUntil).Concat(products.SelectMany(product => product.Tariffs).Select(tariff => tariff.ValidUntil)).Append(contract.EndsOn)
            .OfType<DateOnly>().Where(end => end < DateOnly.MaxValue).Select(end => end.AddDays(1)).Append(from)
            .Where(day => from <= day && day <= until).Distinct().Order();
        foreach (var day in days)
        {
            if (day < contract.StartsOn || contract.EndsOn < day)
                return new Gap(day, "outside_contract", $"Op {Iso.Day(day)} loopt het contract niet: het loopt van {Iso.Day(contract.StartsOn)} tot en met {Iso.Day(contract.EndsOn)}.");
            if (!buying.Any(buyer => buyer.Holds(day, contract.EndsOn)))
                return new Gap(day, "municipality_does_not_buy", $"Op {Iso.Day(day)} koopt de gemeente niet onder dit contract in.");
            if (!paid.Any(of => !of.NeedsTariff || of.Product.Tariffs.Any(tariff => tariff.Holds(day, contract.EndsOn))))
                return new Gap(day, "no_tariff", $"Op {Iso.Day(day)} heeft het contract geen tarief voor wat wordt toegewezen: een declaratie over die dag zou worden afgewezen (0611).");
        }

        return null;
    }

    // A stay is priced by its tiers, and what is not paid by declaration needs no price of a line.
    private static bool NeedsTariff(ContractTerms contract, ProductTerm product) =>
        contract.Lots.FirstOrDefault(lot => lot.LotId == product.LotId)?.Funding is { } document && FundingDocument.Parse(document) is var funding && funding.ModelCase switch
        {
            FundingArrangement.ModelOneofCase.PriceTimesQuantity => funding.PriceTimesQuantity.Stays.All(stay => stay.ProductId != product.ProductId),
            FundingArrangement.ModelOneofCase.Output or FundingArrangement.ModelOneofCase.None => true,
            _ => false,
        };
}
