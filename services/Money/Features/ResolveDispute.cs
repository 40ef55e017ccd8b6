using Dapper;
using Grpc.Core;
using Inkoop.Money.Payments;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// The region decides on a dispute: found right, the part stays unpaid until the amount itself changes; found wrong, it is payable from the next run on. A claim is agreed on, which
// says what correction follows, or dismissed; an amount that was agreed on is payable from the next run on, which somebody else approves.
public sealed partial class PaymentRpc
{
    public override async Task<DisputeReply> ResolveDispute(ResolveDisputeRequest request, ServerCallContext context)
    {
        var check = new Check();
        check.Text(request.RequestId, "request_id", 1, 100);
        var disputeId = check.Id(request.DisputeId, "dispute_id");
        check.That(request.Resolution is DisputeResolution.Upheld or DisputeResolution.Dismissed or DisputeResolution.Agreed, "resolution", "required", "Kies een besluit.");
        var note = check.Text(request.Note, "note", 1, 1_000);
        var reference = check.Text(request.CorrectionReference, "correction_reference", 0, 100);
        check.ThrowIfAny();
        var person = Caller.Of(context).Person;
        var amount = request.Resolution == DisputeResolution.Upheld ? await AmountNowAsync(Caller.Of(context), disputeId, context.CancellationToken) : 0;

        return await database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var row = await work.FirstOrDefaultAsync<DisputeRow>($"{DisputeWire.SelectDispute} WHERE dispute_id = @disputeId", new { disputeId }) ?? throw new NotFound("dispute", disputeId);
            if (row.Version != request.ExpectedVersion) throw new Stale(row.Version);
            DisputeDecisions.Resolve(row.Status, row.Direction, request.Resolution);

            var agreed = request.Resolution == DisputeResolution.Agreed;
            if (agreed) DisputeDecisions.Agree(request, row.DisputedCents);
            if (agreed && request.AgreedCents > 0) RunDecisions.MustBeKnown(person);
            var upheld = request.Resolution == DisputeResolution.Upheld;
            var resolved = row with
            {
                Version = row.Version + 1,
                Status = DisputeWire.Stored(request.Resolution),
                AmountCents = upheld ? amount : row.AmountCents,
                ResolvedBy = work.Actor,
                ResolvedAt = work.Now,
                Note = note,
                Correction = agreed ? DisputeWire.Stored(request.Correction) : null,
                CorrectionReference = agreed && reference.Length > 0 ? reference : null,
                AgreedCents = agreed ? request.AgreedCents : 0,
                AgreedWith = agreed ? request.AgreedWith.Trim() : null,
                AgreedBy = agreed ? person : null,
            };
            if (await work.ExecuteAsync(Update, resolved) == 0) throw new Stale(row.Version);
            // A claim that brings no money leaves proposals what they are.
            if (row.Direction == DisputeDecisions.TooMuch || resolved.AgreedCents > 0) await PaymentStore.CountAsync(work, row.ContractId, row.Year);
            work.Emit($"dispute/{disputeId}", resolved.Version, new DisputeResolved
            {
                DisputeId = disputeId,
                Version = resolved.Version,
                ContractId = row.ContractId,
                Resolution = resolved.Status,
                Correction = resolved.Correction,
                AgreedCents = resolved.AgreedCents,
            });
            return new DisputeReply { Dispute = DisputeWire.ToWire(resolved, Caller.Of(context).WorksWithClients) };
        });
    }

    /// <summary>The amount that is found wrong now: as long as it stays that, the part is held back.</summary>
    private async Task<long> AmountNowAsync(Caller caller, Guid disputeId, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<DisputeRow>($"{DisputeWire.SelectDispute} WHERE dispute_id = @disputeId", new { disputeId }), cancellationToken)
            ?? throw new NotFound("dispute", disputeId);
        return (await FindAsync(caller, row.ContractId, row.Year, row.PaymentKey, row.MunicipalityCode, clock.GetUtcNow(), cancellationToken)).AmountCents;
    }

    private const string Update = """
        UPDATE dispute
        SET version = @Version, status = @Status, amount_cents = @AmountCents, resolved_by = @ResolvedBy, resolved_at = @ResolvedAt, note = @Note,
            correction = @Correction, correction_reference = @CorrectionReference, agreed_cents = @AgreedCents, agreed_with = @AgreedWith, agreed_by = @AgreedBy
        WHERE dispute_id = @DisputeId AND version = @Version - 1
        """;
}
