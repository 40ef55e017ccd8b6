namespace Inkoop.Contracts.Settlements;

/// <summary>The same facts under other terms, or asked for more youths and higher prices (stresstest).</summary>
/// <param name="DivideBy">How a sum that the model does not divide itself goes over the municipalities; null for the youths in care.</param>
public sealed record Scenario(string Name, FundingTerms Terms, Stress Stress, IReadOnlyList<KeyPart>? DivideBy = null);

/// <summary>What one municipality would pay one provider, less what it pays in the first scenario.</summary>
public sealed record WhatIfCell(string MunicipalityCode, string ProviderCode, IReadOnlyList<long> Cents, IReadOnlyList<long> DifferenceCents);

public sealed record WhatIfAnswer(IReadOnlyList<string> Scenarios, IReadOnlyList<Settled> Settled, IReadOnlyList<WhatIfCell> Cells);

/// <summary>What-if: settles recorded production under several scenarios, side by side per municipality and provider. The cells of a scenario add up to its total, to the cent.</summary>
public static class WhatIf
{
    public static WhatIfAnswer Compare(RecordedFacts facts, IReadOnlyList<Scenario> scenarios, Period period, DateTimeOffset asOf)
    {
        var known = facts.AsOf(asOf);
        var settled = scenarios.Select(scenario => SettlementKernel.Settle(scenario.Terms, known, period, asOf, scenario.Stress)).ToList();
        var cells = scenarios.Select((scenario, i) => Cells(settled[i], scenario, known, period)).ToList();
        return new WhatIfAnswer([.. scenarios.Select(scenario => scenario.Name)], settled,
        [
            .. cells.SelectMany(one => one.Keys).Distinct().OrderBy(key => key.Municipality, StringComparer.Ordinal).ThenBy(key => key.Provider, StringComparer.Ordinal)
                .Select(key => new WhatIfCell(key.Municipality, key.Provider,
                    [.. cells.Select(one => one.GetValueOrDefault(key))], [.. cells.Select(one => one.GetValueOrDefault(key) - cells[0].GetValueOrDefault(key))])),
        ]);
    }

    private static Dictionary<(string Municipality, string Provider), long> Cells(Settled settled, Scenario scenario, RecordedFacts facts, Period period)
    {
        var cells = new Dictionary<(string, string), long>();
        var users = Users(facts, period);
        if (settled.Payables.Count > 0)
        {
            foreach (var municipality in settled.Payables.GroupBy(payable => (payable.MunicipalityCode, payable.ProviderCode)))
            {
                var cents = municipality.Sum(payable => payable.Cents);
                if (municipality.Key.ProviderCode.Length > 0) Add(municipality.Key.MunicipalityCode, municipality.Key.ProviderCode, cents);
                else OverProviders(municipality.Key.MunicipalityCode, cents);
            }
            return cells;
        }
        var key = scenario.DivideBy ?? [.. users.GroupBy(user => user.Municipality).Select(same => new KeyPart(same.Key, same.Sum(user => user.Count)))];
        if (key.Count == 0)
        {
            if (settled.Total.Cents != 0) Add("", "", settled.Total.Cents);
            return cells;
        }
        foreach (var (municipality, cents) in Split.Cents(settled.Total.Cents, key)) OverProviders(municipality, cents);
        return cells;

        void OverProviders(string municipality, long cents)
        {
            var providers = users.Where(user => user.Municipality == municipality).Select(user => new KeyPart(user.Provider, user.Count)).ToList();
            if (providers.Count == 0) Add(municipality, "", cents);
            else foreach (var (provider, part) in Split.Cents(cents, providers)) Add(municipality, provider, part);
        }

        void Add(string municipality, string provider, long cents) => cells[(municipality, provider)] = cells.GetValueOrDefault((municipality, provider)) + cents;
    }

    /// <summary>Unique clients by municipality and provider, from start and stop facts or, where there are none, from lines.</summary>
    private static List<(string Municipality, string Provider, long Count)> Users(RecordedFacts facts, Period period)
    {
        var care = facts.Spells.Count > 0
            ? facts.Spells.Where(spell => spell.From <= period.Until && (spell.Until ?? period.Until) >= period.From).Select(spell => (spell.MunicipalityCode, spell.ProviderCode, spell.ClientId))
            : facts.Lines.Where(line => !line.IsCredit && period.Holds(line.StartsOn)).Select(line => (line.MunicipalityCode, line.ProviderCode, line.ClientId));
        return [.. care.Distinct().GroupBy(client => (client.MunicipalityCode, client.ProviderCode)).Select(cell => (cell.Key.MunicipalityCode, cell.Key.ProviderCode, cell.LongCount()))];
    }
}
