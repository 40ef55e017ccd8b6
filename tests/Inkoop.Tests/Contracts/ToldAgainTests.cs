using System.Text.Json;
using Dapper;
using Inkoop.Contracts;
using Inkoop.Platform.Log;
using Inkoop.Tests.Money;
using Inkoop.Tests.Support;
using Inkoop.Wire.Events;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Contracts.FundingSamples;

namespace Inkoop.Tests.Contracts;

/// <summary>A contract tells how its lots are paid for; one that was signed under an earlier version tells it once after the upgrade.</summary>
public sealed class ToldAgainTests : IAsyncLifetime
{
    private readonly ContractsApp app = new();

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => app.DisposeAsync();

    private ContractsDatabase Database => app.Services.GetRequiredService<ContractsDatabase>();

    [Fact]
    public async Task every_signed_version_is_told_whole_once_and_never_again()
    {
        var contract = await app.SignedAsync(PriceTimesQuantity(), Product("45A03", "01", "1.45"), Product("43A12", "14", "310"), Product("48A03", "84", "812.50"));
        await app.ChangeTariffAsync(contract, "2026-07-01", "1.51");
        var signed = JsonSerializer.Deserialize<ContractSigned>((await PayloadsAsync("ContractSigned")).Single(), EventJson.Options)!;
        signed.Terms.Lots.Single().Funding.ShouldNotBeNull().ShouldContain("48A03");
        (await PayloadsAsync("ContractRestated")).ShouldBeEmpty("what is signed now tells it all by itself");

        await Database.ChangeAsync("test", work => work.ExecuteAsync("DELETE FROM lease WHERE name LIKE 'told:%'"), default);
        await AgainAsync();
        await Eventually.GetsAsync(() => PayloadsAsync("ContractRestated"), told => told.Count == 2);
        await AgainAsync();
        // By the time that this stands, what a start does is long done.
        await app.SignedAsync(Subsidy(), Product("45A04", "01", "1.45"));

        var changed = JsonSerializer.Deserialize<TariffChanged>((await PayloadsAsync("TariffChanged")).Single(), EventJson.Options)!;
        var told = (await PayloadsAsync("ContractRestated")).Select(payload => JsonSerializer.Deserialize<ContractRestated>(payload, EventJson.Options)!).ToList();
        told.Select(one => (one.ContractId, one.Version, one.RecordedAt, Terms(one.Terms))).ShouldBe(
        [
            (signed.ContractId, signed.Version, signed.RecordedAt, Terms(signed.Terms)),
            (changed.ContractId, changed.Version, changed.RecordedAt, Terms(changed.Terms)),
        ]);

        static string Terms(ContractTerms terms) => JsonSerializer.Serialize(terms, EventJson.Options);
    }

    private async Task AgainAsync()
    {
        await app.StopAsync();
        await app.StartAsync();
    }

    private Task<IReadOnlyList<string>> PayloadsAsync(string type) => Database.ReadAsync<IReadOnlyList<string>>(
        async connection => [.. await connection.QueryAsync<string>("SELECT payload FROM event WHERE type = @type", new { type })], default);
}
