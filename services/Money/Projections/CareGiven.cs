using Inkoop.Funding;
using Inkoop.Money.Cells;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Money.Projections;

/// <summary>What was told about care: every report that it started or stopped, every withdrawal, every version of an allocation. They are kept side by side, in any order;
/// <see cref="CareFacts"/> says what they mean together at a moment.</summary>
public sealed class CareGiven : Projection, IConsumer<CareStarted>, IConsumer<CareStopped>, IConsumer<ProductAllocated>
{
    public CareGiven(MoneyDatabase database) : base(database, "money-care", ["care", "allocation"], shape: 1)
    {
        On<CareStarted>((work, e, eventId) => AddAsync(work, Report(e, eventId)));
        On<CareStopped>((work, e, eventId) => AddAsync(work, Report(e, eventId)));
        On<ProductAllocated>(async (work, e, eventId) =>
        {
            await work.ExecuteAsync(InsertAllocation, Version(e, eventId));
            await CellStore.TouchAsync(work, e.ContractId, e.StartsOn.Year);
        });
    }

    protected override Task ReplacedAsync(UnitOfWork work) => CellStore.TouchAllAsync(work);

    public Task Consume(ConsumeContext<CareStarted> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<CareStopped> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<ProductAllocated> context) => ApplyAsync(context);

    private static async Task AddAsync(UnitOfWork work, CareReport report)
    {
        await work.InsertManyAsync("care", [report]);
        await CellStore.TouchAsync(work, report.ContractId, report.StartedOn.Year);
    }

    public static CareReport Report(CareStarted e, Guid eventId) => new()
    {
        EventId = eventId,
        ReportId = e.StartId,
        AllocationId = e.AllocationId,
        ContractId = e.ContractId,
        ProviderId = e.ProviderId,
        ProductId = e.ProductId,
        MunicipalityCode = e.MunicipalityCode,
        ClientPseudonym = e.ClientPseudonym,
        StartedOn = e.StartedOn,
        IsWithdrawn = e.Withdrawn,
        RecordedAt = e.RecordedAt ?? EventMoment.Of(eventId),
    };

    public static CareReport Report(CareStopped e, Guid eventId) => new()
    {
        EventId = eventId,
        ReportId = e.StopId,
        IsStop = true,
        AllocationId = e.AllocationId,
        ContractId = e.ContractId,
        ProviderId = e.ProviderId,
        ProductId = e.ProductId,
        MunicipalityCode = e.MunicipalityCode,
        ClientPseudonym = e.ClientPseudonym,
        StartedOn = e.StartedOn,
        StoppedOn = e.StoppedOn,
        Reason = e.Reason,
        IsWithdrawn = e.Withdrawn,
        RecordedAt = e.RecordedAt ?? EventMoment.Of(eventId),
    };

    public static AllocationVersion Version(ProductAllocated e, Guid eventId) => new()
    {
        AllocationId = e.AllocationId,
        Version = e.Version,
        ContractId = e.ContractId,
        ProviderId = e.ProviderId,
        ProductId = e.ProductId,
        Category = e.Category ?? "",
        Kind = e.Kind ?? "specific",
        MunicipalityCode = e.MunicipalityCode,
        ClientPseudonym = e.ClientPseudonym,
        Volume = e.Volume,
        Unit = e.Unit,
        Frequency = e.Frequency,
        StartsOn = e.StartsOn,
        EndsOn = e.EndsOn,
        IsRemoved = e.Removed,
        RecordedAt = e.RecordedAt ?? EventMoment.Of(eventId),
    };

    private const string InsertAllocation = """
        INSERT INTO allocation (allocation_id, version, contract_id, provider_id, product_id, category, kind, municipality_code, client_pseudonym, volume, unit, frequency, starts_on, ends_on, is_removed, recorded_at)
        SELECT @AllocationId, @Version, @ContractId, @ProviderId, @ProductId, @Category, @Kind, @MunicipalityCode, @ClientPseudonym, @Volume, @Unit, @Frequency, @StartsOn, @EndsOn, @IsRemoved, @RecordedAt
        WHERE NOT EXISTS (SELECT 1 FROM allocation WHERE allocation_id = @AllocationId AND version = @Version)
        """;
}
