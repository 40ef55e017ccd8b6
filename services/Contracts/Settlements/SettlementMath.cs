using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Contracts.Settlements;

/// <summary>Adds up what was accepted under a contract (afrekening p×q). Every total is the sum of whole cents that became payable line by line: nothing is rounded here.</summary>
public static class SettlementMath
{
    /// <summary>Sums by contract, month, product, municipality and unit, in that order.</summary>
    public static IReadOnlyList<LedgerSum> Sum(IEnumerable<LedgerLine> lines) =>
    [
        .. lines
            .GroupBy(line => (line.ContractId, line.Month, line.ProductId, line.MunicipalityCode, line.Unit))
            .Select(group => new LedgerSum
            {
                ContractId = group.Key.ContractId,
                Month = group.Key.Month,
                ProductId = group.Key.ProductId,
                MunicipalityCode = group.Key.MunicipalityCode,
                Unit = group.Key.Unit,
                Volume = group.Sum(line => line.SignedVolume()),
                AmountCents = group.Sum(line => line.SignedCents()),
                LineCount = group.LongCount(),
            })
            .OrderBy(sum => sum.ContractId)
            .ThenBy(sum => sum.Month, StringComparer.Ordinal)
            .ThenBy(sum => sum.ProductId, StringComparer.Ordinal)
            .ThenBy(sum => sum.MunicipalityCode, StringComparer.Ordinal)
            .ThenBy(sum => sum.Unit, StringComparer.Ordinal),
    ];

    /// <summary>The settlement of one contract from its sums; parts by product, then municipality, then month.</summary>
    public static Settlement Settle(ContractState contract, DateOnly from, DateOnly until, IReadOnlyList<LedgerSum> sums)
    {
        var settlement = new Settlement
        {
            ContractId = contract.ContractId.ToString(),
            ContractNumber = contract.Number,
            ContractVersion = contract.Version,
            From = ContractWire.Day(from),
            Until = ContractWire.Day(until),
            TotalCents = sums.Sum(sum => sum.AmountCents),
            LineCount = sums.Sum(sum => sum.LineCount),
        };
        settlement.Parts.AddRange(sums
            .OrderBy(sum => sum.ProductId, StringComparer.Ordinal)
            .ThenBy(sum => sum.MunicipalityCode, StringComparer.Ordinal)
            .ThenBy(sum => sum.Month, StringComparer.Ordinal)
            .ThenBy(sum => sum.Unit, StringComparer.Ordinal)
            .Select(sum => new SettlementPart
            {
                ProductId = sum.ProductId,
                MunicipalityCode = sum.MunicipalityCode,
                Month = sum.Month,
                Unit = sum.Unit,
                Volume = sum.Volume,
                AmountCents = sum.AmountCents,
                LineCount = sum.LineCount,
            }));
        return settlement;
    }
}
