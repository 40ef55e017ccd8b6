using Grpc.Core;
using Inkoop.Money.Payments;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// All of a run came back, or it was approved in error; another person than the one who recorded it as paid says so: it counts no more, and what it paid is open again to the cent. Its lines stay as they were.
public sealed partial class PaymentRpc
{
    public override Task<PaymentRunReply> ReversePaymentRun(ReversePaymentRunRequest request, ServerCallContext context)
    {
        var person = Caller.Of(context).Person;
        return database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var check = new Check();
            var runId = check.Id(request.RunId, "run_id");
            var reason = check.Text(request.Reason, "reason", 1, 500);
            check.ThrowIfAny();
            var run = await RunStore.LoadToChangeAsync(work, runId, request.ExpectedVersion);
            RunDecisions.Reverse(run.Status, run.PaidBy, person);
            await RunStore.CountAsync(work, run);

            var reversed = run with { Version = run.Version + 1, Status = RunDecisions.Reversed, EndedAt = work.Now, Reason = reason };
            work.Emit($"payment_run/{runId}", reversed.Version, new PaymentRunReversed { RunId = runId, Version = reversed.Version, Reason = reason });
            return await RunStore.SaveAsync(work, reversed);
        });
    }
}
