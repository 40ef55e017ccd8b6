using System.Globalization;
using System.Text.RegularExpressions;
using Inkoop.Funding;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using V1KeyKind = Inkoop.Wire.Contracts.V1.KeyKind;
using V1PriceTimesQuantity = Inkoop.Wire.Contracts.V1.PriceTimesQuantity;

namespace Inkoop.Agreements.Drafting;

/// <summary>
/// Whether what a draft says about paying its lots adds up: by the same check that guards a settlement, over every year of the contract, with its faults brought to the
/// fields of the draft. So nothing is signed that cannot be settled. What only a draft can get wrong (products that are not in the lot, units) is judged here too.
/// </summary>
public static partial class FundingJudgement
{
    public static void Judge(ContractState draft, Term term, Check check)
    {
        for (var i = 0; i < draft.Lots.Count; i++)
        {
            var at = $"contract.lots[{i}].funding";
            var lot = draft.Lots[i];
            foreach (var fault in draft.Lots[i].Funding is { } funding ? Faults(draft, lot, funding, term, at) : [])
                if (!IsKnown(fault, check.Faults)) check.That(false, fault.Field, fault.Code, fault.Text);
            if (lot.Funding?.PriceTimesQuantity is { } effort) JudgeProducts(draft, lot, effort, $"{at}.price_times_quantity", check);
            if (lot.Funding?.Population is { } population) JudgeMunicipalities(draft, population, term, $"{at}.population", check);
            if (lot.Funding?.Division is { } division) JudgeDivision(draft, lot, division, $"{at}.division", check);
        }
    }

    /// <summary>Faults of the kernel's own check over the years of the contract, each once, at fields of the draft.</summary>
    private static IEnumerable<FieldFault> Faults(ContractState draft, LotState lot, FundingArrangement funding, Term term, string at)
    {
        // Only the weights and buyers of population funding differ by year. Without known days year 0 stands for every year.
        var years = funding.Population is not null && term.IsKnown ? Years(term) : [term.IsKnown ? term.StartsOn.Year : 0];
        return years.SelectMany(year => ArrangementCheck.Faults(Whole(FundingOf.Terms(draft, lot, year, []), funding))
            .Select(fault => FieldOf(funding, year, fault.Field, fault.Code) is { } field ? FundingFaults.Of(fault) with { Field = $"{at}.{field}" } : null)
            .OfType<FieldFault>())
            .Distinct();
    }

    /// <summary>Phases are judged also while the lot has no product yet to carry them.</summary>
    private static FundingTerms Whole(FundingTerms terms, FundingArrangement funding) => terms is OutputTerms { Products.Count: 0 } output
        ? output with { Products = [new OutputPrice { ProductId = "", Parts = Arrangements.Parts(funding.Output), MonthsOfPart = Arrangements.MonthsOfPart(funding.Output), Rates = [new RateStep(DateOnly.MinValue, null, Fraction.Zero)] }] }
        : terms;

    /// <summary>The field of the arrangement that a field of the kernel's terms was read from; null for what is judged elsewhere in the draft (tariffs, rounding rule, buyers, year budgets).</summary>
    private static string? FieldOf(FundingArrangement funding, int year, string field, string code)
    {
        switch (funding.ModelCase)
        {
            case FundingArrangement.ModelOneofCase.PriceTimesQuantity:
                if (field.StartsWith("stays", StringComparison.Ordinal)) return $"price_times_quantity.{Named(field, "product_id").Replace("euro_per_day", "rate_eur", StringComparison.Ordinal)}";
                return field.StartsWith("caps", StringComparison.Ordinal) ? $"price_times_quantity.{field.Replace(".period", code == "overlaps" ? ".from" : ".until", StringComparison.Ordinal)}" : null;
            case FundingArrangement.ModelOneofCase.Output:
                var ofProduct = Product().Match(field);
                if (!ofProduct.Success) return null;
                return ofProduct.Groups[1].Value is "months_of_part" ? "output.months_of_part" : $"output.{ofProduct.Groups[1].Value.Replace("parts", "phases", StringComparison.Ordinal)}";
            case FundingArrangement.ModelOneofCase.TaskBased:
                return IsOfContract(field) ? null : field == "budget_cents" ? "task_based.annual_budget_cents" : $"task_based.{(field.StartsWith("kpis", StringComparison.Ordinal) ? Named(field, "indicator_code") : field)}";
            case FundingArrangement.ModelOneofCase.Population:
                if (IsOfContract(field) || field is "municipalities" or "index_weights" || (field.StartsWith("corridor.shared_by", StringComparison.Ordinal) && funding.Population.Corridor.SharedBy.Count == 0)) return null;
                if (Element().Match(field) is { Success: true } weight && weight.Groups[1].Value == "weights")
                {
                    var position = FundingOf.WeightsOf(funding.Population, year)[int.Parse(weight.Groups[2].Value, CultureInfo.InvariantCulture)];
                    return $"population.{Named($"weights[{position}]{weight.Groups[3].Value}", "municipality_code")}";
                }
                return field switch
                {
                    "budget_cents" => "population.annual_budget_cents",
                    "reserve_cap" => "population.reserve_cap_share",
                    _ => $"population.{(field.StartsWith("index", StringComparison.Ordinal) ? Named(field, "year") : field)}",
                };
            default:
                return IsOfContract(field) || field == "budget_cents" ? null : $"{FundingModels.Of(funding)}.{field}";
        }
    }

