using Dapper;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Providers;
using Inkoop.Tests.Contracts;
using Inkoop.Tests.Support;
using Inkoop.Wire.Providers.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Providers;

[Collection("contracts")]
public class LoadMunicipalitiesTests(ContractsApp app)
{
    [Fact]
    public async Task an_empty_register_starts_with_the_region_of_four()
    {
        var first = await Eventually.GetsAsync(
            () => app.Reference(Role.CouncilReader, "0957").ListMunicipalitiesAsync(new ListMunicipalitiesRequest { AsOf = "2015-01-01" }).ResponseAsync, list => list.Municipalities.Count >= 4);
        first.Municipalities.Where(municipality => municipality.Region == "Midden Limburg Oost").Select(municipality => municipality.Name)
            .ShouldBe(["Echt-Susteren", "Maasgouw", "Roerdalen", "Roermond"]);
        (await app.Reference().ListMunicipalitiesAsync(new ListMunicipalitiesRequest { AsOf = "2014-12-31" })).Municipalities.ShouldBeEmpty();

        var events = await app.Services.GetRequiredService<ProvidersDatabase>().ReadAsync(
            connection => connection.QueryAsync<string>("SELECT subject FROM event WHERE type = 'MunicipalityRecorded' AND subject_version = 1 AND subject LIKE 'municipality/%' ORDER BY subject"), default);
        events.ShouldContain("municipality/0957");
    }

    [Fact]
    public async Task a_list_supersedes_from_its_day_and_loading_it_again_changes_nothing()
    {
        var (a, b) = ("8" + ContractsApp.UniqueDigits()[5..], "9" + ContractsApp.UniqueDigits()[5..]);
        (await LoadAsync("2020-01-01", (a, "Dorp", "Regio 1"), (b, "Stad", "Regio 1"))).AddedCount.ShouldBe(2);
        var second = await LoadAsync("2026-01-01", (a, "Dorp", "Regio 2"), (b, "Stad", "Regio 1"));
        (second.AddedCount, second.ChangedCount, second.UnchangedCount).ShouldBe((0, 1, 1));
        var again = await LoadAsync("2026-01-01", (a, "Dorp", "Regio 2"), (b, "Stad", "Regio 1"));
        (again.AddedCount, again.ChangedCount, again.UnchangedCount).ShouldBe((0, 0, 2));

        (await OneAsync(a, "2025-12-31")).ShouldSatisfyAllConditions(row => row.Region.ShouldBe("Regio 1"), row => row.ValidUntil.ShouldBe("2025-12-31"));
        (await OneAsync(a, "2026-01-01")).ShouldSatisfyAllConditions(row => row.Region.ShouldBe("Regio 2"), row => row.ValidUntil.ShouldBe(""));
        (await app.Reference().ListRegionsAsync(new ListRegionsRequest { AsOf = "2025-12-31" })).Regions.Single(region => region.Name == "Regio 1").MunicipalityCount.ShouldBe(2);
        (await app.Reference().ListRegionsAsync(new ListRegionsRequest { AsOf = "2026-01-01" })).Regions.Single(region => region.Name == "Regio 1").MunicipalityCount.ShouldBe(1);
    }

    [Fact]
    public async Task only_those_who_keep_the_register_load_it()
    {
        var call = app.Reference(Role.Finance).LoadMunicipalities();
        (await ContractsApp.RefusedAsync(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [StandardDataFact]
    public async Task the_national_list_loads_in_one_stream()
    {
        var rows = File.ReadLines(StandardData.PathOf("gemeenten-jeugdregio-2026.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        using var call = app.Reference(Role.Operator).LoadMunicipalities();
        await call.RequestStream.WriteAsync(new LoadMunicipalitiesRequest { RequestId = ContractsApp.Unique("load"), ValidFrom = "2026-01-01" });
        foreach (var chunk in rows.Chunk(100))
            await call.RequestStream.WriteAsync(new LoadMunicipalitiesRequest { Municipalities = { chunk.Select(row => new Municipality { Code = row[0], Name = row[1], Province = row[2], Region = row[3] }) } });
        await call.RequestStream.CompleteAsync();
        var reply = await call;
        reply.UnchangedCount.ShouldBe(4, "the region of four is built in");
        reply.AddedCount.ShouldBe(rows.Count - 4);
        var list = await app.Reference().ListMunicipalitiesAsync(new ListMunicipalitiesRequest { AsOf = "2026-06-01", Search = "sudwest" });
        list.Municipalities.Single().Name.ShouldStartWith("Súdwest");
    }

    private async Task<LoadMunicipalitiesReply> LoadAsync(string from, params (string Code, string Name, string Region)[] rows)
    {
        using var call = app.Reference().LoadMunicipalities();
        await call.RequestStream.WriteAsync(new LoadMunicipalitiesRequest { RequestId = ContractsApp.Unique("load"), ValidFrom = from });
        foreach (var (code, name, region) in rows)
            await call.RequestStream.WriteAsync(new LoadMunicipalitiesRequest { Municipalities = { new Municipality { Code = code, Name = name, Province = "Limburg", Region = region } } });
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    private async Task<Municipality> OneAsync(string code, string day) =>
        (await app.Reference().ListMunicipalitiesAsync(new ListMunicipalitiesRequest { AsOf = day, Search = code })).Municipalities.Single(row => row.Code == code);
}
