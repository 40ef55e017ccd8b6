using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money.Settlements;

/// <summary>The same facts under other terms, or asked for more youths and higher prices (stresstest).</summary>
/// <param name="LotId">Whose funding is replaced; null: of every lot. Read only with <paramref name="Funding"/>.</param>
/// <param name="Funding">Null: as agreed.</param>
public sealed record WhatIfScenario(string Name, string? LotId, FundingArrangement? Funding, Stress Stress)
{
    public static WhatIfScenario AsAgreed { get; } = new("Zoals afgesproken", null, null, Stress.None);

    public ContractState Apply(ContractState contract) => Funding is null ? contract : contract with
    {
        Lots = [.. contract.Lots.Select(lot => LotId is null || lot.LotId == LotId ? lot with { Funding = Funding, FundingModel = FundingModels.Of(Funding) } : lot)],
    };
}

/// <summary>What one municipality would pay one provider in each scenario, and the difference with the first.</summary>
public sealed record MunicipalityProviderCells(string MunicipalityCode, string ProviderCode, IReadOnlyList<long> Cents, IReadOnlyList<long> DifferenceCents);

/// <param name="Lots">Of all contracts, as settled in this scenario.</param>
/// <param name="TotalCents">Payable for the period, advances not taken off: models that advance can be compared with models that do not.</param>
public sealed record ScenarioSettled(string Name, IReadOnlyList<LotSettled> Lots, long TotalCents)
{
    public long DiscountCents => Lots.Sum(lot => lot.Settled?.Discount?.Cents ?? 0);
    /// <summary>Whether it can be set beside the others: what has no amount is no saving.</summary>
    public bool HasAmount { get; init; } = true;
    public Refused? NotSettled => Lots.Select(lot => lot.NotSettled).FirstOrDefault(reason => reason is not null);
}

/// <summary>What-if: settles recorded production under several scenarios, side by side per municipality and provider. The cells of a scenario add up to its total, to the cent.</summary>
public static class WhatIf
{
    public static (IReadOnlyList<ScenarioSettled> Scenarios, IReadOnlyList<MunicipalityProviderCells> Cells) Compare(
        IReadOnlyList<(ContractState Contract, ContractFacts Facts)> contracts, IReadOnlyList<WhatIfScenario> scenarios, Period period, DateTimeOffset asOf)
    {
        var settled = scenarios.Select(scenario => contracts.SelectMany(one => SettlementStore.Settle(scenario.Apply(one.Contract), one.Facts, period, asOf, scenario.Stress).Lots).ToList()).ToList();
        var cells = settled.Select(lots => lots.SelectMany(lot => lot.Payables).GroupBy(payable => (payable.MunicipalityCode, payable.ProviderCode)).ToDictionary(cell => cell.Key, cell => cell.Sum(payable => payable.Cents))).ToList();
        var hasAmount = settled.Select(lots => HasAmount(settled[0], lots)).ToList();
        return (
            [.. scenarios.Select((scenario, i) => new ScenarioSettled(scenario.Name, settled[i], hasAmount[i] ? cells[i].Values.Sum() : 0) { HasAmount = hasAmount[i] })],
            [
                .. cells.Where((_, i) => hasAmount[i]).SelectMany(one => one.Keys).Distinct()
                    .OrderBy(key => key.MunicipalityCode, StringComparer.Ordinal).ThenBy(key => key.ProviderCode, StringComparer.Ordinal)
                    .Select(key => new MunicipalityProviderCells(key.MunicipalityCode, key.ProviderCode,
                        [.. cells.Select((_, i) => Cents(i, key))], [.. cells.Select((_, i) => hasAmount[i] && hasAmount[0] ? Cents(i, key) - Cents(0, key) : 0)])),
            ]);

        long Cents(int scenario, (string, string) key) => hasAmount[scenario] ? cells[scenario].GetValueOrDefault(key) : 0;
    }

    // A scenario in which a lot has no amount that it does have as agreed, would show what is missing as a saving.
    private static bool HasAmount(IReadOnlyList<LotSettled> agreed, IReadOnlyList<LotSettled> lots) =>
        lots.Any(lot => lot.Settled is not null) && agreed.Zip(lots).All(pair => pair.Second.Settled is not null || pair.First.Settled is null);
}
