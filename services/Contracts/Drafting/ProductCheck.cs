using System.Text.RegularExpressions;
using Inkoop.Agreements;
using Inkoop.Agreements.Drafting;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using CareCodes = Inkoop.Ijw.CareCodes;

namespace Inkoop.Contracts.Drafting;

/// <summary>Reads the products and tariffs (producten, tarieven) of a draft; category, code, unit and variant must fit each other as iJw has them.</summary>
public static partial class ProductCheck
{
    /// <summary>A million euro for one unit; above it somebody mistook cents for euros.</summary>
    private const decimal HighestRate = 1_000_000m;

    public static IReadOnlyList<ProductTerm> ReadProducts(Contract contract, Term term, IReadOnlyList<LotState> lots, Check check)
    {
        check.That(contract.Products.Count <= DraftLimits.Products, "contract.products", "too_many", $"Hoogstens {DraftLimits.Products} producten.");
        var seen = new HashSet<string>();
        var products = new List<ProductTerm>();
        for (var i = 0; i < Math.Min(contract.Products.Count, DraftLimits.Products); i++)
        {
            var at = $"contract.products[{i}]";
            var product = contract.Products[i];
            var category = product.Category.Trim();
            var code = product.Code.Trim().ToUpperInvariant();
            check.That(CareCodes.Categories.ContainsKey(category), $"{at}.category", "category_unknown", "Deze productcategorie staat niet in de codelijst JZ020.");
            check.That(Code().IsMatch(code), $"{at}.code", "product_code_invalid", "Een productcode is 1 tot 5 letters en cijfers.");
            var id = IdOf(category, code);
            check.That(seen.Add(id), $"{at}.code", "duplicate", "Dit product staat al eerder in het contract.");
            var unitKnown = CareCodes.UnitNames.ContainsKey(product.Unit);
            check.That(unitKnown, $"{at}.unit", "unit_unknown", "Deze eenheid staat niet in de codelijst WJ756.");
            var lot = lots.FirstOrDefault(candidate => candidate.LotId == product.LotId.Trim());
            check.That(lot is not null, $"{at}.lot_id", "lot_unknown", "Dit perceel staat niet in het contract.");
            CheckVariant(product, unitKnown, lot, at, check);
            var timing = Enum.IsDefined(product.PaymentTiming);
            check.That(timing, $"{at}.payment_timing", "unknown", "Kies een van de mogelijkheden.");
            products.Add(new ProductTerm
            {
                ProductId = id,
                LotId = lot?.LotId ?? "",
                Category = category,
                Code = code,
                Description = check.Text(product.Description, $"{at}.description", 1, 200),
                Unit = product.Unit,
                Variant = WireText.Name(product.Variant),
                Tariffs = ReadTariffs(product, term, at, check),
                PaymentTiming = WireText.Name(timing && product.PaymentTiming != PaymentTiming.Unspecified ? product.PaymentTiming : PaymentTiming.InArrears),
            });
        }
        return products;
    }

    /// <summary>Standard codes begin with their category (45A03); a municipality's own code gets it put in front.</summary>
    public static string IdOf(string category, string code) => code.StartsWith(category, StringComparison.Ordinal) ? code : category + code;

    private static void CheckVariant(Product product, bool unitKnown, LotState? lot, string at, Check check)
    {
        var variant = product.Variant;
        var named = variant is DeliveryVariant.Effort or DeliveryVariant.Output or DeliveryVariant.Task;
        check.That(named, $"{at}.variant", "required", "Kies de uitvoeringsvariant.");
        if (!named) return;
        var isOutput = CareCodes.IsOutputUnit(product.Unit);
        if (unitKnown)
        {
            check.That(variant != DeliveryVariant.Output || isOutput, $"{at}.unit", "unit_not_output", "Outputgericht wordt afgerekend in stuks (82) of euro's (83).");
            check.That(variant != DeliveryVariant.Effort || !isOutput, $"{at}.unit", "unit_not_effort", "Inspanningsgericht wordt afgerekend in minuten, uren, etmalen, dagdelen of stuks (84).");
        }
        if (lot is null) return;
        check.That(variant != DeliveryVariant.Task || lot.FundingModel is not (FundingModels.PriceTimesQuantity or FundingModels.Output),
            $"{at}.variant", "variant_not_funded", "Een taakgericht product hoort niet in een perceel dat per prestatie (p×q of output) wordt betaald.");
        check.That(lot.FundingModel != FundingModels.Output || variant == DeliveryVariant.Output,
            $"{at}.variant", "variant_not_funded", "In een perceel met outputbekostiging staan alleen outputgerichte producten.");
    }

    private static IReadOnlyList<TariffTerm> ReadTariffs(Product product, Term term, string at, Check check)
    {
        check.That(product.Tariffs.Count <= DraftLimits.Tariffs, $"{at}.tariffs", "too_many", $"Hoogstens {DraftLimits.Tariffs} tarieven.");
        var tariffs = new List<TariffTerm>();
        var datesHold = true;
        for (var i = 0; i < Math.Min(product.Tariffs.Count, DraftLimits.Tariffs); i++)
        {
            var here = $"{at}.tariffs[{i}]";
            var from = check.Date(product.Tariffs[i].ValidFrom, $"{here}.valid_from");
            var until = check.OptionalDate(product.Tariffs[i].ValidUntil, $"{here}.valid_until");
            ContractCheck.CheckPeriod(term, from, until, here, check);
            datesHold &= from != default && until != default(DateOnly) && (until is null || until >= from);
            tariffs.Add(new TariffTerm { ValidFrom = from, ValidUntil = until, RateE8 = ReadRate(product.Tariffs[i].RateEur, $"{here}.rate_eur", check) });
        }
        if (datesHold)
            foreach (var (_, later) in TariffCalendar.Overlaps(tariffs, term.IsKnown ? term.EndsOn : DateOnly.MaxValue))
                check.That(false, $"{at}.tariffs[{later}].valid_from", "tariffs_overlap", "Op deze dag geldt al een tarief.");
        return [.. tariffs.OrderBy(tariff => tariff.ValidFrom)];
    }

    /// <summary>Euro per unit times 100,000,000; 0 after a fault.</summary>
    public static long ReadRate(string text, string field, Check check)
    {
        var rate = check.Decimal(text, field, 0.00000001m, HighestRate);
        return rate is > 0m and <= HighestRate ? E8.Of(rate) : 0;
    }

    [GeneratedRegex(@"\A[0-9A-Z]{1,5}\z")]
    private static partial Regex Code();
}
