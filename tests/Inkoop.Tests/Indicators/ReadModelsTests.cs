using Dapper;
using Inkoop.Indicators;
using Inkoop.Indicators.Projections;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Tests.Support;
using Inkoop.Wire.Events;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Reviews.ReviewEvents;

namespace Inkoop.Tests.Indicators;

/// <summary>What Indicators keeps from others' events: the same whatever their order, and however often each comes.</summary>
public sealed class ReadModelsTests : IAsyncLifetime
{
    private EventRig<IndicatorsDatabase> rig = null!;

    public async Task InitializeAsync() =>
        rig = await EventRig.StartAsync(new IndicatorsService(), options => new IndicatorsDatabase(options, TimeProvider.System, new EventSignal()));

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task contracts_are_known_by_their_newest_version()
    {
        var (contract, provider) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var projection = new KnownContracts(rig.Database);
        var events = new[]
        {
            New(new ContractSigned { ContractId = contract, Version = 2, Terms = Terms(provider, kpis: Kpi("uitval", 10_000_000, true)) }),
            New(Tariff(contract, 3, Terms(provider, number: "JH-2", kpis: [Kpi("uitval", 10_000_000, true), Kpi("tevredenheid", 750_000_000)]))),
            New(Tariff(contract, 4, Terms(provider, number: "JH-3", kpis: Kpi("tevredenheid", 750_000_000)))),
        };
        await rig.PublishAsync(events);
        var expected = await rig.DigestAsync(projection);
        for (var seed = 1; seed <= 8; seed++)
        {
            await rig.ForgetAsync(projection.Tables);
            await rig.PublishAsync(EventRig.Shuffle(events, seed));
            (await rig.DigestAsync(projection)).ShouldBe(expected, $"order {seed}");
        }
        (await Query("SELECT concat(c.number, ' ', k.indicator_code) FROM known_contract c JOIN known_contract_kpi k ON k.contract_id = c.contract_id")).ShouldBe(["JH-3 tevredenheid"]);
    }

    [Fact]
    public async Task drop_out_is_derived_from_stops_and_their_withdrawals()
    {
        var contract = Guid.CreateVersion7();
        var stops = Enumerable.Range(0, 8).Select(_ => Guid.CreateVersion7()).ToArray();
        var events = new[]
        {
            New(Stopped(stops[0], contract, "2026-01-01", "32")),
            New(Stopped(stops[1], contract, "2026-03-31", "33")),
            New(Stopped(stops[2], contract, "2026-02-10", "31")),
            New(Stopped(stops[3], contract, "2026-02-10", "20")),
            New(Stopped(stops[4], contract, "2026-02-11", "36")),
            New(Stopped(stops[5], contract, "2026-02-12", "32")),
            New(Stopped(stops[5], contract, "2026-02-12", "32", withdrawn: true)),
            New(Stopped(stops[6], contract, "2026-02-13", "34")),
            New(Stopped(stops[6], contract, "2026-02-13", "34", withdrawn: true)),
            New(Stopped(stops[7], contract, "2026-04-01", "35")),
        };
        for (var seed = 0; seed <= 8; seed++)
        {
            await rig.ForgetAsync("care_stop", "derived_indicator");
            await rig.PublishAsync(seed == 0 ? events : EventRig.Shuffle(events, seed));
            (await Query("SELECT concat(quarter, ' ', numerator, '/', denominator) FROM derived_indicator ORDER BY quarter")).ShouldBe(["2026-Q1 2/3", "2026-Q2 0/1"], $"order {seed}");
            // The newest state in the log is what the table holds, so a consumer that keeps the highest version agrees.
            (await Query("SELECT payload FROM event WHERE subject LIKE 'derived/%2026-Q1' ORDER BY subject_version DESC"))[0].ShouldContain("\"denominator\":3", Case.Insensitive);
        }
    }

    private Task<List<string>> Query(string sql) => rig.Database.ReadAsync(async connection => (await connection.QueryAsync<string>(sql)).AsList(), CancellationToken.None);

    private static TariffChanged Tariff(Guid contract, long version, ContractTerms terms) => new()
    {
        ContractId = contract,
        Version = version,
        ProductId = "45A03",
        ValidFrom = new DateOnly(2026, 1, 1),
        Reason = "index",
        Terms = terms,
    };
}
