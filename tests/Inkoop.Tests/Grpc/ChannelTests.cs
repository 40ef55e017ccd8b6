using Grpc.Core;
using Grpc.Net.Client;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Rules;
using Inkoop.Tests.Support;
using Inkoop.Wire;
using Inkoop.Wire.Providers.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcCalls;

/// <summary>What every client of ours does when a service does not answer, over a link that loses answers after the service gave them.</summary>
public sealed class ChannelTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    [Fact]
    public async Task an_answer_that_was_lost_is_asked_for_again_and_nothing_is_done_twice()
    {
        await using var link = await LosingLink.StartAsync(app.GrpcAddress, losing: 2);
        using var channel = InkoopChannel.Open(link.Address);

        var provider = (await new ProviderService.ProviderServiceClient(channel).RegisterProviderAsync(Request("verloren-1", "Zorg Zoek"), await OfficerAsync())).Provider;

        link.Calls.ShouldBe(3);
        var listed = await app.Client<ProviderService.ProviderServiceClient>(Role.ProcurementOfficer).ListProvidersAsync(new ListProvidersRequest { Search = "Zorg Zoek" });
        listed.Providers.Select(found => found.ProviderId).ShouldBe([provider.ProviderId]);
    }

    [Fact]
    public async Task after_four_attempts_the_caller_hears_that_nobody_answers()
    {
        await using var link = await LosingLink.StartAsync(app.GrpcAddress, losing: int.MaxValue);
        using var channel = InkoopChannel.Open(link.Address);
        var headers = await OfficerAsync();
        (await Should.ThrowAsync<RpcException>(async () => await new ProviderService.ProviderServiceClient(channel).ListProvidersAsync(new ListProvidersRequest(), headers)))
            .StatusCode.ShouldBe(StatusCode.Unavailable);
        link.Calls.ShouldBe(4);
    }

    [Fact]
    public async Task a_refusal_is_not_asked_again()
    {
        await using var link = await LosingLink.StartAsync(app.GrpcAddress, losing: 0);
        using var channel = InkoopChannel.Open(link.Address);
        var headers = await OfficerAsync();
        (await Should.ThrowAsync<RpcException>(async () => await new ProviderService.ProviderServiceClient(channel).RegisterProviderAsync(Request("weiger-1", ""), headers)))
            .StatusCode.ShouldBe(StatusCode.InvalidArgument);
        link.Calls.ShouldBe(1);
    }

    [Fact]
    public void nothing_is_sent_twice_at_once_and_a_silent_connection_is_noticed()
    {
        var options = new GrpcChannelOptions();
        InkoopChannel.Configure(options);
        options.ServiceConfig!.MethodConfigs.ShouldAllBe(method => method.HedgingPolicy == null && method.RetryPolicy!.RetryableStatusCodes.Single() == StatusCode.Unavailable);
        foreach (var file in RulesTests.Files("*.cs").Where(path => !path.Contains("/tests/")))
            File.ReadAllText(file).ShouldNotContain("HedgingPolicy", customMessage: file);
        using var handler = InkoopChannel.Handler();
        handler.KeepAlivePingDelay.ShouldBe(TimeSpan.FromMinutes(1));
        handler.KeepAlivePingTimeout.ShouldBe(TimeSpan.FromSeconds(20));
        handler.KeepAlivePingPolicy.ShouldBe(HttpKeepAlivePingPolicy.Always);
    }

    [Fact]
    public void every_channel_of_the_product_is_set_up_in_one_place()
    {
        var elsewhere = RulesTests.Files("*.cs").Where(path => !path.Contains("/tests/") && !path.EndsWith("InkoopChannel.cs", StringComparison.Ordinal)).ToList();
        elsewhere.ShouldAllBe(path => !File.ReadAllText(path).Contains("GrpcChannel.ForAddress"));
        elsewhere.Where(path => File.ReadAllText(path).Contains(".AddGrpcClient<")).ShouldAllBe(path => File.ReadAllText(path).Contains("InkoopChannel.Configure"));
    }

    private async Task<Metadata> OfficerAsync() => new() { { "authorization", "Bearer " + await app.TokenAsync(Role.ProcurementOfficer) } };

    private static RegisterProviderRequest Request(string requestId, string name) => new() { RequestId = requestId, Name = name, KvkNumber = "42420009", Email = "info@zoek.example" };
}
