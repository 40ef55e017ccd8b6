using Inkoop.Money.Cells;
using Inkoop.Platform.Data;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money.Payments;

/// <summary>Writes what becomes of a run. Only its status and what belongs to that ever change.</summary>
internal static class RunStore
{
    /// <summary>The run, to change it. Throws <see cref="NotFound"/>, or <see cref="Stale"/> when it is not of the expected version.</summary>
    public static async Task<RunRow> LoadToChangeAsync(UnitOfWork work, Guid runId, long expectedVersion)
    {
        var run = await work.FirstOrDefaultAsync<RunRow>($"{RunWire.SelectRun} WHERE r.run_id = @runId", new { runId }) ?? throw new NotFound("payment_run", runId);
        return run.Version == expectedVersion ? run : throw new Stale(run.Version);
    }

    /// <summary>Counts every contract that the run pays: it begins or stops to count as paid. Always in one order, so that two runs wait for each other and do not lock each other out.</summary>
    public static async Task CountAsync(UnitOfWork work, RunRow run)
    {
        foreach (var contractId in await work.QueryAsync<Guid>("SELECT contract_id FROM payment_run_contract WHERE run_id = @RunId AND line_count > 0 ORDER BY contract_id", run))
            await PaymentStore.CountAsync(work, contractId, run.Year);
    }

    /// <summary>What the run pays is not in payment any more but paid: the figures of its contracts are made anew, and no proposal has to be made again for it.</summary>
    public static async Task TouchAsync(UnitOfWork work, RunRow run)
    {
        foreach (var contractId in await work.QueryAsync<Guid>("SELECT contract_id FROM payment_run_contract WHERE run_id = @RunId AND line_count > 0 ORDER BY contract_id", run))
            await CellStore.TouchAsync(work, contractId, run.Year, run.Year);
    }

    /// <summary>Writes the next version.</summary>
    public static async Task<PaymentRunReply> SaveAsync(UnitOfWork work, RunRow run)
    {
        if (await work.ExecuteAsync(Update, run) == 0) throw new Stale(run.Version);
        return new PaymentRunReply { Run = await RunWire.ReadAsync(work.Connection, run, null, work.Transaction) };
    }

    private const string Update = """
        UPDATE payment_run
        SET version = @Version, status = @Status, approved_by = @ApprovedBy, approved_at = @ApprovedAt, paid_on = @PaidOn, paid_by = @PaidBy, ended_at = @EndedAt, reason = @Reason
        WHERE run_id = @RunId AND version = @Version - 1
        """;
}
