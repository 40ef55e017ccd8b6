using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Reviews.Projections;

/// <summary>Allocations (toewijzingen), only to count unique clients in a quarter: a pseudonym that comes in here never goes out.</summary>
public sealed class Allocations : Projection, IConsumer<ProductAllocated>
{
    public Allocations(ReviewsDatabase database) : base(database, "allocations", ["allocation"]) => On<ProductAllocated>(Apply);

    public Task Consume(ConsumeContext<ProductAllocated> context) => ApplyAsync(context);

    private static async Task Apply(UnitOfWork work, ProductAllocated e)
    {
        var row = new { e.AllocationId, e.Version, e.ContractId, e.ClientPseudonym, e.StartsOn, e.EndsOn, e.Removed };
        if (await work.ExecuteAsync(ReplaceOlder, row) == 0)
            await work.ExecuteAsync(InsertIfAbsent, row);
    }

    private const string ReplaceOlder =
        """
        UPDATE allocation SET version = @Version, contract_id = @ContractId, client_pseudonym = @ClientPseudonym,
            starts_on = @StartsOn, ends_on = @EndsOn, removed = @Removed
        WHERE allocation_id = @AllocationId AND version < @Version
        """;

    private const string InsertIfAbsent =
        """
        INSERT INTO allocation (allocation_id, version, contract_id, client_pseudonym, starts_on, ends_on, removed)
        SELECT @AllocationId, @Version, @ContractId, @ClientPseudonym, @StartsOn, @EndsOn, @Removed
        WHERE NOT EXISTS (SELECT 1 FROM allocation WHERE allocation_id = @AllocationId)
        """;
}
