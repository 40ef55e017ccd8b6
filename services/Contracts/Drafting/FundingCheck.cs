using Inkoop.Agreements;
using Inkoop.Agreements.Drafting;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts.Drafting;

/// <summary>Reads the lots (percelen) of a draft, each with its arrangement; whether that adds up is judged once the products are known.</summary>
public static class FundingCheck
{
    public static IReadOnlyList<LotState> ReadLots(Contract contract, Term term, DraftFacts facts, Check check)
    {
        check.That(contract.Lots.Count <= DraftLimits.Lots, "contract.lots", "too_many", $"Hoogstens {DraftLimits.Lots} percelen.");
        var buyers = contract.Buyers.Select(buyer => buyer.MunicipalityCode.Trim()).ToHashSet();
        var lots = new List<LotState>();
        for (var i = 0; i < Math.Min(contract.Lots.Count, DraftLimits.Lots); i++)
        {
            var at = $"contract.lots[{i}]";
            var lot = contract.Lots[i];
            var id = check.Text(lot.LotId, $"{at}.lot_id", 1, 10);
            check.That(lots.All(other => other.LotId != id), $"{at}.lot_id", "duplicate", "Dit perceel staat al eerder in het contract.");
            var name = check.Text(lot.Name, $"{at}.name", 1, 200);
            check.That(lot.Funding is { ModelCase: not FundingArrangement.ModelOneofCase.None }, $"{at}.funding", "required", "Kies hoe dit perceel wordt bekostigd.");
            var funding = new FundingReading(term, buyers, check).Read(lot.Funding, $"{at}.funding");
            for (var kpi = 0; kpi < funding.TaskBased?.Kpis.Count; kpi++)
                funding.TaskBased.Kpis[kpi].IndicatorCode = facts.ReadIndicator(funding.TaskBased.Kpis[kpi].IndicatorCode, $"{at}.funding.task_based.kpis[{kpi}].indicator_code", check);
            lots.Add(new LotState { LotId = id, Name = name, FundingModel = FundingModels.Of(funding), Funding = funding, Activities = ReadActivities(lot, funding, at, check), Categories = ReadCategories(lot, funding, lots, at, check) });
        }
        return lots;
    }

    private static string? ReadActivities(Lot lot, FundingArrangement funding, string at, Check check)
    {
        var activities = check.Text(lot.Activities, $"{at}.activities", 0, 2_000);
        check.That(activities.Length == 0 || !IsPaidByTheLine(funding), $"{at}.activities", "needs_products", "Een perceel dat per prestatie wordt betaald, noemt producten met een tarief.");
        return activities.Length > 0 ? activities : null;
    }

    // Care of a category counts in one lot: of two that cover it nobody could tell which.
    private static IReadOnlyList<string>? ReadCategories(Lot lot, FundingArrangement funding, IReadOnlyList<LotState> others, string at, Check check)
    {
        check.That(lot.Categories.Count <= DraftLimits.Categories, $"{at}.categories", "too_many", $"Hoogstens {DraftLimits.Categories} categorieën.");
        check.That(lot.Categories.Count == 0 || !IsPaidByTheLine(funding), $"{at}.categories", "needs_products", "Een perceel dat per prestatie wordt betaald, noemt producten met een tarief.");
        var categories = lot.Categories.Take(DraftLimits.Categories).Select(category => category.Trim()).ToList();
        foreach (var category in categories)
        {
            check.That(Ijw.CareCodes.Categories.ContainsKey(category), $"{at}.categories", "category_unknown", $"Productcategorie {category} staat niet in de codelijst JZ020.");
            check.That(!others.Any(other => other.Categories?.Contains(category) == true), $"{at}.categories", "duplicate", $"Productcategorie {category} valt al in een ander perceel.");
        }
        check.That(categories.Distinct().Count() == categories.Count, $"{at}.categories", "duplicate", "Een categorie staat er twee keer.");
        return categories.Count > 0 ? categories : null;
    }

    private static bool IsPaidByTheLine(FundingArrangement funding) => funding.PriceTimesQuantity is not null || funding.Output is not null;
}
