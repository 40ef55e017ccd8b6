using Grpc.Core;
using Inkoop.Contracts;
using Inkoop.Money.Payments;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money;

public sealed class ArrivalsTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    [Fact]
    public async Task a_run_names_what_has_not_arrived_and_goes_on_once_it_has()
    {
        app.Services.GetRequiredService<Arrivals>().Patience = TimeSpan.FromMilliseconds(300);
        var contracts = app.Services.GetRequiredService<ContractsDatabase>();
        (await ProposeAsync("voor")).ShouldBe("nothing_to_pay");

        // An event that no consumer can take stays in the log, tried again and again.
        await contracts.ChangeAsync("test", work => work.ExecuteAsync(
            "INSERT INTO event (event_id, type, subject, subject_version, actor, occurred_at, payload) VALUES (@id, 'Unheard', 'x/1', 0, 'test', @Now, '{}')", new { id = Guid.CreateVersion7(), work.Now }), default);
        (await ProposeAsync("terwijl")).ShouldBe("events_waiting");

        await contracts.ChangeAsync("test", work => work.ExecuteAsync("UPDATE event SET published_at = @Now WHERE type = 'Unheard'", new { work.Now }), default);
        (await ProposeAsync("na")).ShouldBe("nothing_to_pay");
    }

    private async Task<string> ProposeAsync(string requestId)
    {
        var payments = app.Client<PaymentService.PaymentServiceClient>(Role.Finance);
        var refused = await Should.ThrowAsync<RpcException>(async () => await payments.ProposePaymentRunAsync(new ProposePaymentRunRequest { RequestId = requestId, Year = 2025, Until = "2025-12-31" }));
        return refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason;
    }
}
