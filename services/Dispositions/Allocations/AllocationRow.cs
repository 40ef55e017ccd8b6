using Google.Protobuf.WellKnownTypes;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Events;

namespace Inkoop.Dispositions.Allocations;

/// <summary>An allocation (toewijzing) as stored.</summary>
public sealed record AllocationRow
{
    public Guid AllocationId { get; init; }
    public long Version { get; init; }
    public long Number { get; init; }
    public Guid DispositionId { get; init; }
    public string MunicipalityCode { get; init; } = "";
    public string ClientPseudonym { get; init; } = "";
    public Guid ContractId { get; init; }
    public string ContractNumber { get; init; } = "";
    public Guid ProviderId { get; init; }
    public string ProviderAgbCode { get; init; } = "";

    /// <summary>Empty, as are <see cref="Code"/>, <see cref="Unit"/> and <see cref="Frequency"/>, when the whole category is allocated.</summary>
    public string ProductId { get; init; } = "";

    /// <summary>One of <see cref="AllocationKinds"/>.</summary>
    public string Kind { get; init; } = "";

    public string Category { get; init; } = "";
    public string Code { get; init; } = "";

    /// <summary>effort or output: how volumes per week are counted (IV077).</summary>
    public string Variant { get; init; } = "";

    /// <summary>0: no volume was allocated, and none is counted.</summary>
    public long Volume { get; init; }
    public string Unit { get; init; } = "";
    public string Frequency { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public string Status { get; init; } = "";

    /// <summary>Accepted debits less credits, in the unit of the allocation; in minutes where it is hours, since hours may be declared in minutes.</summary>
    public long UsedVolume { get; init; }

    public long DeclaredCents { get; init; }
    public DateTimeOffset AllocatedAt { get; init; }
    public DateOnly? StartedOn { get; init; }
    public DateOnly? StoppedOn { get; init; }
    public string? StopReason { get; init; }

    /// <summary>One of <see cref="Youth.Reasons"/>; empty under eighteen.</summary>
    public string ExtendedCare { get; init; } = "";

    public const string Allocated = "allocated";
    public const string Started = "started";
    public const string Stopped = "stopped";
    public const string Removed = "removed";

    public const string Columns =
        """
        a.allocation_id, a.version, a.number, a.disposition_id, a.municipality_code, a.client_pseudonym, a.contract_id, a.contract_number,
        a.provider_id, a.provider_agb_code, a.product_id, a.kind, a.category, a.code, a.variant, a.volume, a.unit, a.frequency, a.starts_on, a.ends_on,
        a.status, a.used_volume, a.declared_cents, a.allocated_at, a.started_on, a.stopped_on, a.stop_reason, a.extended_care
        """;

    public Allocation ToWire() => new()
    {
        AllocationId = AllocationId.ToString(),
        Version = Version,
        Number = Number,
        DispositionId = DispositionId.ToString(),
        MunicipalityCode = MunicipalityCode,
        ClientPseudonym = ClientPseudonym,
        ContractId = ContractId.ToString(),
        ContractNumber = ContractNumber,
        ProviderId = ProviderId.ToString(),
        ProviderAgbCode = ProviderAgbCode,
        ProductId = ProductId,
        Kind = AllocationKinds.ToWire(Kind),
        Category = Category,
        Code = Code,
        Volume = Volume,
        Unit = Unit,
        Frequency = Frequency,
        StartsOn = Iso.Day(StartsOn),
        EndsOn = Iso.Day(EndsOn),
        Status = Status switch
        {
            Allocated => AllocationStatus.Allocated,
            Started => AllocationStatus.Started,
            Stopped => AllocationStatus.Stopped,
            Removed => AllocationStatus.Removed,
            _ => throw new InvalidOperationException($"Allocation {AllocationId} has status {Status}."),
        },
        UsedVolume = Unit == Ijw.Units.Hour ? (UsedVolume + 59) / 60 : UsedVolume,
        DeclaredCents = DeclaredCents,
        AllocatedAt = Timestamp.FromDateTimeOffset(AllocatedAt),
        StartedOn = Iso.Day(StartedOn),
        StoppedOn = Iso.Day(StoppedOn),
        StopReason = StopReason ?? "",
        ExtendedCare = Youth.ToWire(ExtendedCare),
    };

    public ProductAllocated ToEvent() => new()
    {
        AllocationId = AllocationId,
        Version = Version,
        Number = Number,
        DispositionId = DispositionId,
        ClientPseudonym = ClientPseudonym,
        MunicipalityCode = MunicipalityCode,
        ContractId = ContractId,
        ProviderId = ProviderId,
        ProductId = ProductId,
        Volume = Volume,
        Unit = Unit,
        Frequency = Frequency,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        Removed = Status == Removed,
        Kind = Kind,
        Category = Category,
        RecordedAt = AllocatedAt, // every version is dated anew
    };
}
