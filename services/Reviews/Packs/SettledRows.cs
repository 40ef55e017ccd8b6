using Inkoop.Wire;

namespace Inkoop.Reviews.Packs;

/// <summary>A quarter of a contract: what it comes to, and how many lines were declared in it.</summary>
public sealed record QuarterTotalRow
{
    public Guid ContractId { get; init; }
    public string Quarter { get; init; } = "";
    /// <summary>Afgerekend.</summary>
    public long SettledCents { get; init; }
    public long AcceptedLineCount { get; init; }
    public long RejectedLineCount { get; init; }

    public static IReadOnlyList<QuarterTotalRow> Of(IEnumerable<MonthTotalRow> months, IEnumerable<DeclaredRow> declared) =>
    [
        .. months.Select(month => new QuarterTotalRow { ContractId = month.ContractId, Quarter = Quarters.Of(month.Year, month.Month), SettledCents = month.SettledCents })
            .Concat(declared.Select(row => new QuarterTotalRow
            {
                ContractId = row.ContractId, Quarter = row.Quarter, AcceptedLineCount = row.AcceptedLineCount, RejectedLineCount = row.RejectedLineCount,
            }))
            .GroupBy(row => (row.ContractId, row.Quarter))
            .Select(same => same.First() with
            {
                SettledCents = same.Sum(row => row.SettledCents),
                AcceptedLineCount = same.Sum(row => row.AcceptedLineCount),
                RejectedLineCount = same.Sum(row => row.RejectedLineCount),
            }),
    ];
}

/// <summary>A quarter of a contract for one product, municipality and unit.</summary>
public sealed record CellRow
{
    public string Quarter { get; init; } = "";
    /// <summary>Empty where the lot pays no product.</summary>
    public string ProductId { get; init; } = "";
    public string MunicipalityCode { get; init; } = "";
    public string Unit { get; init; } = "";
    public long Volume { get; init; }
    /// <summary>Afgerekend.</summary>
    public long SettledCents { get; init; }
    public long LineCount { get; init; }

    public static IReadOnlyList<CellRow> Of(IEnumerable<CellMonthRow> months) =>
    [
        .. months.GroupBy(row => (Quarter: Quarters.Of(row.Year, row.Month), row.ProductId, row.MunicipalityCode, row.Unit)).Select(same => new CellRow
        {
            Quarter = same.Key.Quarter,
            ProductId = same.Key.ProductId,
            MunicipalityCode = same.Key.MunicipalityCode,
            Unit = same.Key.Unit,
            Volume = same.Sum(row => row.Volume),
            SettledCents = same.Sum(row => row.SettledCents),
            LineCount = same.Sum(row => row.LineCount),
        }),
    ];
}

public sealed record MonthTotalRow
{
    public Guid ContractId { get; init; }
    public int Year { get; init; }
    public int Month { get; init; }
    public long SettledCents { get; init; }
}

public sealed record CellMonthRow
{
    public int Year { get; init; }
    public int Month { get; init; }
    public string ProductId { get; init; } = "";
    public string MunicipalityCode { get; init; } = "";
    public string Unit { get; init; } = "";
    public long Volume { get; init; }
    public long SettledCents { get; init; }
    public long LineCount { get; init; }
}

public sealed record DeclaredRow
{
    public Guid ContractId { get; init; }
    public string Quarter { get; init; } = "";
    public long AcceptedLineCount { get; init; }
    public long RejectedLineCount { get; init; }
}

internal static class Quarters
{
    public static string Of(int year, int month) => Quarter.Of(new DateOnly(year, month, 1)).ToString();
}
