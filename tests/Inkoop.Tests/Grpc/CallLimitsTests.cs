using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcCalls;

/// <summary>A host that lets one caller ask little at a time, so that a test comes over it.</summary>
public sealed class NarrowApp : InkoopApp
{
    public override Task InitializeAsync()
    {
        Settings["Inkoop:Limits:HeavyCalls"] = "1";
        Settings["Inkoop:Limits:HeavyCallsOfAll"] = "2";
        Settings["Inkoop:Limits:Uploads"] = "2";
        Settings["Inkoop:Limits:Waiting"] = "1";
        return base.InitializeAsync();
    }
}

public sealed class CallLimitsTests(NarrowApp app) : IClassFixture<NarrowApp>
{
    [Fact]
    public async Task unfinished_uploads_of_one_caller_are_bounded_and_another_goes_on()
    {
        var provider = app.Client<MessageService.MessageServiceClient>(Role.ProcurementOfficer);
        var open = new List<AsyncClientStreamingCall<SendMessageRequest, SendMessageReply>>();
        for (var i = 0; i < 4; i++)
            open.Add(provider.SendMessage());
        // Two are read, one waits for its turn, the fourth is refused at once.
        var refused = await Task.WhenAny(open.Select(async call => (await Record.ExceptionAsync(() => call.ResponseAsync)) as RpcException)).Unwrap();
        refused.ShouldNotBeNull().StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        refused.GetRpcStatus().ShouldNotBeNull().GetDetail<Google.Rpc.ErrorInfo>().ShouldNotBeNull().Reason.ShouldBe("too_many_uploads");

        (await provider.ListMessagesAsync(new ListMessagesRequest())).Messages.ShouldBeEmpty(); // a cheap read has a place of its own
        using (var other = app.Client<MessageService.MessageServiceClient>(Role.Operator).SendMessage())
        {
            await other.RequestStream.WriteAsync(new SendMessageRequest { RequestId = "leeg", FileName = "leeg.xml" });
            await other.RequestStream.CompleteAsync();
            (await Should.ThrowAsync<RpcException>(async () => await other)).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        }

        open.ForEach(call => call.Dispose());
    }

    [Fact]
    public async Task heavy_questions_over_the_measure_wait_or_are_refused_by_name_and_cheap_ones_go_on()
    {
        var settlements = app.Client<SettlementService.SettlementServiceClient>(Role.Finance);
        var contracts = app.Client<ContractService.ContractServiceClient>(Role.Finance);
        var heavy = Enumerable.Range(0, 60).Select(_ => Record.ExceptionAsync(async () => await settlements.CompareSettlementsAsync(new CompareSettlementsRequest()))).ToList();
        var cheap = Enumerable.Range(0, 60).Select(_ => contracts.ListContractsAsync(new ListContractsRequest()).ResponseAsync).ToList();

        await Task.WhenAll(cheap);
        var answers = (await Task.WhenAll(heavy)).Cast<RpcException>().Select(exception => exception.StatusCode).ToList();
        answers.ShouldContain(StatusCode.ResourceExhausted);
        answers.ShouldContain(StatusCode.InvalidArgument); // who had a turn heard what was wrong with the question
        answers.Except([StatusCode.ResourceExhausted, StatusCode.InvalidArgument]).ShouldBeEmpty();
    }
}
