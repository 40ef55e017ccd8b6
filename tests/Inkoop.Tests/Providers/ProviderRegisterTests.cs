using Dapper;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Providers;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Providers.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Providers;

[Collection("contracts")]
public class ProviderRegisterTests(ContractsApp app)
{
    [Fact]
    public async Task a_provider_is_found_by_id_by_agb_code_and_by_part_of_its_name()
    {
        var request = new RegisterProviderRequest
        {
            RequestId = ContractsApp.Unique("register"),
            Name = "Jeugdzorg Ënschot",
            KvkNumber = ContractsApp.UniqueDigits(),
            AgbCode = "00" + ContractsApp.UniqueDigits()[2..],
            Email = "info@voorbeeld.nl",
            Phone = "0475 123456",
            Locations = { new Location { Name = "Hoofdlocatie", Street = "Markt 1", PostalCode = "6041 ab", City = "Roermond", MunicipalityCode = "0957" } },
        };
        var provider = (await app.Providers().RegisterProviderAsync(request)).Provider;
        provider.AgbCode.ShouldStartWith("00");
        provider.Locations.Single().PostalCode.ShouldBe("6041AB");
        (await app.Providers().RegisterProviderAsync(request)).Provider.ShouldBe(provider);

        (await app.Providers(Role.Finance).GetProviderAsync(new GetProviderRequest { ProviderId = provider.ProviderId })).Provider.ShouldBe(provider);
        (await app.Providers().GetProviderAsync(new GetProviderRequest { AgbCode = provider.AgbCode })).Provider.ShouldBe(provider);
        var list = await app.Providers().ListProvidersAsync(new ListProvidersRequest { Search = "ENSCHOT" });
        list.TotalCount.ShouldBe(1);
        list.Providers.Single().ShouldBe(provider);
        (await app.Providers().ListProvidersAsync(new ListProvidersRequest { Search = provider.AgbCode })).Providers.Single().ShouldBe(provider);

        var events = await app.Services.GetRequiredService<ProvidersDatabase>().ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM event WHERE type = 'ProviderRegistered' AND subject = @subject", new { subject = $"provider/{provider.ProviderId}" }), default);
        events.ShouldBe(1);
    }

    [Fact]
    public async Task an_agb_code_belongs_to_one_provider_and_many_may_have_none()
    {
        var first = await app.RegisterProviderAsync();
        var refused = await ContractsApp.RefusedAsync(() => app.RegisterProviderAsync(agbCode: first.AgbCode));
        ContractsApp.Faults(refused).ShouldBe(["agb_code agb_code_taken"]);
        (await app.RegisterProviderAsync(agbCode: "")).AgbCode.ShouldBe("");
        (await app.RegisterProviderAsync(agbCode: "")).AgbCode.ShouldBe("");
    }

    [Fact]
    public async Task a_kvk_number_belongs_to_one_provider_however_it_is_typed()
    {
        var first = await app.RegisterProviderAsync();
        var typed = $" {first.KvkNumber[..4]} {first.KvkNumber[4..]} ";
        var refused = await ContractsApp.RefusedAsync(() => app.Providers().RegisterProviderAsync(new RegisterProviderRequest { RequestId = ContractsApp.Unique("register"), Name = "Tweede", KvkNumber = typed }).ResponseAsync);
        ContractsApp.Faults(refused).ShouldBe(["kvk_number kvk_number_taken"]);
    }

    [Fact]
    public async Task a_provider_reads_itself_and_cannot_find_out_who_else_exists()
    {
        var (own, other) = (await app.RegisterProviderAsync(), await app.RegisterProviderAsync());
        var client = app.Providers(Role.Provider, own.ProviderId);
        (await client.GetProviderAsync(new GetProviderRequest { AgbCode = own.AgbCode })).Provider.ShouldBe(own);
        (await client.ListProvidersAsync(new ListProvidersRequest())).ShouldSatisfyAllConditions(
            list => list.TotalCount.ShouldBe(1), list => list.Providers.Single().ShouldBe(own));
        foreach (var request in new[]
                 {
                     new GetProviderRequest { ProviderId = other.ProviderId }, new GetProviderRequest { AgbCode = other.AgbCode },
                     new GetProviderRequest { ProviderId = Guid.CreateVersion7().ToString() }, new GetProviderRequest { AgbCode = "99999999" },
                 })
            (await ContractsApp.RefusedAsync(() => client.GetProviderAsync(request).ResponseAsync)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await ContractsApp.RefusedAsync(() => client.RegisterProviderAsync(new RegisterProviderRequest { RequestId = "x" }).ResponseAsync)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task the_list_is_paged_with_its_total()
    {
        for (var i = 0; i < 5; i++) await app.RegisterProviderAsync($"Bladerzorg {i}");
        var first = await app.Providers().ListProvidersAsync(new ListProvidersRequest { Search = "bladerzorg", PageSize = 3 });
        var second = await app.Providers().ListProvidersAsync(new ListProvidersRequest { Search = "bladerzorg", PageSize = 3, PageToken = first.NextPageToken });
        first.TotalCount.ShouldBe(5);
        second.NextPageToken.ShouldBe("");
        first.Providers.Concat(second.Providers).Select(provider => provider.Name).ShouldBe(Enumerable.Range(0, 5).Select(i => $"Bladerzorg {i}"));
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => app.Providers().ListProvidersAsync(new ListProvidersRequest { PageToken = "zelf bedacht" }).ResponseAsync))
            .ShouldBe(["page_token page_token_invalid"]);
    }
}
