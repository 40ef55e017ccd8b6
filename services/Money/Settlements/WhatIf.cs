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
        return (
            [.. scenarios.Select((scenario, i) => new ScenarioSettled(scenario.Name, settled[i], cells[i].Values.Sum()))],
            [
                .. cells.SelectMany(one => one.Keys).Distinct()
                    .OrderBy(key => key.MunicipalityCode, StringComparer.Ordinal).ThenBy(key => key.ProviderCode, StringComparer.Ordinal)
                    .Select(key => new MunicipalityProviderCells(key.MunicipalityCode, key.ProviderCode,
                        [.. cells.Select(one => one.GetValueOrDefault(key))], [.. cells.Select(one => one.GetValueOrDefault(key) - cells[0].GetValueOrDefault(key))])),
            ]);
    }
}
