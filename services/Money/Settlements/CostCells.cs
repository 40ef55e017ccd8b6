using Inkoop.Funding;
using Inkoop.Ijw;

namespace Inkoop.Money.Settlements;

/// <summary>What a settled period cost by product, municipality and provider, and for which clients. Everything that is payable is in one of them: they add up to the total without advances.</summary>
public static class CostCells
{
    /// <param name="Clients">Pseudonyms: a client counts once in a cell, whatever contracts it is in.</param>
    private sealed record Cost(string ProductId, string MunicipalityCode, string ProviderCode, IEnumerable<string> Clients, long Cents);

    public static IReadOnlyList<CostCell> Of(IEnumerable<ContractSettled> contracts, Period period) =>
    [
        .. contracts.SelectMany(contract => contract.Lots.Where(lot => lot.Settled is not null).SelectMany(lot => OfLot(contract, lot, period)))
            .GroupBy(cost => (cost.ProductId, cost.MunicipalityCode, cost.ProviderCode))
            .Select(cell => new CostCell(cell.Key.ProductId, cell.Key.MunicipalityCode, cell.Key.ProviderCode, cell.SelectMany(cost => cost.Clients).Distinct().LongCount(), cell.Sum(cost => cost.Cents)))
            .Where(cell => cell.Clients != 0 || cell.Cents != 0)
            .OrderBy(cell => cell.ProductId, StringComparer.Ordinal).ThenBy(cell => cell.MunicipalityCode, StringComparer.Ordinal).ThenBy(cell => cell.PayerId, StringComparer.Ordinal),
    ];

    private static IEnumerable<Cost> OfLot(ContractSettled contract, LotSettled lot, Period period)
    {
        var provider = contract.Contract.ProviderId?.ToString() ?? "";
        var spells = contract.Facts.Spells.Where(spell => spell.From <= period.Until && (spell.Until ?? period.Until) >= period.From).ToLookup(spell => (spell.ProductId, spell.MunicipalityCode), spell => spell.ClientId);
        if (lot.Settled!.Parts.All(part => part.ProductId.Length == 0))
        {
            var products = spells.Select(same => same.Key.ProductId).Distinct().Where(product => ContractFacts.LotOf(contract.Contract, product) == lot.Lot.LotId).ToList();
            return lot.Payables.GroupBy(payable => payable.MunicipalityCode).Select(same => new Cost($"{contract.Contract.Number}/{lot.Lot.LotId}", same.Key, provider,
                products.SelectMany(product => spells[(product, same.Key)]), same.Sum(payable => payable.Cents)));
        }
        return OfLines(contract, lot, period).Concat(lot.Settled.Parts.Where(part => part.LineCount == 0)
            .GroupBy(part => (part.ProductId, part.MunicipalityCode)).Select(same => new Cost(same.Key.ProductId, same.Key.MunicipalityCode, provider, spells[(same.Key.ProductId, same.Key.MunicipalityCode)], same.Sum(part => part.Cents))));
    }

    // A client whose lines were all credited does not count.
    private static IEnumerable<Cost> OfLines(ContractSettled contract, LotSettled lot, Period period)
    {
        var provider = contract.Contract.ProviderId?.ToString() ?? "";
        var paid = lot.Payables.Where(payable => payable.Key.StartsWith("line/", StringComparison.Ordinal)).ToDictionary(payable => (payable.Key["line/".Length..], payable.MunicipalityCode, payable.ProviderCode), payable => payable.Cents);
        (string, string, string Provider) Key(CareLine line) => (line.ReferenceNumber, line.MunicipalityCode, line.ProviderCode.Length > 0 ? line.ProviderCode : provider);
        return contract.Facts.Lines
            .Where(line => period.Holds(line.StartsOn) && paid.ContainsKey(Key(line)))
            .GroupBy(line => (line.ProductId, line.MunicipalityCode, Key(line).Provider))
            .Select(cell => new Cost(cell.Key.ProductId, cell.Key.MunicipalityCode, cell.Key.Provider,
                cell.GroupBy(line => line.ClientId).Where(client => client.Sum(line => line.IsCredit ? -line.Volume : line.Volume) > 0).Select(client => client.Key),
                cell.Select(Key).Distinct().Sum(key => paid[key])));
    }

    /// <summary>Fewest clients that may be told (design: published tables).</summary>
    public const int FewestTold = 10;

    /// <summary>Which cells of a table may not tell how many clients they have: those under ten, and where that is one alone, the smallest other, or it could be worked out from the total.</summary>
    public static IReadOnlySet<int> Suppressed(IReadOnlyList<(long Before, long Now)> clients)
    {
        var hidden = new HashSet<int>();
        foreach (var column in new Func<(long Before, long Now), long>[] { cell => cell.Before, cell => cell.Now })
        {
            var few = Enumerable.Range(0, clients.Count).Where(i => column(clients[i]) is > 0 and < FewestTold).ToList();
            hidden.UnionWith(few);
            if (few.Count != 1) continue;
            var others = Enumerable.Range(0, clients.Count).Where(i => column(clients[i]) >= FewestTold).OrderBy(i => column(clients[i])).ThenBy(i => i).ToList();
            if (others.Count > 0) hidden.Add(others[0]);
        }
        return hidden;
    }
}
