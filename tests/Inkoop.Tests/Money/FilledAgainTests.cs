using Dapper;
using Inkoop.Dispositions;
using Inkoop.Money;
using Inkoop.Money.Projections;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Tests.Contracts;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Contracts.FundingSamples;
using static Inkoop.Tests.Money.FactsApp;

namespace Inkoop.Tests.Money;

/// <summary>What the settlement is made from is derived: from the logs it comes out as it was, after a replay and after an upgrade.</summary>
public sealed class FilledAgainTests : IAsyncLifetime
{
    private readonly ContractsApp app = new();

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => app.DisposeAsync();

    private MoneyDatabase Database => app.Services.GetRequiredService<MoneyDatabase>();

    [Fact]
    public async Task a_replay_gives_what_grew_live_and_a_directory_of_the_version_before_comes_up_right()
    {
        var contract = await HappenedAsync();
        var grown = await app.SettleAsync(contract);
        grown.TotalCents.ShouldBe(162_500 + 5_835_000 + 145_000);

        var digests = await DigestsAsync();
        foreach (var projection in Projections())
        {
            var (applied, before, after) = await app.Services.GetRequiredService<Rebuilds>().ReplayAsync(projection, "test", default);
            applied.ShouldBeGreaterThan(0);
            after.ShouldBe(before);
        }
        (await DigestsAsync()).ShouldBe(digests);

        var engine = Database.Dialect;
        await app.StopAsync();
        await AsBeforeAsync(engine);
        await app.StartAsync();
        await Eventually.GetsAsync(() => Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM projection WHERE name IN ('money-care', 'money-persons', 'money-ledger') AND shape > 0 AND next_shape IS NULL"), default), filled => filled == 3);
        (await DigestsAsync()).ShouldBe(digests);
        var upgraded = await app.SettleAsync(contract);
        upgraded.AsOf = grown.AsOf;
        upgraded.ShouldBe(grown);
    }

    [Fact]
    public async Task nothing_is_settled_from_a_ledger_that_is_not_whole()
    {
        var contract = await HappenedAsync();
        await Database.ChangeAsync("test", work => work.ExecuteAsync("UPDATE ledger_line SET accepted_at = NULL"), default);
        ContractsApp.Info(await ContractsApp.RefusedAsync(() => app.SettleAsync(contract))).Reason.ShouldBe("ledger_incomplete");
    }

    [Fact]
    public async Task any_order_with_any_duplicates_gives_one_care_register()
    {
        var contract = await app.SignedAsync(PriceTimesQuantity(), Product("43A12", "14", "310"), Product("48A03", "84", "812.50"));
        var events = Enumerable.Range(0, 12).SelectMany(i =>
        {
            var (allocation, startId, from) = (Guid.CreateVersion7(), Guid.CreateVersion7(), new DateOnly(2026, 1, 1).AddDays(i));
            return new object[]
            {
                Allocated(contract, allocation, "43A12"), Allocated(contract, allocation, "43A12") with { Version = 2, Removed = i % 5 == 0 }, Started(contract, allocation, "43A12", from, id: startId),
                Started(contract, allocation, "43A12", from, id: startId, withdrawn: i % 3 == 0), Stopped(contract, allocation, "43A12", from, from.AddDays(30)),
            };
        }).Select(e => (Id: Guid.CreateVersion7(), Event: e)).ToList();
        var random = new Random(20260102);
        var digests = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            await Database.ChangeAsync("test", async work =>
            {
                await work.ExecuteAsync("DELETE FROM care");
                await work.ExecuteAsync("DELETE FROM allocation");
                return await work.ExecuteAsync("DELETE FROM inbox WHERE consumer = 'money-care'");
            }, default);
            var deliveries = events.Concat(events.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(deliveries);
            foreach (var (id, e) in deliveries)
                await (e switch { ProductAllocated allocated => app.TellAsync(allocated, id), CareStarted started => app.TellAsync(started, id), CareStopped stopped => app.TellAsync(stopped, id), _ => throw new InvalidOperationException() });
            digests.Add((await DigestsAsync())[0]);
        }
        digests.Distinct().Count().ShouldBe(1);
    }

    /// <summary>A month tariff, a stay, and a line, told by the log of Dispositions as an earlier version wrote it: without the moments.</summary>
    private async Task<Contract> HappenedAsync()
    {
        var contract = await app.SignedAsync(PriceTimesQuantity(), Product("43A12", "14", "310"), Product("48A03", "84", "812.50"), Product("45A03", "01", "1.45"));
        var (measure, stay) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await app.Services.GetRequiredService<DispositionsDatabase>().ChangeAsync("test", work =>
        {
            work.Emit("allocation/1", 1, Allocated(contract, measure, "48A03") with { RecordedAt = null, Kind = null, Category = null });
            work.Emit("allocation/1", 0, Started(contract, measure, "48A03", new(2026, 1, 14)) with { RecordedAt = null });
            work.Emit("allocation/1", 0, Stopped(contract, measure, "48A03", new(2026, 1, 14), new(2026, 3, 10)) with { RecordedAt = null });
            work.Emit("allocation/2", 0, Started(contract, stay, "43A12", new(2026, 1, 1), "p-2") with { RecordedAt = null });
            work.Emit("allocation/2", 0, Stopped(contract, stay, "43A12", new(2026, 1, 1), new(2026, 7, 20), "p-2") with { RecordedAt = null });
            work.Emit("message/1", 0, Samples.Judged(Samples.Line(Guid.Parse(contract.ContractId), "R1", new(2026, 1, 1), 1_000, 145_000)) with { ProviderId = Guid.Parse(contract.ProviderId) });
            return Task.FromResult(0);
        }, default);
        await Eventually.GetsAsync(() => Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT (SELECT COUNT(*) FROM care) + (SELECT COUNT(*) FROM ledger_line)"), default), rows => rows == 5);
        return contract;
    }

    private Projection[] Projections() => [app.Services.GetRequiredService<CareGiven>(), app.Services.GetRequiredService<Ledger>()];

    private async Task<IReadOnlyList<string>> DigestsAsync()
    {
        var digests = new List<string>();
        foreach (var projection in Projections()) digests.Add(await Database.ReadAsync(connection => projection.DigestAsync(connection), default));
        return digests;
    }

    /// <summary>As after an upgrade from a version that kept less of lines and care: what it kept was brought along, and is to be filled again.</summary>
    private static async Task AsBeforeAsync(Dialect engine)
    {
        await using var connection = await engine.OpenAsync(default);
        foreach (var table in new[] { "care", "allocation" }) await connection.ExecuteAsync($"DELETE FROM {table}");
        await connection.ExecuteAsync("UPDATE ledger_line SET accepted_at = NULL, provider_id = NULL, allocation_id = NULL, client_pseudonym = NULL, allocation_kind = NULL");
        await connection.ExecuteAsync("DELETE FROM inbox WHERE consumer LIKE 'money-care%'");
        await connection.ExecuteAsync("UPDATE inbox SET consumer = 'money-ledger' WHERE consumer LIKE 'money-ledger%'");
        await connection.ExecuteAsync("DELETE FROM projection");
    }
}
