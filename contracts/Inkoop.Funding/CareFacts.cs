using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>One report that care started or stopped, or its withdrawal, as it was told.</summary>
public sealed record CareReport
{
    public Guid EventId { get; init; }
    /// <summary>The same for a report and its withdrawal.</summary>
    public Guid ReportId { get; init; }
    public bool IsStop { get; init; }
    public Guid AllocationId { get; init; }
    public Guid ContractId { get; init; }
    public Guid ProviderId { get; init; }
    public string ProductId { get; init; } = "";
    public string MunicipalityCode { get; init; } = "";
    public string ClientPseudonym { get; init; } = "";
    public DateOnly StartedOn { get; init; }
    public DateOnly? StoppedOn { get; init; }
    /// <summary>iJw RedenBeeindiging (JZ588), of a stop.</summary>
    public string? Reason { get; init; }
    public bool IsWithdrawn { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>One version of an allocation (toewijzing) as it was told.</summary>
public sealed record AllocationVersion
{
    public Guid AllocationId { get; init; }
    public long Version { get; init; }
    public Guid ContractId { get; init; }
    public Guid ProviderId { get; init; }
    public string ProductId { get; init; } = "";
    public string Category { get; init; } = "";
    /// <summary>specific, unspecific or crisis.</summary>
    public string Kind { get; init; } = "";
    public string MunicipalityCode { get; init; } = "";
    public string ClientPseudonym { get; init; } = "";
    public long Volume { get; init; }
    public string Unit { get; init; } = "";
    public string Frequency { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public bool IsRemoved { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>Care under one allocation from its first to its last day that counts (<see cref="CountedDays"/>), both counted.</summary>
/// <param name="CareId">Of the report that began it: names a stay or a measure.</param>
/// <param name="From">The first day that counts.</param>
public sealed record Care(Guid CareId, Guid EventId, DateTimeOffset RecordedAt, Guid AllocationId, string ProductId, string MunicipalityCode, string ProviderCode, string ClientId, DateOnly From, CareReport? Stop)
{
    /// <summary>The last day that counts; null only where nothing ends it, not even today.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The first night that is not slept there: the day of the stop, or the day after the last that counts where something else ended it.</summary>
    public DateOnly? DepartsOn => Until is not { } until ? null : Stop?.StoppedOn == until ? until : until.AddDays(1);
}

/// <summary>What the reports of care mean together. Nothing depends on the order in which they came: a stop may come before its start, and a withdrawal before what it withdraws.</summary>
public static partial class CareFacts
{
    /// <summary>The care that stood at a moment, by its days that count; care without any is not among it.</summary>
    /// <param name="today">The Dutch day of that moment: later days are nobody's debt yet.</param>
    public static IReadOnlyList<Care> Standing(IEnumerable<CareReport> reports, IEnumerable<AllocationVersion> allocations, DateTimeOffset asOf, DateOnly today)
    {
        var newest = allocations.Where(version => version.RecordedAt <= asOf).GroupBy(version => version.AllocationId).ToDictionary(same => same.Key, same => same.MaxBy(version => version.Version)!);
        var standing = reports.Where(report => report.RecordedAt <= asOf)
            .GroupBy(report => report.ReportId)
            .Select(same => same.MaxBy(report => (report.IsWithdrawn, report.RecordedAt, report.EventId))!);
        return
        [
            .. standing
                .GroupBy(report => (report.AllocationId, report.StartedOn))
                .Select(same => Join([.. same], newest.GetValueOrDefault(same.Key.AllocationId), today))
                .OfType<Care>()
                .OrderBy(care => care.From).ThenBy(care => care.CareId),
        ];
    }

    /// <summary>Youths in care: every care is a spell.</summary>
    public static IReadOnlyList<CareSpell> Spells(IEnumerable<Care> care, Func<string, string> categoryOf) =>
    [
        .. care.Select(one => new CareSpell
        {
            EventId = one.EventId, RecordedAt = one.RecordedAt, ClientId = one.ClientId, MunicipalityCode = one.MunicipalityCode, ProviderCode = one.ProviderCode,
            ServiceType = categoryOf(one.ProductId), ProductId = one.ProductId, From = one.From, Until = one.Until,
        }),
    ];

    private static Care? Join(IReadOnlyList<CareReport> reports, AllocationVersion? allocation, DateOnly today)
    {
        var starts = reports.Where(report => !report.IsStop).ToList();
        var start = starts.Where(report => !report.IsWithdrawn).MinBy(report => report.ReportId);
        // A stop by itself says that there was care; not when the start was taken back.
        if (start is null && starts.Count > 0) return null;
        var stop = reports.Where(report => report is { IsStop: true, IsWithdrawn: false }).MaxBy(report => (report.RecordedAt, report.StoppedOn, report.ReportId));
        if ((start ?? stop) is not { } one || CountedDays.Of(one.StartedOn, stop?.StoppedOn, allocation, today) is not { } days) return null;
        var product = one.ProductId.Length > 0 ? one.ProductId : allocation?.Category ?? "";
        return new Care(one.ReportId, one.EventId, one.RecordedAt, one.AllocationId, product, one.MunicipalityCode, one.ProviderId.ToString(), one.ClientPseudonym, days.From,
            stop?.StoppedOn <= today ? stop : null)
        {
            Until = days.Until == DateOnly.MaxValue ? null : days.Until,
        };
    }
}
