namespace Inkoop.Money.Settlements;

/// <summary>Running sums of what was accepted (productie), as the ledger keeps them: whole cents that were judged line by line, nothing is rounded here. What is payable, the kernel says.</summary>
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
}
