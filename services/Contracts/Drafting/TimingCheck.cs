using Inkoop.Agreements;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts.Drafting;

/// <summary>
/// Whether the moment of payment (betaalmoment) fits how the lot is paid for. In arrears always does. On start is for lots paid by result: only there the whole price of a client
/// is known at the start. On result is for lots paid by result or outcome. An advance is a part of a year's sum, so there must be one: of the lot itself (task, population,
/// subsidy), or else the contract's budget of every year, and then of one lot only, because two lots would each advance the same money. It holds for all products of the lot:
/// an advance is not of a product.
/// </summary>
public static class TimingCheck
{
    public static void Judge(ContractState draft, Check check)
    {
        for (var i = 0; i < draft.Products.Count; i++)
        {
            var product = draft.Products[i];
            var at = $"contract.products[{i}].payment_timing";
            if (draft.Lots.FirstOrDefault(lot => lot.LotId == product.LotId) is not { } lot) continue;
            switch (product.PaymentTiming)
            {
                case "on_start":
                    check.That(lot.FundingModel == FundingModels.Output, at, "timing_not_funded", "Betalen bij de start kan alleen in een perceel met outputbekostiging: alleen daar is de hele prijs dan bekend.");
                    break;
                case "on_result":
                    check.That(lot.FundingModel is FundingModels.Output or FundingModels.Outcome, at, "timing_not_funded", "Betalen op resultaat kan alleen in een perceel met output- of outcomebekostiging.");
                    break;
                case "advance":
                    JudgeAdvance(draft, lot, at, check);
                    break;
            }
            check.That(product.PaymentTiming == "advance" || draft.Products.All(other => other.LotId != lot.LotId || other.PaymentTiming != "advance"),
                at, "timing_mixed", "In dit perceel wordt een voorschot betaald; dat geldt voor al zijn producten.");
        }
    }

    private static void JudgeAdvance(ContractState draft, LotState lot, string at, Check check)
    {
        if (HasOwnSum(lot)) return;
        var budgeted = draft.YearBudgets.Where(budget => budget.BudgetCents > 0).Select(budget => budget.Year).ToHashSet();
        check.That(draft.EndsOn < draft.StartsOn || Enumerable.Range(draft.StartsOn.Year, draft.EndsOn.Year - draft.StartsOn.Year + 1).All(budgeted.Contains),
            at, "advance_without_budget", "Een voorschot is een deel van een jaarbudget; geef het contract een budget voor elk jaar.");
        check.That(!draft.Lots.Any(other => other.LotId != lot.LotId && !HasOwnSum(other) && draft.Products.Any(product => product.LotId == other.LotId && product.PaymentTiming == "advance")),
            at, "advance_twice", "Een ander perceel betaalt al een voorschot uit hetzelfde jaarbudget.");
    }

    private static bool HasOwnSum(LotState lot) => lot.FundingModel is FundingModels.TaskBased or FundingModels.Population or FundingModels.Subsidy;
}
