using Dapper;
using Grpc.Core;
using Inkoop.Dispositions;
using Inkoop.Indicators;
using Inkoop.Money;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Reviews;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Contracts;

[Collection("contracts")]
public class AmendContractTests(ContractsApp app)
{
    [Fact]
    public async Task an_amendment_is_a_version_that_says_what_became_different()
    {
        var signed = await app.SignedAsync();
        var request = Request(signed);
        var preview = await app.Contracts().PreviewAmendmentAsync(request);
        (await app.Contracts().GetContractAsync(new GetContractRequest { ContractId = signed.ContractId })).Contract.Version.ShouldBe(signed.Version, "a preview records nothing");

        var amended = await app.Contracts().AmendContractAsync(request);
        amended.Changes.ShouldBe(preview.Changes);
        amended.Contract.Version.ShouldBe(signed.Version + 1);
        (await app.Contracts().AmendContractAsync(request)).ShouldBe(amended);

        var versions = (await app.Contracts(Role.Auditor).ListContractVersionsAsync(new ListContractVersionsRequest { ContractId = signed.ContractId })).Versions;
        versions.Select(version => version.Version).ShouldBe([3, 2, 1]);
        versions[0].Changes.ShouldBe(amended.Changes);
        (versions[0].EffectiveFrom, versions[0].Clause, versions[0].Reason).ShouldBe(("2026-07-01", "Artikel 7.2", "Groepsbegeleiding erbij"));
        versions[1].Changes.Single().Kind.ShouldBe(ContractChangeKind.SignedOn);

        var between = await app.Contracts().CompareContractVersionsAsync(new CompareContractVersionsRequest { ContractId = signed.ContractId, Before = 1, After = 3 });
        between.Changes.Select(change => change.Kind).ShouldBe([ContractChangeKind.SignedOn, ContractChangeKind.Product, ContractChangeKind.Tariff]);
        var unknown = await ContractsApp.RefusedAsync(async () =>
            await app.Contracts().CompareContractVersionsAsync(new CompareContractVersionsRequest { ContractId = signed.ContractId, Before = 1, After = 4 }));
        ContractsApp.Faults(unknown).ShouldBe(["after version_unknown"]);
    }

    [Fact]
    public async Task providers_see_the_versions_from_the_signature_on_and_only_their_own()
    {
        var signed = await app.SignedAsync();
        var versions = await app.Contracts(Role.Provider, signed.ProviderId).ListContractVersionsAsync(new ListContractVersionsRequest { ContractId = signed.ContractId });
        versions.Versions.Select(version => version.Version).ShouldBe([2]);
        versions.Versions[0].Changes.ShouldBeEmpty("what a draft said is the buyer's own");
        var other = await ContractsApp.RefusedAsync(async () => await app.Contracts(Role.Provider, Guid.CreateVersion7().ToString())
            .ListContractVersionsAsync(new ListContractVersionsRequest { ContractId = signed.ContractId }));
        other.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        var draft = await ContractsApp.RefusedAsync(async () => await app.Contracts(Role.Provider, signed.ProviderId)
            .CompareContractVersionsAsync(new CompareContractVersionsRequest { ContractId = signed.ContractId, Before = 1, After = 2 }));
        ContractsApp.Faults(draft).ShouldBe(["before version_unknown"]);
    }

