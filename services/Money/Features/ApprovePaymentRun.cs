using Grpc.Core;
using Inkoop.Funding;
using Inkoop.Money.Payments;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// A second person lets a proposal be paid. It is refused when payments of one of its contracts have moved since: what it rests on is not there any more, and a key would be paid twice.
public sealed partial class PaymentRpc
{
    public override Task<PaymentRunReply> ApprovePaymentRun(ApprovePaymentRunRequest request, ServerCallContext context)
    {
        var person = Caller.Of(context).Person;
        return database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var check = new Check();
            var runId = check.Id(request.RunId, "run_id");
            check.ThrowIfAny();
            var run = await RunStore.LoadToChangeAsync(work, runId, request.ExpectedVersion);
            RunDecisions.Approve(run.Status, run.ProposedBy, person);
            RunDecisions.NotWhoAgreed(await AgreedAsync(work, run, person));
            // First the count, which makes other approvals of these contracts wait; then what it was before.
            await RunStore.CountAsync(work, run);
            RunDecisions.MustStillStand(await ChangedAsync(work, run));

            var approved = run with { Version = run.Version + 1, Status = RunDecisions.Approved, ApprovedBy = person, ApprovedAt = work.Now };
            work.Emit($"payment_run/{runId}", approved.Version, new PaymentRunApproved { RunId = runId, Version = approved.Version, Year = run.Year, TotalCents = run.TotalCents });
            return await RunStore.SaveAsync(work, approved);
        });
    }

    /// <summary>Whether the run pays a correction that this person agreed on.</summary>
    private static async Task<bool> AgreedAsync(UnitOfWork work, RunRow run, string person)
    {
        var agreed = await work.QueryAsync<AgreedRow>(AgreedBy, new { run.RunId, run.Year, person });
        if (agreed.Count == 0) return false;
        var pays = await work.QueryAsync<CorrectionRow>(CorrectionsOf, new { run.RunId });
        // What was paid before is not agreed on anew.
        return agreed.Any(one => pays.Any(line => line.ContractId == one.ContractId && line.PaymentKey == Corrections.Key(one.PaymentKey) && !(line.PaidAt >= one.ResolvedAt)));
    }

    private const string AgreedBy = """
        SELECT d.contract_id, d.payment_key, d.resolved_at
        FROM dispute d JOIN payment_run_contract c ON c.contract_id = d.contract_id
        WHERE c.run_id = @RunId AND d.year = @Year AND d.agreed_by = @person AND d.agreed_cents <> 0
        """;

    private const string CorrectionsOf = """
        SELECT l.contract_id, l.payment_key,
            (SELECT MAX(r.approved_at) FROM payment_line b JOIN payment_run r ON r.run_id = b.run_id
             WHERE b.contract_id = l.contract_id AND b.year = l.year AND b.payment_key = l.payment_key AND r.approved_at IS NOT NULL AND r.ended_at IS NULL) AS paid_at
        FROM payment_line l
        WHERE l.run_id = @RunId AND l.payment_key LIKE 'correction/%' AND l.cents > 0
        """;

    private sealed record AgreedRow
    {
        public Guid ContractId { get; init; }
        public string PaymentKey { get; init; } = "";
        public DateTimeOffset ResolvedAt { get; init; }
    }

    private sealed record CorrectionRow
    {
        public Guid ContractId { get; init; }
        public string PaymentKey { get; init; } = "";
        public DateTimeOffset? PaidAt { get; init; }
    }

    /// <summary>Numbers of the contracts of the run whose payments, disputes or recorded advances are not what they were, or that have another version.</summary>
    private static async Task<IReadOnlyList<string>> ChangedAsync(UnitOfWork work, RunRow run)
    {
        var contracts = await work.QueryAsync<RestsOnRow>(RestsOn, run);
        var advanced = (await work.QueryAsync<StoredFact>("SELECT * FROM settlement_fact WHERE kind = 'advance' AND contract_id IS NOT NULL"))
            .Where(fact => fact.Stands(work.Now))
            .Select(fact => (fact.ContractId, fact.Content().Advance))
            .GroupBy(fact => fact.ContractId!.Value)
            .ToDictionary(same => same.Key, same => same.Sum(fact => fact.Advance.Cents));
        return [.. contracts.Where(contract => contract.PaymentCount != contract.PaymentCountNow - 1 || contract.AdvancedCents != advanced.GetValueOrDefault(contract.ContractId)
            || (contract.ContractVersion != 0 && contract.ContractVersion != contract.ContractVersionNow)).Select(contract => contract.ContractNumber)];
    }

    private const string RestsOn = """
        SELECT c.contract_id, c.contract_number, c.payment_count, c.advanced_cents, a.payment_count AS payment_count_now,
            c.contract_version, k.version AS contract_version_now
        FROM payment_run_contract c
            JOIN payment_account a ON a.contract_id = c.contract_id AND a.year = @Year
            JOIN known_contract k ON k.contract_id = c.contract_id
        WHERE c.run_id = @RunId AND c.line_count > 0
        ORDER BY c.contract_number, c.contract_id
        """;

    private sealed record RestsOnRow
    {
        public Guid ContractId { get; init; }
        public string ContractNumber { get; init; } = "";
        public long PaymentCount { get; init; }
        public long AdvancedCents { get; init; }
        public long PaymentCountNow { get; init; }
        public long ContractVersion { get; init; }
        public long ContractVersionNow { get; init; }
    }
}
