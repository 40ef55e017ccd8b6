using Grpc.Core;
using Inkoop.Money.Payments;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// The bank carried an approved run out. It counted already from its approval, so that nothing is paid twice; from this day on it is paid.
public sealed partial class PaymentRpc
{
    public override Task<PaymentRunReply> RecordPaymentRunPaid(RecordPaymentRunPaidRequest request, ServerCallContext context)
    {
        var person = Caller.Of(context).Person;
        RunDecisions.MustBeKnown(person);
        return database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var check = new Check();
            var runId = check.Id(request.RunId, "run_id");
            var paidOn = check.Date(request.PaidOn, "paid_on");
            check.ThrowIfAny();
            var run = await RunStore.LoadToChangeAsync(work, runId, request.ExpectedVersion);
            RunDecisions.RecordPaid(run.Status);
            RunDecisions.PaidOn(paidOn, run.ApprovedAt is { } approved ? DutchDay.Of(approved) : null, DutchDay.Of(work.Now));

            var paid = run with { Version = run.Version + 1, Status = RunDecisions.Paid, PaidOn = paidOn, PaidBy = person };
            work.Emit($"payment_run/{runId}", paid.Version, new PaymentRunPaid { RunId = runId, Version = paid.Version, PaidOn = paidOn });
            await RunStore.TouchAsync(work, run);
            return await RunStore.SaveAsync(work, paid);
        });
    }
}
