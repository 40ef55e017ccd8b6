using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Inkoop.Contracts;
using Inkoop.Wire.Contracts.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Contracts;

[Collection("contracts")]
public class ContractVersionsTests(ContractsApp app)
{
    [Fact]
    public async Task every_version_stays_readable_by_day_and_by_what_was_known()
    {
        var draft = await app.DraftAsync(await app.RegisterProviderAsync());
        draft.Version.ShouldBe(1);
        draft.Status.ShouldBe(ContractStatus.Draft);
        draft.ProviderName.ShouldBe("Zorg Één");

        var again = draft.Clone();
        again.Title = "Andere titel";
        var second = (await app.Contracts().DraftContractAsync(new DraftContractRequest { RequestId = ContractsApp.Unique("draft"), ContractId = draft.ContractId, ExpectedVersion = 1, Contract = again })).Contract;
        var signed = await app.SignAsync(second);
        var changed = await app.ChangeTariffAsync(signed, "2026-07-01", "1.5116105");
        changed.Version.ShouldBe(4);

        (await GetAsync(draft.ContractId)).ShouldBe(changed);
        (await GetAsync(draft.ContractId, knownAt: signed.RecordedAt)).ShouldBe(signed);
        (await GetAsync(draft.ContractId, knownAt: draft.RecordedAt)).Title.ShouldBe(draft.Title);
        Rate(await GetAsync(draft.ContractId, "2026-06-30")).ShouldBe("1.45");
        Rate(await GetAsync(draft.ContractId, "2026-07-01")).ShouldBe("1.5116105");
        Rate(await GetAsync(draft.ContractId, "2026-07-01", signed.RecordedAt)).ShouldBe("1.45");
        (await GetAsync(draft.ContractId, "2026-06-30")).Products.Count.ShouldBe(1, "the trajectory has no tariff before July");
        (await GetAsync(draft.ContractId, "2026-07-01")).Buyers.Single().MunicipalityCode.ShouldBe("0957");
        var before = await ContractsApp.RefusedAsync(() => GetAsync(draft.ContractId, knownAt: Timestamp.FromDateTimeOffset(draft.RecordedAt.ToDateTimeOffset().AddSeconds(-1))));
        before.StatusCode.ShouldBe(StatusCode.NotFound);

        var types = await app.Services.GetRequiredService<ContractsDatabase>().ReadAsync(
            connection => connection.QueryAsync<string>("SELECT concat(type, ' ', subject_version) FROM event WHERE subject = @subject ORDER BY sequence", new { subject = $"contract/{draft.ContractId}" }), default);
        types.ShouldBe(["ContractDrafted 1", "ContractDrafted 2", "ContractSigned 3", "TariffChanged 4"]);
    }

    [Fact]
    public async Task of_two_people_who_save_the_same_draft_one_is_told_to_look_again()
    {
        var draft = await app.DraftAsync(await app.RegisterProviderAsync());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await app.SignAsync(draft);
                return "signed";
            }
            catch (RpcException exception)
            {
                return $"{exception.StatusCode} {ContractsApp.Info(exception).Metadata["current_version"]}";
            }
        }));
        outcomes.Order().ShouldBe(["Aborted 2", "Aborted 2", "Aborted 2", "signed"]);
    }

    [Fact]
    public async Task the_same_request_twice_makes_one_version_and_one_answer()
    {
        var signed = await app.SignedAsync();
        var request = new ChangeTariffRequest
        {
            RequestId = ContractsApp.Unique("tariff"),
            ContractId = signed.ContractId,
            ExpectedVersion = 2,
            ProductId = "45A03",
            ValidFrom = "2026-07-01",
            RateEur = "1.5",
            Reason = "Indexatie",
        };
        var first = await app.Contracts().ChangeTariffAsync(request);
        (await app.Contracts().ChangeTariffAsync(request)).ShouldBe(first);
        (await GetAsync(signed.ContractId)).Version.ShouldBe(3);

        request.RateEur = "1.6";
        (await ContractsApp.RefusedAsync(() => app.Contracts().ChangeTariffAsync(request).ResponseAsync)).StatusCode.ShouldBe(StatusCode.AlreadyExists);
    }

    [Fact]
    public async Task a_number_belongs_to_one_contract_whatever_its_case()
    {
        var provider = await app.RegisterProviderAsync();
        var first = await app.DraftAsync(provider);
        var refused = await ContractsApp.RefusedAsync(() => app.DraftAsync(provider, contract => contract.Number = first.Number.ToLowerInvariant()));
        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        ContractsApp.Faults(refused).ShouldBe(["contract.number number_taken"]);
        (await app.Contracts().GetContractAsync(new GetContractRequest { Number = first.Number.ToLowerInvariant() })).Contract.ContractId.ShouldBe(first.ContractId);
    }

    [Fact]
    public async Task what_is_signed_is_not_drafted_and_what_is_drafted_has_no_tariff_change()
    {
        var draft = await app.DraftAsync(await app.RegisterProviderAsync());
        ContractsApp.Info(await ContractsApp.RefusedAsync(() => app.ChangeTariffAsync(draft, "2026-07-01", "1.5"))).Reason.ShouldBe("contract_not_signed");

        var signed = await app.SignAsync(draft);
        var redraft = new DraftContractRequest { RequestId = ContractsApp.Unique("draft"), ContractId = signed.ContractId, ExpectedVersion = signed.Version, Contract = signed };
        var refused = await ContractsApp.RefusedAsync(() => app.Contracts().DraftContractAsync(redraft).ResponseAsync);
        refused.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        ContractsApp.Info(refused).Reason.ShouldBe("contract_signed");
    }

    [Fact]
    public async Task a_signature_is_not_in_the_future()
    {
        var draft = await app.DraftAsync(await app.RegisterProviderAsync());
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => app.SignAsync(draft, "2099-01-01"))).ShouldBe(["signed_on in_the_future"]);
    }

    private async Task<Contract> GetAsync(string contractId, string asOf = "", Timestamp? knownAt = null) =>
        (await app.Contracts().GetContractAsync(new GetContractRequest { ContractId = contractId, AsOf = asOf, KnownAt = knownAt })).Contract;

    private static string Rate(Contract contract) => contract.Products.Single(product => product.ProductId == "45A03").Tariffs.Single().RateEur;
}