    // A contract that is refused for its length is not judged to its last year.
    private static IEnumerable<int> Years(Term term) => Enumerable.Range(term.StartsOn.Year, Math.Min(term.EndsOn.Year - term.StartsOn.Year, 30) + 1);

    private static bool IsOfContract(string field) => field is "term" or "article";

    /// <summary>A fault about an element as a whole (it is there twice) is shown at the field that names it.</summary>
    private static string Named(string field, string name) => field.EndsWith(']') ? $"{field}.{name}" : field;

    /// <summary>The same field was found faulty before: that it now also reads as zero is no news. Nor is a sum of shares of which one could not be read.</summary>
    private static bool IsKnown(FieldFault fault, IReadOnlyList<FieldFault> faults) => faults.Any(known =>
        known.Field == fault.Field ? known.Code is "required" or "decimal_invalid" or "date_invalid" or "out_of_range" || known.Code == fault.Code && known.Text == fault.Text
        : fault.Code.StartsWith("shares_", StringComparison.Ordinal) && known.Field.StartsWith(fault.Field + "[", StringComparison.Ordinal) && known.Code is "required" or "decimal_invalid");

    private static void JudgeProducts(ContractState draft, LotState lot, V1PriceTimesQuantity effort, string at, Check check)
    {
        var stays = effort.Stays.Select(stay => stay.ProductId).ToHashSet();
        for (var i = 0; i < effort.Stays.Count; i++)
            JudgeProduct(draft, lot, effort.Stays[i].ProductId, $"{at}.stays[{i}].product_id", ["14"], "Een verblijf wordt betaald per etmaal (14).", check);
        for (var i = 0; i < effort.MonthProductIds.Count; i++)
        {
            var (id, here) = (effort.MonthProductIds[i], $"{at}.month_product_ids[{i}]");
            check.That(!effort.MonthProductIds.Take(i).Contains(id), here, "duplicate", $"{id} staat er twee keer.");
            check.That(!stays.Contains(id), here, "paid_twice", "Dit product wordt al per verblijf betaald.");
            JudgeProduct(draft, lot, id, here, ["82", "84"], "Een maandtarief hoort bij een product in stuks (82, 84): de maand is het stuk.", check);
        }
    }

    private static void JudgeProduct(ContractState draft, LotState lot, string id, string at, string[] units, string text, Check check)
    {
        if (id.Length == 0) return;
        var product = draft.Products.FirstOrDefault(product => product.ProductId == id && product.LotId == lot.LotId);
        check.That(product is not null, at, "product_not_in_lot", "Dit product staat niet in dit perceel.");
        if (product is not null) check.That(units.Contains(product.Unit), at, "unit_not_fitting", text);
    }

    private static void JudgeMunicipalities(ContractState draft, PopulationFunding population, Term term, string at, Check check)
    {
        // A draft may still lack its buyers; a signature may not.
        if (draft.Buyers.Count == 0) return;
        foreach (var year in term.IsKnown ? Years(term) : [])
            check.That(FundingOf.Municipalities(draft, year).Count > 0, at, "year_without_buyer", $"In {year} koopt geen gemeente in: er is niemand om het jaarbedrag over te verdelen.");
        if (population.Key.Concat(population.Corridor?.SharedBy ?? []).Any(part => part.Kind == V1KeyKind.Fixed)) JudgeFixed(draft, population.FixedShares, $"{at}.fixed_shares", check);
    }

    private static void JudgeDivision(ContractState draft, LotState lot, DivisionKey division, string at, Check check)
    {
        check.That(lot.FundingModel is FundingModels.TaskBased or FundingModels.Subsidy, at, "division_not_used", "Dit model verdeelt zelf over de gemeenten; een verdeelsleutel hoort bij een taakgericht perceel of een subsidie.");
        check.That(division.Mix.All(part => part.Kind != V1KeyKind.Weighted), $"{at}.mix", "key_without_weights", "Naar gewicht verdelen kan alleen bij populatiebekostiging: daar staan de gewichten.");
        var (mix, parts) = FundingOf.Division(lot)!.Value;
        var faults = new TermCheck();
        PopulationCheck.Divides(mix, parts, "mix", "fixed_shares", faults);
        foreach (var fault in faults.Faults.Select(fault => FundingFaults.Of(fault) with { Field = $"{at}.{fault.Field}" }))
            if (!IsKnown(fault, check.Faults)) check.That(false, fault.Field, fault.Code, fault.Text);
        if (draft.Buyers.Count > 0 && division.Mix.Any(part => part.Kind == V1KeyKind.Fixed)) JudgeFixed(draft, division.FixedShares, $"{at}.fixed_shares", check);
    }

    private static void JudgeFixed(ContractState draft, IReadOnlyList<MunicipalityShare> shares, string at, Check check)
    {
        var missing = draft.Buyers.Select(buyer => buyer.MunicipalityCode).Distinct().Except(shares.Select(share => share.MunicipalityCode)).Order(StringComparer.Ordinal).ToList();
        check.That(missing.Count == 0, at, "share_missing", $"Geen deel voor gemeente {string.Join(", ", missing)}; schrijf 0 waar zij niets betaalt.");
    }

    [GeneratedRegex(@"\Aproducts\[[0-9]+\]\.(parts.*|months_of_part)\z")]
    private static partial Regex Product();

    [GeneratedRegex(@"\A([a-z_]+)\[([0-9]+)\](.*)\z")]
    private static partial Regex Element();
}
