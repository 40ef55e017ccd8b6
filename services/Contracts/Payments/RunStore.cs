using Inkoop.Platform;
using Inkoop.Platform.Data;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Contracts.Payments;

/// <summary>Writes what becomes of a run. Only its status and what belongs to that ever change.</summary>
internal static class RunStore
{
    /// <summary>The run, to change it. Throws <see cref="NotFound"/>, or <see cref="Stale"/> when it is not of the expected version.</summary>
    public static async Task<RunRow> LoadToChangeAsync(UnitOfWork work, Guid runId, long expectedVersion)
    {
        var run = await work.FirstOrDefaultAsync<RunRow>($"{RunWire.SelectRun} WHERE r.run_id = @runId", new { runId }) ?? throw new NotFound("payment_run", runId);
        return run.Version == expectedVersion ? run : throw new Stale(run.Version);
    }

    /// <summary>Writes the next version; the contracts that it pays are counted when it begins or stops to count.</summary>
    public static async Task<PaymentRunReply> SaveAsync(UnitOfWork work, RunRow run, bool changesPayments)
    {
        if (await work.ExecuteAsync(Update, run) == 0) throw new Stale(run.Version);
        if (changesPayments)
            foreach (var contractId in await work.QueryAsync<Guid>("SELECT contract_id FROM payment_run_contract WHERE run_id = @RunId AND line_count > 0", run))
                await PaymentStore.CountAsync(work, contractId, run.Year);
        return new PaymentRunReply { Run = await RunWire.ReadAsync(work.Connection, run, null, work.Transaction) };
    }

    private const string Update = """
        UPDATE payment_run
        SET version = @Version, status = @Status, approved_by = @ApprovedBy, approved_at = @ApprovedAt, paid_on = @PaidOn, ended_at = @EndedAt, reason = @Reason
        WHERE run_id = @RunId AND version = @Version - 1
        """;
}