    [Fact]
    public async Task of_two_who_amend_one_contract_one_looks_again_and_nothing_is_half_done()
    {
        var signed = await app.SignedAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            var request = Request(signed);
            request.Contract.Title = $"Titel {i}";
            try
            {
                return (await app.Contracts().AmendContractAsync(request)).Contract.Title;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode.ToString();
            }
        }));
        outcomes.Count(outcome => outcome == "Aborted").ShouldBe(3);
        (await app.Contracts().GetContractAsync(new GetContractRequest { ContractId = signed.ContractId })).Contract.Version.ShouldBe(signed.Version + 1);
    }

    [Fact]
    public async Task a_refused_amendment_names_every_field()
    {
        var signed = await app.SignedAsync();
        var request = Request(signed);
        request.Reason = "";
        request.Clause = "";
        request.EffectiveFrom = "";
        request.Contract.Products[2].Unit = "77";
        var refused = await ContractsApp.RefusedAsync(async () => await app.Contracts().AmendContractAsync(request));
        ContractsApp.Faults(refused).ShouldBe(["effective_from required", "reason required", "clause required", "contract.products[2].unit unit_unknown"], ignoreOrder: true);
    }

    [Fact]
    public async Task those_who_judge_and_settle_know_the_amended_contract()
    {
        var signed = await app.SignedAsync();
        var amended = (await app.Contracts().AmendContractAsync(Request(signed))).Contract;
        amended.Products.Count.ShouldBe(3);
        await KnowsAsync<MoneyDatabase>("known_contract_version");
        await KnowsAsync<DispositionsDatabase>("known_contract_version");
        await KnowsAsync<ReviewsDatabase>("known_contract");
        await KnowsAsync<IndicatorsDatabase>("known_contract");

        Task KnowsAsync<TDatabase>(string table) where TDatabase : Database => Eventually.GetsAsync(
            () => app.Services.GetRequiredService<TDatabase>().ReadAsync(connection => connection.ExecuteScalarAsync<long>(
                $"SELECT COUNT(*) FROM {table} WHERE contract_id = @ContractId AND version = @Version", new { amended.ContractId, amended.Version }), default),
            known => known == 1);
    }

    [Fact]
    public async Task an_indexation_makes_a_version_of_every_contract_or_of_none()
    {
        var contracts = new[] { await app.SignedAsync(), await app.SignedAsync(), await app.SignedAsync() };
        var request = new IndexTariffsRequest
        {
            RequestId = ContractsApp.Unique("index"),
            EffectiveFrom = "2026-10-01",
            Percent = "4.249",
            Reason = "Indexering",
            Clause = "Artikel 9",
            Contracts = { contracts.Select(contract => new VersionedContract { ContractId = contract.ContractId, ExpectedVersion = contract.Version }) },
        };
        var preview = await app.Contracts().PreviewIndexationAsync(request);
        preview.Contracts[0].Tariffs.Select(tariff => (tariff.RateBefore, tariff.RateAfter)).ShouldBe([("1.45", "1.5116105"), ("8400", "8756.916")]);

        await app.Contracts().AmendContractAsync(Request(contracts[2]));
        var stale = await ContractsApp.RefusedAsync(async () => await app.Contracts().IndexTariffsAsync(request));
        stale.StatusCode.ShouldBe(StatusCode.Aborted);
        (await VersionAsync(contracts[0])).ShouldBe(2, "one of them had changed, so none does");

        request.Contracts[2].ExpectedVersion++;
        var indexed = await app.Contracts().IndexTariffsAsync(request);
        indexed.Contracts.Select(contract => contract.Version).ShouldBe([3, 3, 4]);
        (await app.Contracts().IndexTariffsAsync(request)).ShouldBe(indexed);
        (await VersionAsync(contracts[0])).ShouldBe(3);

        async Task<long> VersionAsync(Contract contract) =>
            (await app.Contracts().GetContractAsync(new GetContractRequest { ContractId = contract.ContractId })).Contract.Version;
    }

    private static AmendContractRequest Request(Contract signed)
    {
        var becomes = signed.Clone();
        becomes.Products.Add(new Product
        {
            LotId = "1",
            Category = "45",
            Code = "45A04",
            Description = "Begeleiding groep",
            Unit = "16",
            Variant = DeliveryVariant.Effort,
            Tariffs = { new Tariff { ValidFrom = "2026-07-01", RateEur = "62.5" } },
        });
        return new AmendContractRequest
        {
            RequestId = ContractsApp.Unique("amend"),
            ContractId = signed.ContractId,
            ExpectedVersion = signed.Version,
            EffectiveFrom = "2026-07-01",
            Reason = "Groepsbegeleiding erbij",
            Clause = "Artikel 7.2",
            Contract = becomes,
        };
    }
}
