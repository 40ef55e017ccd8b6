using Inkoop.Platform;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Contracts.Drafting;

/// <summary>Reads the lots (percelen) of a draft and how each is paid for (bekostiging).</summary>
public static class FundingCheck
{
    private const decimal Smallest = 0.00000001m;

    public static IReadOnlyList<LotState> ReadLots(Contract contract, Check check)
    {
        check.That(contract.Lots.Count <= DraftLimits.Lots, "contract.lots", "too_many", $"Hoogstens {DraftLimits.Lots} percelen.");
        var lots = new List<LotState>();
        for (var i = 0; i < Math.Min(contract.Lots.Count, DraftLimits.Lots); i++)
        {
            var at = $"contract.lots[{i}]";
            var lot = contract.Lots[i];
            var id = check.Text(lot.LotId, $"{at}.lot_id", 1, 10);
            check.That(lots.All(other => other.LotId != id), $"{at}.lot_id", "duplicate", "Dit perceel staat al eerder in het contract.");
            var name = check.Text(lot.Name, $"{at}.name", 1, 200);
            lots.Add(ReadFunding(lot.Funding, contract, $"{at}.funding", check) with { LotId = id, Name = name });
        }
        return lots;
    }

    private static LotState ReadFunding(FundingArrangement? funding, Contract contract, string at, Check check)
    {
        switch (funding?.ModelCase)
        {
            case FundingArrangement.ModelOneofCase.PriceTimesQuantity:
                return Lot(FundingModels.PriceTimesQuantity) with { Funding = funding.Clone() };
            case FundingArrangement.ModelOneofCase.Output:
                ReadPhases(funding.Output, $"{at}.output", check);
                return Lot(FundingModels.Output) with { Funding = funding.Clone() };
            case FundingArrangement.ModelOneofCase.TaskBased:
                check.That(funding.TaskBased.ReferenceVolume is > 0 and <= 1_000_000, $"{at}.task_based.reference_volume", "out_of_range", "Het aantal jeugdigen is positief.");
                CheckBudget(funding.TaskBased.AnnualBudgetCents, $"{at}.task_based.annual_budget_cents", check);
                return Lot(FundingModels.TaskBased) with { Funding = funding.Clone() };
            case FundingArrangement.ModelOneofCase.Population:
                CheckBudget(funding.Population.AnnualBudgetCents, $"{at}.population.annual_budget_cents", check);
                ReadWeights(funding.Population, contract, $"{at}.population", check);
                return Lot(FundingModels.Population) with { Funding = funding.Clone() };
            case FundingArrangement.ModelOneofCase.Outcome:
                return Lot(FundingModels.Outcome) with { Funding = funding.Clone() };
            case FundingArrangement.ModelOneofCase.Subsidy:
                return Lot(FundingModels.Subsidy) with { Funding = funding.Clone() };
            default:
                check.That(false, at, "required", "Kies hoe dit perceel wordt bekostigd.");
                return Lot(FundingModels.PriceTimesQuantity);
        }
    }

    private static void ReadPhases(OutputFunding output, string at, Check check)
    {
        check.That(output.Phases.Count is >= 1 and <= DraftLimits.Phases, $"{at}.phases", "out_of_range", $"Een resultaat wordt betaald in 1 tot {DraftLimits.Phases} fasen.");
        var phases = new List<(string Name, long ShareE8)>();
        for (var i = 0; i < Math.Min(output.Phases.Count, DraftLimits.Phases); i++)
        {
            var name = check.Text(output.Phases[i].Name, $"{at}.phases[{i}].name", 1, 100);
            var share = check.Decimal(output.Phases[i].Share, $"{at}.phases[{i}].share", Smallest, 1m);
            phases.Add((name, share is > 0m and <= 1m ? E8.Of(share) : 0));
        }
        check.That(phases.Count == 0 || phases.Sum(phase => phase.ShareE8) == E8.One, $"{at}.phases", "shares_not_whole", "De delen van de fasen tellen samen niet op tot 1.");
    }

    private static void ReadWeights(PopulationFunding population, Contract contract, string at, Check check)
    {
        var buyers = contract.Buyers.Select(buyer => buyer.MunicipalityCode.Trim()).ToHashSet();
        var weights = new List<(string MunicipalityCode, long WeightE8)>();
        check.That(population.Weights.Count <= DraftLimits.Buyers, $"{at}.weights", "too_many", $"Hoogstens {DraftLimits.Buyers} gewichten.");
        for (var i = 0; i < Math.Min(population.Weights.Count, DraftLimits.Buyers); i++)
        {
            var code = population.Weights[i].MunicipalityCode.Trim();
            check.That(buyers.Contains(code), $"{at}.weights[{i}].municipality_code", "not_a_buyer", "Deze gemeente koopt niet in met dit contract.");
            check.That(weights.All(other => other.MunicipalityCode != code), $"{at}.weights[{i}].municipality_code", "duplicate", "Deze gemeente heeft al een gewicht.");
            var weight = check.Decimal(population.Weights[i].Weight, $"{at}.weights[{i}].weight", Smallest, 1_000_000m);
            weights.Add((code, weight is > 0m and <= 1_000_000m ? E8.Of(weight) : 0));
        }
        var missing = buyers.Except(weights.Select(weight => weight.MunicipalityCode)).Order(StringComparer.Ordinal).ToList();
        check.That(missing.Count == 0, $"{at}.weights", "weight_missing", $"Geen gewicht voor gemeente {string.Join(", ", missing)}.");
    }

    private static void CheckBudget(long cents, string field, Check check) =>
        check.That(cents is > 0 and <= DraftLimits.Cents, field, "out_of_range", "Het jaarbedrag is positief, tot tien miljard euro.");

    private static LotState Lot(string model) => new() { LotId = "", Name = "", FundingModel = model };
}
