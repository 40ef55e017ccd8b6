using Inkoop.Agreements;

namespace Inkoop.Money.Cells;

/// <summary>One month of one lot for one municipality, product and unit: what lines were awarded and what was settled. The months of a year add up
/// to it.</summary>
public sealed record SettledCell
{
    public Guid ContractId { get; init; }
    public int Year { get; init; }
    public string LotId { get; init; } = "";
    /// <summary>1 to 12, of the care; what is paid by the year is divided over the months that the contract runs in it.</summary>
    public int Month { get; init; }
    public string MunicipalityCode { get; init; } = "";
    /// <summary>Empty where the lot pays no product.</summary>
    public string ProductId { get; init; } = "";
    /// <summary>iJw Eenheid; empty: days of stay, months or trajectories, or no volume at all.</summary>
    public string Unit { get; init; } = "";
    public long Volume { get; init; }
    public long LineCount { get; init; }
    /// <summary>Toegekend: accepted lines, debits less credits.</summary>
    public long AwardedCents { get; init; }
    /// <summary>Afgerekend: what the funding of the lot makes of it, before advances and discounts.</summary>
    public long SettledCents { get; init; }
}

/// <summary>A year of one lot between one municipality and one provider, in cents.</summary>
public sealed record YearCell
{
    public Guid ContractId { get; init; }
    public int Year { get; init; }
    /// <summary>Empty for <see cref="CommittedCents"/>.</summary>
    public string LotId { get; init; } = "";
    public string MunicipalityCode { get; init; } = "";
    public string ProviderId { get; init; } = "";
    /// <summary>Verschuldigd: by the payment timing of the contract, advances of a running year included.</summary>
    public long DueCents { get; init; }
    /// <summary>Betaald: in runs that were recorded as paid, from the day they were paid on, and recorded as paid in advance.</summary>
    public long PaidCents { get; init; }
    /// <summary>In betaling: in runs that were approved and are not paid yet. Nothing of it is proposed again.</summary>
    public long ApprovedCents { get; init; }
    /// <summary>Betwist: held back.</summary>
    public long DisputedCents { get; init; }
    /// <summary>Verplicht (obligo): allocated, and may still be declared.</summary>
    public long CommittedCents { get; init; }
    /// <summary>Of a lot that is paid by the year and not settled yet: the sum of the year.</summary>
    public long ExpectedCents { get; init; }

    public long OpenCents() => DueCents - PaidCents - ApprovedCents - DisputedCents;
}

/// <summary>A lot of which nothing can be paid now, and why.</summary>
public sealed record CellOmission
{
    public Guid ContractId { get; init; }
    public int Year { get; init; }
    public string LotId { get; init; } = "";
    public string Code { get; init; } = "";
    public string Text { get; init; } = "";
}

/// <summary>A figure that the model of a lot makes worth knowing in a year: see <see cref="Inkoop.Funding.Mark"/>.</summary>
public sealed record LotMark
{
    public Guid ContractId { get; init; }
    public int Year { get; init; }
    public string LotId { get; init; } = "";
    public string Name { get; init; } = "";
    public long Value { get; init; }
}

/// <summary>A year of one lot and municipality, its months added up.</summary>
public sealed record LotYear
{
    public Guid ContractId { get; init; }
    public int Year { get; init; }
    public string LotId { get; init; } = "";
    public string MunicipalityCode { get; init; } = "";
    public long AwardedCents { get; init; }
    public long SettledCents { get; init; }
    public long LineCount { get; init; }
}

/// <summary>The figures of one contract in one year without its months.</summary>
public sealed record YearSums(IReadOnlyList<LotYear> Lots, IReadOnlyList<YearCell> Years, IReadOnlyList<CellOmission> Omissions);

/// <summary>All figures of one contract in one year.</summary>
public sealed record YearFigures(IReadOnlyList<SettledCell> Months, IReadOnlyList<YearCell> Years, IReadOnlyList<CellOmission> Omissions, IReadOnlyList<LotMark> Marks)
{
    /// <summary>The lots that they are of, to tell by name; not stored with them.</summary>
    public IReadOnlyList<LotState> Lots { get; init; } = [];

    public static YearFigures None { get; } = new([], [], [], []);

    public YearSums Sums() => new(
        [.. Months.GroupBy(cell => (cell.ContractId, cell.LotId, cell.MunicipalityCode)).Select(same => new LotYear
        {
            ContractId = same.Key.ContractId,
            Year = same.First().Year,
            LotId = same.Key.LotId,
            MunicipalityCode = same.Key.MunicipalityCode,
            AwardedCents = same.Sum(cell => cell.AwardedCents),
            SettledCents = same.Sum(cell => cell.SettledCents),
            LineCount = same.Sum(cell => cell.LineCount),
        })], Years, Omissions);
}
