using Grpc.Core;
using Inkoop.Money.Payments;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// A proposal that is not wanted: it never counted and never will; everything in it stays open.
public sealed partial class PaymentRpc
{
    public override Task<PaymentRunReply> DropPaymentRun(DropPaymentRunRequest request, ServerCallContext context) =>
        database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var check = new Check();
            var runId = check.Id(request.RunId, "run_id");
            var reason = check.Text(request.Reason, "reason", 1, 500);
            check.ThrowIfAny();
            var run = await RunStore.LoadToChangeAsync(work, runId, request.ExpectedVersion);
            RunDecisions.Drop(run.Status);

            var dropped = run with { Version = run.Version + 1, Status = RunDecisions.Dropped, EndedAt = work.Now, Reason = reason };
            work.Emit($"payment_run/{runId}", dropped.Version, new PaymentRunDropped { RunId = runId, Version = dropped.Version, Reason = reason });
            return await RunStore.SaveAsync(work, dropped);
        });
}
