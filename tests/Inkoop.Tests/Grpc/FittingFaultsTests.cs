using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcCalls;

public sealed class FittingFaultsTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(600)]
    public async Task many_bad_fields_are_refused_by_name_and_the_others_on_the_connection_go_on(int rows)
    {
        var contracts = app.Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer);
        var draft = new DraftContractRequest { RequestId = $"veel-{rows}", Contract = new Contract { Products = { Enumerable.Range(0, rows).Select(_ => new Product()) } } };
        var others = Enumerable.Range(0, 20).Select(_ => contracts.ListContractsAsync(new ListContractsRequest()).ResponseAsync).ToList();

        var refused = await Should.ThrowAsync<RpcException>(async () => await contracts.DraftContractAsync(draft));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refused.GetRpcStatus().ShouldNotBeNull().GetDetail<Google.Rpc.BadRequest>().ShouldNotBeNull().FieldViolations.Count.ShouldBeGreaterThan(0);
        if (rows > 1)
            refused.Status.Detail.ShouldMatch(@"En nog \d+ fouten\.$");
        await Task.WhenAll(others);
    }

    [Fact]
    public async Task metadata_that_is_too_large_is_refused_by_name_and_the_others_on_the_connection_go_on()
    {
        var contracts = app.Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer);
        var others = Enumerable.Range(0, 20).Select(_ => contracts.ListContractsAsync(new ListContractsRequest()).ResponseAsync).ToList();

        var refused = await Should.ThrowAsync<RpcException>(async () =>
            await contracts.ListContractsAsync(new ListContractsRequest(), new Metadata { { "x-anything", new string('x', 40 * 1024) } }));

        refused.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        refused.Status.Detail.ShouldContain("KiB");
        await Task.WhenAll(others);
    }
}
