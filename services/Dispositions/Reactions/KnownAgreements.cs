using System.Text.Json;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Dispositions.Reactions;

/// <summary>What lines are judged by and Contracts decides: every version of a signed contract, and which parts of trajectories were reached.</summary>
public sealed class KnownAgreements : Projection,
    IConsumer<ContractSigned>, IConsumer<TariffChanged>, IConsumer<ContractAmended>, IConsumer<ContractRestated>,
    IConsumer<FactRecorded>, IConsumer<FactWithdrawn>, IConsumer<FactConfirmed>
{
    private const string PartReached = "part_reached";

    public KnownAgreements(DispositionsDatabase database) : base(database, "known-agreements", ["known_contract_version", "known_part_reached"], shape: 1)
    {
        On<ContractSigned>((work, e) => KeepAsync(work, e.ContractId, e.Version, e.Terms));
        On<TariffChanged>((work, e) => KeepAsync(work, e.ContractId, e.Version, e.Terms));
        On<ContractAmended>((work, e) => KeepAsync(work, e.ContractId, e.Version, e.Terms));
        On<ContractRestated>((work, e) => KeepAsync(work, e.ContractId, e.Version, e.Terms));
        On<FactRecorded>((work, e) => e.Kind == PartReached ? KeepAsync(work, e) : Task.CompletedTask);
        On<FactWithdrawn>((work, e) => e.Kind == PartReached ? WithdrawAsync(work, e) : Task.CompletedTask);
        On<FactConfirmed>((work, e) => e.Kind == PartReached ? ConfirmAsync(work, e) : Task.CompletedTask);
    }

    public Task Consume(ConsumeContext<ContractSigned> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<TariffChanged> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<ContractAmended> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<ContractRestated> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<FactRecorded> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<FactWithdrawn> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<FactConfirmed> context) => ApplyAsync(context);

    // A version that was told twice: the telling with the funding of every lot stays, whichever came first.
    private static async Task KeepAsync(UnitOfWork work, Guid contractId, long version, ContractTerms terms)
    {
        var isWhole = terms.Lots.All(lot => lot.Funding is not null);
        var row = new { contractId, version, isWhole, document = JsonSerializer.Serialize(terms, EventJson.Options) };
        if (await work.ExecuteAsync(ReplaceLess, row) == 0) await work.ExecuteAsync(InsertVersion, row);
    }

    private static async Task KeepAsync(UnitOfWork work, FactRecorded e)
    {
        var part = SettlementFact.Parser.ParseJson(e.Content).PartReached;
        var (allocationId, reachedOn) = (Guid.Parse(part.AllocationId), WireText.ParseDay(part.On));
        var row = new { e.FactId, e.ContractId, AllocationId = allocationId, part.Part, ReachedOn = reachedOn, e.RecordedAt, e.NeedsCheck };
        if (await work.ExecuteAsync(FillFact, row) == 0) await work.ExecuteAsync(InsertFact, row);
    }

    // A withdrawal may come before what it withdraws.
    private static async Task WithdrawAsync(UnitOfWork work, FactWithdrawn e)
    {
        if (await work.ExecuteAsync(MarkWithdrawn, e) == 0) await work.ExecuteAsync(InsertWithdrawn, e);
    }

    private static async Task ConfirmAsync(UnitOfWork work, FactConfirmed e)
    {
        if (await work.ExecuteAsync(MarkConfirmed, e) == 0) await work.ExecuteAsync(InsertConfirmed, e);
    }

    private const string MarkConfirmed = "UPDATE known_part_reached SET confirmed_at = @RecordedAt WHERE fact_id = @FactId";

    private const string InsertConfirmed =
        """
        INSERT INTO known_part_reached (fact_id, confirmed_at)
        SELECT @FactId, @RecordedAt WHERE NOT EXISTS (SELECT 1 FROM known_part_reached WHERE fact_id = @FactId)
        """;

    private const string MarkWithdrawn = "UPDATE known_part_reached SET withdrawn_at = @RecordedAt WHERE fact_id = @FactId";

    private const string ReplaceLess =
        """
        UPDATE known_contract_version SET document = @document, is_whole = @isWhole
        WHERE contract_id = @contractId AND version = @version AND is_whole <= @isWhole
        """;

    private const string InsertVersion =
        """
        INSERT INTO known_contract_version (contract_id, version, is_whole, document)
        SELECT @contractId, @version, @isWhole, @document
        WHERE NOT EXISTS (SELECT 1 FROM known_contract_version WHERE contract_id = @contractId AND version = @version)
        """;

    private const string FillFact =
        """
        UPDATE known_part_reached SET contract_id = @ContractId, allocation_id = @AllocationId, part = @Part, reached_on = @ReachedOn, recorded_at = @RecordedAt,
            needs_check = @NeedsCheck
        WHERE fact_id = @FactId
        """;

    private const string InsertFact =
        """
        INSERT INTO known_part_reached (fact_id, contract_id, allocation_id, part, reached_on, recorded_at, needs_check)
        SELECT @FactId, @ContractId, @AllocationId, @Part, @ReachedOn, @RecordedAt, @NeedsCheck WHERE NOT EXISTS (SELECT 1 FROM known_part_reached WHERE fact_id = @FactId)
        """;

    private const string InsertWithdrawn =
        """
        INSERT INTO known_part_reached (fact_id, withdrawn_at)
        SELECT @FactId, @RecordedAt WHERE NOT EXISTS (SELECT 1 FROM known_part_reached WHERE fact_id = @FactId)
        """;
}
