using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Wire.Events;

namespace Inkoop.Dispositions.Judging;

/// <summary>Contract terms of a line with what is recorded of them beside an accepted one.</summary>
/// <param name="RateE8">Of the first day of its product period; zero when no tariff holds.</param>
public sealed record Agreed(LineTerms Line, string ProductId, long ContractVersion, long RateE8, string RoundingRule, LineWorth Worth);

/// <summary>One version of a contract, arranged to answer for many lines. Never changes, so it is kept and shared.</summary>
public sealed class AgreedContract(long version, ContractTerms terms)
{
    private readonly Dictionary<string, LineWorth> worthOfLot = terms.Lots.ToDictionary(
        lot => lot.LotId, lot => new LineWorth(Arrangements.OfLot(terms, lot.LotId) ?? throw new ArgumentException($"Lot {lot.LotId} does not say how it is paid for.", nameof(terms))));

    public long Version => version;

    /// <summary>Whether anything of it is paid by what was told of the care.</summary>
    public bool NeedsCare => worthOfLot.Values.Any(worth => worth.NeedsCare);

    /// <summary>Null when the contract does not have this product for this municipality on that day.</summary>
    /// <param name="code">ProductCode as <see cref="Keys"/> spells it, as contracts do.</param>
    public Agreed? Of(string municipalityCode, string category, string code, DateOnly on)
    {
        if (on < terms.StartsOn || terms.EndsOn < on || !terms.Buyers.Any(buyer => buyer.MunicipalityCode == municipalityCode && buyer.Holds(on, terms.EndsOn)))
            return null;
        if (terms.Products.FirstOrDefault(product => product.Code == code && product.Category == category) is not { } product)
            return null;
        var line = new LineTerms { Unit = product.Unit, Variant = product.Variant == "output" ? CareVariant.Output : CareVariant.Effort };
        var rate = product.Tariffs.FirstOrDefault(tariff => tariff.Holds(on, terms.EndsOn))?.RateE8 ?? 0;
        return new Agreed(line, product.ProductId, version, rate, terms.RoundingRule, worthOfLot[product.LotId]);
    }
}
