using Grpc.Core;
using Inkoop.Dispositions.Allocations;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions;

// Removes an allocation that should never have been (RedenWijziging 13): it ends on the day it starts and counts nowhere. What was
// accepted on it must have been credited first, and a start of care withdrawn: nobody loses the ground under care that was given or paid (TR385, OP362).
public sealed partial class DispositionRpc
{
    public override Task<RemoveAllocationReply> RemoveAllocation(RemoveAllocationRequest request, ServerCallContext context)
    {
        var check = new Check();
        var allocationId = check.Id(request.AllocationId, "allocation_id");
        check.ThrowIfAny();

        return database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var providerId = await work.FirstOrDefaultAsync<Guid?>("SELECT provider_id FROM allocation WHERE allocation_id = @allocationId", new { allocationId })
                ?? throw new NotFound("allocation", allocationId);
            await ProviderTurn.TakeAsync(work, providerId);
            var row = (await work.FirstOrDefaultAsync<AllocationRow>(AllocationById, new { allocationId }))!;
            if (row.Version != request.ExpectedVersion)
                throw new Stale(row.Version);
            if (row.Status == AllocationRow.Removed)
                throw new Refused("already_removed", "Deze toewijzing is al verwijderd.");
            if (await work.ScalarAsync<long>(OpenLines, new { allocationId }) > 0)
                throw new Refused("allocation_has_accepted_lines", "Op deze toewijzing zijn prestaties goedgekeurd die niet zijn gecrediteerd (TR385, 9385).");

            if (await work.ScalarAsync<long>(StandingStarts, new { allocationId }) > 0)
                throw new Refused("allocation_has_started_care", "Op deze toewijzing is zorg gestart (JW305): de aanbieder moet die start eerst intrekken, anders verliest geleverde zorg haar grond (OP362).");

            var removed = row with { Version = row.Version + 1, Status = AllocationRow.Removed, EndsOn = row.StartsOn, AllocatedAt = work.Now };
            await work.ExecuteAsync(MarkRemoved, removed);
            var messageId = await outgoing.SendAllocationsAsync(work, removed);
            work.Emit($"allocation/{allocationId}", removed.Version, removed.ToEvent());
            return new RemoveAllocationReply { Allocation = removed.ToWire(), MessageId = messageId.ToString() };
        });
    }

    private const string AllocationById = $"SELECT {AllocationRow.Columns} FROM allocation a WHERE a.allocation_id = @allocationId";

    private const string OpenLines = "SELECT COUNT(*) FROM declaration_line WHERE allocation_id = @allocationId AND credit = 0 AND credited = 0";

    private const string StandingStarts = "SELECT COUNT(*) FROM care_start WHERE allocation_id = @allocationId AND withdrawn_message_id IS NULL";

    private const string MarkRemoved =
        """
        UPDATE allocation SET version = @Version, status = @Status, ends_on = @EndsOn, allocated_at = @AllocatedAt
        WHERE allocation_id = @AllocationId
        """;
}
