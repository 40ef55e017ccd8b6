using System.Globalization;
using Google.Rpc;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Demo.Walk;

// What is due is proposed by one and approved by another. The run over a year that is over is paid; that of the year that runs is still at the bank.
internal sealed partial class DemoCalls
{
    public async Task PayAsync(int year, DateOnly until, bool paid, CancellationToken cancellationToken)
    {
        var item = string.Create(CultureInfo.InvariantCulture, $"run-{year}");
        async Task<PaymentService.PaymentServiceClient> AsAsync(string role) => new(await backend.AsAsync("money", role));
        PaymentRun run;
        try
        {
            var proposer = await AsAsync(Role.ProcurementOfficer);
            run = (await proposer.ProposePaymentRunAsync(
                new ProposePaymentRunRequest { RequestId = RequestId(item), Year = year, Until = Iso(until) }, cancellationToken: cancellationToken)).Run;
        }
        catch (RpcException refused) when (refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason == "nothing_to_pay")
        {
            return;
        }
        var approver = await AsAsync(Role.ContractManager);
        var approved = (await approver.ApprovePaymentRunAsync(
            new ApprovePaymentRunRequest { RequestId = RequestId(item + "-approved"), RunId = run.RunId, ExpectedVersion = run.Version }, cancellationToken: cancellationToken)).Run;
        if (!paid)
            return;
        var payer = await AsAsync(Role.Finance);
        await payer.RecordPaymentRunPaidAsync(new RecordPaymentRunPaidRequest
        {
            RequestId = RequestId(item + "-paid"),
            RunId = run.RunId,
            ExpectedVersion = approved.Version,
            PaidOn = WireText.Day(DutchDay.Of(run.AsOf.ToDateTimeOffset())),
        }, cancellationToken: cancellationToken);
    }
}
