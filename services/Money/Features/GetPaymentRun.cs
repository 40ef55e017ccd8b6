using Grpc.Core;
using Inkoop.Money.Payments;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// One payment run with its totals by municipality and what could not be settled. A provider gets its own part of it.
public sealed partial class PaymentRpc
{
    public override async Task<PaymentRunReply> GetPaymentRun(GetPaymentRunRequest request, ServerCallContext context)
    {
        var own = RunWire.Own(Caller.Of(context));
        var check = new Check();
        var runId = check.Id(request.RunId, "run_id");
        check.ThrowIfAny();
        return await database.ReadAsync(async connection =>
            new PaymentRunReply { Run = await RunWire.ReadAsync(connection, await RunWire.ReachAsync(connection, runId, own), own) }, context.CancellationToken);
    }
}
