using Inkoop.Funding;
using Inkoop.Money.Cells;
using Inkoop.Money.Settlements;

namespace Inkoop.Money.Payments;

/// <summary>Amounts of one municipality under one contract in a year, in cents.</summary>
/// <param name="SettledCents">Payable for what was delivered.</param>
/// <param name="ObligoCents">Allocated and not declared yet.</param>
/// <param name="YearSumCents">Of lots that are paid by the year and not settled yet: the sum of the year.</param>
/// <param name="ApprovedCents">Approved and not paid yet.</param>
public sealed record YearAmount(string MunicipalityCode, long SettledCents = 0, long ObligoCents = 0, long YearSumCents = 0, long PaidCents = 0, long ApprovedCents = 0)
{
    /// <summary>What one contract brings to the year of its municipalities.</summary>
    public static IEnumerable<YearAmount> Of(YearSums sums) =>
        sums.Lots.Select(lot => new YearAmount(lot.MunicipalityCode, SettledCents: lot.SettledCents))
            .Concat(sums.Years.Select(year => new YearAmount(
                year.MunicipalityCode, ObligoCents: year.CommittedCents, YearSumCents: year.ExpectedCents, PaidCents: year.PaidCents, ApprovedCents: year.ApprovedCents)));
}

/// <summary>The year of one municipality (gemeentejaar): its budget beside what the care costs by now and is expected to cost.</summary>
/// <param name="BudgetCents">Null when no budget was recorded.</param>
public sealed record YearOfMunicipality(string MunicipalityCode, long? BudgetCents, long SettledCents, long ObligoCents, long YearSumCents, long PaidCents, long ApprovedCents = 0)
{
    /// <summary>Prognose.</summary>
    public long ForecastCents => SettledCents + ObligoCents + YearSumCents;

    /// <summary>Resultaat: what the forecast leaves of the budget; zero without a budget.</summary>
    public long ResultCents => BudgetCents is { } budget ? budget - ForecastCents : 0;
}

public static class MunicipalityYears
{
    /// <summary>One for every municipality with a budget or an amount, in order of code. Amounts and budgets of merged municipalities go to the one that they became part of.</summary>
    public static IReadOnlyList<YearOfMunicipality> Of(IReadOnlyDictionary<string, long> budgets, IEnumerable<YearAmount> amounts, IReadOnlyList<Merger> mergers, DateOnly on)
    {
        var byHeir = amounts.GroupBy(amount => Mergers.CodeOn(amount.MunicipalityCode, mergers, on)).ToDictionary(same => same.Key, same => same.ToList());
        var budgetOf = budgets.GroupBy(budget => Mergers.CodeOn(budget.Key, mergers, on)).ToDictionary(same => same.Key, same => same.Sum(budget => budget.Value));
        return
        [
            .. byHeir.Keys.Union(budgetOf.Keys).Order(StringComparer.Ordinal).Select(code =>
            {
                var own = byHeir.GetValueOrDefault(code) ?? [];
                return new YearOfMunicipality(code, budgetOf.TryGetValue(code, out var budget) ? budget : null, own.Sum(amount => amount.SettledCents),
                    own.Sum(amount => amount.ObligoCents), own.Sum(amount => amount.YearSumCents), own.Sum(amount => amount.PaidCents),
                    own.Sum(amount => amount.ApprovedCents));
            }),
        ];
    }
}
