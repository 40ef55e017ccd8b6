using Inkoop.Agreements;
using Inkoop.Agreements.Drafting;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts.Drafting;

/// <summary>Reads the lots (percelen) of a draft, each with its arrangement; whether that adds up is judged once the products are known.</summary>
public static class FundingCheck
{
    public static IReadOnlyList<LotState> ReadLots(Contract contract, Term term, Check check)
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
            lots.Add(new LotState { LotId = id, Name = name, FundingModel = FundingModels.Of(funding), Funding = funding });
        }
        return lots;
    }
}
