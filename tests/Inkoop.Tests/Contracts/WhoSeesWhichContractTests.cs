using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Contracts;

[Collection("contracts")]
public class WhoSeesWhichContractTests(ContractsApp app)
{
    [Fact]
    public async Task a_provider_sees_its_own_and_cannot_tell_anothers_from_what_does_not_exist()
    {
        var (own, other) = (await app.RegisterProviderAsync(), await app.RegisterProviderAsync("Een ander"));
        var signed = await app.SignedAsync(own);
        var others = await app.SignedAsync(other);
        var client = app.Contracts(Role.Provider, own.ProviderId);

        (await client.GetContractAsync(new GetContractRequest { ContractId = signed.ContractId })).Contract.Number.ShouldBe(signed.Number);
        var list = await client.ListContractsAsync(new ListContractsRequest());
        list.TotalCount.ShouldBe(1);
        list.Contracts.Single().ContractId.ShouldBe(signed.ContractId);

        var refusals = new List<RpcException>
        {
            await ContractsApp.RefusedAsync(() => client.GetContractAsync(new GetContractRequest { ContractId = others.ContractId }).ResponseAsync),
            await ContractsApp.RefusedAsync(() => client.GetContractAsync(new GetContractRequest { ContractId = Guid.CreateVersion7().ToString() }).ResponseAsync),
            await ContractsApp.RefusedAsync(() => client.GetContractAsync(new GetContractRequest { Number = others.Number }).ResponseAsync),
            await ContractsApp.RefusedAsync(() => client.GetContractAsync(new GetContractRequest { Number = "geen" }).ResponseAsync),
            await ContractsApp.RefusedAsync(() => client.ListContractsAsync(new ListContractsRequest { ProviderId = other.ProviderId }).ResponseAsync),
            await ContractsApp.RefusedAsync(() => app.Settlements(Role.Provider, own.ProviderId).GetSettlementAsync(
                new GetSettlementRequest { ContractId = others.ContractId, From = "2026-01-01", Until = "2026-03-31" }).ResponseAsync),
        };
        refusals.Select(refusal => refusal.Status).Distinct().Count().ShouldBe(1);
        refusals[0].StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task a_provider_does_not_see_a_contract_in_the_making()
    {
        var provider = await app.RegisterProviderAsync();
        var draft = await app.DraftAsync(provider);
        var client = app.Contracts(Role.Provider, provider.ProviderId);
        (await ContractsApp.RefusedAsync(() => client.GetContractAsync(new GetContractRequest { ContractId = draft.ContractId }).ResponseAsync)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await client.ListContractsAsync(new ListContractsRequest())).TotalCount.ShouldBe(0);

        await app.SignAsync(draft);
        (await client.ListContractsAsync(new ListContractsRequest())).TotalCount.ShouldBe(1);
        (await ContractsApp.RefusedAsync(() => client.GetContractAsync(new GetContractRequest { ContractId = draft.ContractId, KnownAt = draft.RecordedAt }).ResponseAsync))
            .StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task a_council_reader_sees_the_contracts_of_its_own_municipality()
    {
        var signed = await app.SignedAsync();
        var reader = app.Contracts(Role.CouncilReader, municipality: "1641");
        (await reader.GetContractAsync(new GetContractRequest { ContractId = signed.ContractId })).Contract.Number.ShouldBe(signed.Number);
        var elsewhere = app.Contracts(Role.CouncilReader, municipality: "1711");
        (await ContractsApp.RefusedAsync(() => elsewhere.GetContractAsync(new GetContractRequest { ContractId = signed.ContractId }).ResponseAsync)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await elsewhere.ListContractsAsync(new ListContractsRequest { Search = signed.Number })).TotalCount.ShouldBe(0);
        (await reader.ListContractsAsync(new ListContractsRequest { Search = signed.Number })).TotalCount.ShouldBe(1);
    }

    [Fact]
    public async Task the_list_is_searched_filtered_and_paged_with_its_total()
    {
        var provider = await app.RegisterProviderAsync("Lïjstzorg");
        for (var i = 0; i < 5; i++) await app.DraftAsync(provider);
        await app.SignedAsync(provider, contract => contract.Buyers.RemoveAt(1));

        var first = await app.Contracts().ListContractsAsync(new ListContractsRequest { Search = "lijstZORG", PageSize = 4 });
        first.TotalCount.ShouldBe(6);
        first.Contracts.Count.ShouldBe(4);
        var second = await app.Contracts().ListContractsAsync(new ListContractsRequest { Search = "lijstzorg", PageSize = 4, PageToken = first.NextPageToken });
        second.NextPageToken.ShouldBe("");
        first.Contracts.Concat(second.Contracts).Select(contract => contract.Number).ShouldBeInOrder();
        first.Contracts.Concat(second.Contracts).Select(contract => contract.ContractId).Distinct().Count().ShouldBe(6);
        first.Contracts[0].MunicipalityCodes.ShouldBe(["0957", "1641"]);
        first.Contracts[0].ProductCount.ShouldBe(2);

        (await app.Contracts().ListContractsAsync(new ListContractsRequest { ProviderId = provider.ProviderId, Status = ContractStatus.Signed })).TotalCount.ShouldBe(1);
        (await app.Contracts().ListContractsAsync(new ListContractsRequest { ProviderId = provider.ProviderId, MunicipalityCode = "1641" })).TotalCount.ShouldBe(5);
        foreach (var wildcard in new[] { "%", "_____", "[a-z]" })
            (await app.Contracts().ListContractsAsync(new ListContractsRequest { Search = wildcard })).TotalCount.ShouldBe(0, wildcard);
    }

    [Fact]
    public async Task a_batch_of_questions_is_answered_in_the_order_asked()
    {
        var provider = await app.RegisterProviderAsync();
        var draftsOnly = await app.RegisterProviderAsync();
        var signed = await app.SignedAsync(provider);
        await app.DraftAsync(draftsOnly);
        var request = new GetTermsRequest();
        for (var i = 0; i < 1_000; i++)
            request.Questions.Add(new TermsQuestion
            {
                ProviderAgbCode = i % 4 == 1 ? draftsOnly.AgbCode : i % 4 == 0 ? provider.AgbCode : "",
                ProviderId = i % 4 == 2 ? provider.ProviderId : "",
                ContractId = i % 4 == 3 ? signed.ContractId : "",
                MunicipalityCode = "0957",
                Category = "45",
                Code = "45A03",
                On = "2026-03-01",
            });
        var terms = (await app.Contracts().GetTermsAsync(request)).Terms;
        terms.Select(answer => answer.Found).ShouldBe(Enumerable.Range(0, 1_000).Select(i => i % 4 != 1));
        terms[3].RateEur.ShouldBe("1.45");

        await app.ChangeTariffAsync(signed, "2026-02-01", "1.5");
        (await app.Contracts().GetTermsAsync(request)).Terms[0].RateEur.ShouldBe("1.5", "what was read before does not outlive its version");
        request.Questions.Add(request.Questions[0]);
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => app.Contracts().GetTermsAsync(request).ResponseAsync)).ShouldBe(["questions too_many"]);
        (await ContractsApp.RefusedAsync(() => app.Contracts(Role.Provider, provider.ProviderId).GetTermsAsync(request).ResponseAsync)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }
}
