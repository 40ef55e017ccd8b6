using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Reviews;
using Inkoop.Reviews.Projections;
using Inkoop.Tests.Support;
using Inkoop.Wire.Events;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Reviews.ReviewEvents;

namespace Inkoop.Tests.Reviews;

/// <summary>Every read model of the reviews gives one result whatever the order of its events, and however often each comes.</summary>
public sealed class ProjectionsTests : IAsyncLifetime
{
    private static readonly Guid[] contracts = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
    private static readonly Guid provider = Guid.CreateVersion7();
    private EventRig<ReviewsDatabase> rig = null!;

    public async Task InitializeAsync() =>
        rig = await EventRig.StartAsync(new ReviewsService(), options => new ReviewsDatabase(options, TimeProvider.System, new EventSignal()));

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task contracts_are_known_by_their_newest_version()
    {
        var events = contracts.SelectMany(contract => new[]
        {
            New(new ContractSigned { ContractId = contract, Version = 2, Terms = Terms(provider, budgetCents: 1, kpis: Kpi("uitval", 10_000_000, true)) }),
            New(Tariff(contract, 3, Terms(provider, budgetCents: 2, kpis: [Kpi("uitval", 20_000_000, true), Kpi("tevredenheid", 750_000_000)]))),
            New(Tariff(contract, 5, Terms(provider, title: "Nieuw", budgetCents: 4, kpis: Kpi("tevredenheid", 750_000_000)))),
            New(Tariff(contract, 4, Terms(provider, title: "Ouder", budgetCents: 3))),
        }).ToList();
        await HoldsInAnyOrder(new KnownContracts(rig.Database), events);

        (await Scalar<long>("SELECT COUNT(*) FROM known_contract WHERE version = 5 AND title = 'Nieuw'")).ShouldBe(3);
        (await Scalar<long>("SELECT SUM(budget_cents) FROM known_contract_budget")).ShouldBe(24);
        (await Scalar<long>("SELECT COUNT(*) FROM known_contract_kpi WHERE indicator_code = 'tevredenheid'")).ShouldBe(3);
        (await Scalar<long>("SELECT COUNT(*) FROM known_contract_kpi")).ShouldBe(3);
    }

    [Fact]
    public async Task names_are_the_newest()
    {
        var events = Enumerable.Range(1, 4).SelectMany(version => new[]
        {
            New(new ProviderRegistered { ProviderId = provider, Version = version, Name = $"Zorg {version}", KvkNumber = "12345678" }),
            New(new MunicipalityRecorded { Code = "0513", Version = version, Name = $"Gouda {version}", Province = "ZH", Region = "MH", ValidFrom = new DateOnly(2015, 1, 1) }),
        }).ToList();
        await HoldsInAnyOrder(new KnownNames(rig.Database), events);

        (await Scalar<string>("SELECT name FROM known_provider")).ShouldBe("Zorg 4");
        (await Scalar<string>("SELECT name FROM known_municipality")).ShouldBe("Gouda 4");
    }

    [Fact]
    public async Task lines_are_counted_in_the_quarter_of_the_declared_month()
    {
        var rejected = new RejectedLine { ReferenceNumber = "x", ContractId = contracts[0], AmountCents = 5, RetourCodes = ["9322"] };
        var events = contracts.SelectMany(contract => new[]
        {
            New(Judged("2026-01-01", [Line(contract, "2026-01-01", 147_900), Line(contract, "2026-01-01", 100, municipality: "0627")])),
            New(Judged("2026-02-01", [Line(contract, "2026-01-01", 147_900, credit: true), Line(contract, "2026-01-01", 145_000), Line(contract, "2026-02-01", 139_200)])),
            // Declared in April, delivered in March.
            New(Judged("2026-04-01", [Line(contract, "2026-03-01", 130_500), Line(contract, "2026-04-01", 1_000)],
                [rejected with { ContractId = contract }, rejected with { ContractId = null }])),
        }).ToList();
        await HoldsInAnyOrder(new DeclaredLines(rig.Database), events);

        (await Scalar<string>("SELECT concat(accepted_line_count, '/', rejected_line_count) FROM declared_quarter WHERE contract_id = @contract AND quarter = '2026-Q1'")).ShouldBe("5/0");
        (await Scalar<string>("SELECT concat(accepted_line_count, '/', rejected_line_count) FROM declared_quarter WHERE contract_id = @contract AND quarter = '2026-Q2'")).ShouldBe("2/1");
    }

    [Fact]
    public async Task months_are_as_last_settled_whatever_order_they_are_told_in()
    {
        SettledAmount Amount(long cents, string municipality = "0513") => new()
        {
            ProductId = "45A03",
            MunicipalityCode = municipality,
            Unit = "01",
            Volume = cents / 100,
            LineCount = 1,
            AwardedCents = cents,
            SettledCents = cents,
        };
        LotSettled Told(Guid contract, long version, params (int Month, SettledAmount[] Amounts)[] months) => new()
        {
            ContractId = contract,
            Version = version,
            Year = 2026,
            LotId = "1",
            Months = [.. months.Select(month => new SettledMonth { Month = month.Month, Amounts = month.Amounts })],
        };
        var events = contracts.SelectMany(contract => new[]
        {
            New(Told(contract, 2, (1, [Amount(100), Amount(50, "0627")]), (2, [Amount(70)]))),
            New(Told(contract, 5, (1, [Amount(90)]))),
            New(Told(contract, 9, (2, []), (3, [Amount(30)]))),
        }).ToList();
        await HoldsInAnyOrder(new Settled(rig.Database), events);

        (await Scalar<long>("SELECT SUM(settled_cents) FROM settled_month WHERE contract_id = @contract")).ShouldBe(90 + 30);
        (await Scalar<long>("SELECT COUNT(*) FROM settled_month WHERE contract_id = @contract AND month = 2")).ShouldBe(0);
    }

    [Fact]
    public async Task allocations_are_as_last_changed()
    {
        var events = Enumerable.Range(0, 12).SelectMany(number =>
        {
            var allocation = Guid.CreateVersion7();
            return new[]
            {
                New(Allocated(allocation, 1, contracts[0], $"client-{number}", "2026-01-01")),
                New(Allocated(allocation, 2, contracts[0], $"client-{number}", "2026-01-01", "2026-06-30")),
                New(Allocated(allocation, 3, contracts[0], $"client-{number}", "2026-01-01", "2026-01-01", removed: number == 0)),
            };
        }).ToList();
        await HoldsInAnyOrder(new Allocations(rig.Database), events);

        (await Scalar<long>("SELECT COUNT(*) FROM allocation WHERE removed = 0 AND ends_on = '2026-01-01'")).ShouldBe(11);
    }

    [Fact]
    public async Task indicator_results_are_the_newest_and_definitions_all_stay()
    {
        var events = contracts.SelectMany(contract => new[]
        {
            New(Submitted(contract, "uitval", "2026-Q1", 1, 4, 21)),
            New(Submitted(contract, "uitval", "2026-Q1", 3, 6, 21)),
            New(Submitted(contract, "uitval", "2026-Q1", 2, 5, 21)),
            New(Submitted(contract, "uitval", "2026-Q2", 1, 1, 30)),
            New(new IndicatorDerived { ContractId = contract, Version = 1, IndicatorCode = "uitval", Quarter = "2026-Q1", Numerator = 1, Denominator = 1 }),
            New(new IndicatorDerived { ContractId = contract, Version = 2, IndicatorCode = "uitval", Quarter = "2026-Q1", Numerator = 1, Denominator = 2 }),
        }).Concat(Enumerable.Range(1, 3).Select(version => New(new IndicatorDefined
        {
            Code = "uitval",
            Version = version,
            Name = $"Uitval {version}",
            Kind = "proportion",
            Derived = true,
            ValidFrom = new DateOnly(2014 + version, 1, 1),
        }))).ToList();
        await HoldsInAnyOrder(new IndicatorResults(rig.Database), events);

        (await Scalar<long>("SELECT numerator FROM indicator_result WHERE contract_id = @contract AND quarter = '2026-Q1'")).ShouldBe(6);
        (await Scalar<long>("SELECT denominator FROM indicator_derived WHERE contract_id = @contract")).ShouldBe(2);
        (await Scalar<long>("SELECT COUNT(*) FROM indicator_definition")).ShouldBe(3);
    }

    /// <summary>In the order given, in eight random orders with duplicates, and rebuilt from the log.</summary>
    private async Task HoldsInAnyOrder(Projection projection, IReadOnlyList<(Guid Id, object Event)> events)
    {
        await rig.PublishAsync(events);
        var expected = await rig.DigestAsync(projection);
        for (var seed = 1; seed <= 8; seed++)
        {
            await rig.ForgetAsync(projection.Tables);
            await rig.PublishAsync(EventRig.Shuffle(events, seed));
            (await rig.DigestAsync(projection)).ShouldBe(expected, $"order {seed}");
        }

        var rebuilt = await projection.RebuildAsync((service, _, after, _) => Log(events, service, after), CancellationToken.None);
        rebuilt.Before.ShouldBe(expected);
        rebuilt.After.ShouldBe(expected);
        rebuilt.Applied.ShouldBe(events.Count);
    }

    private static async IAsyncEnumerable<LogEntry> Log(IReadOnlyList<(Guid Id, object Event)> events, string service, long after)
    {
        await Task.CompletedTask;
        foreach (var (sequence, (id, @event)) in events.Index().Where(entry => entry.Index + 1 > after && EventCatalog.ServiceOf(entry.Item.Event.GetType()) == service))
            yield return new LogEntry(sequence + 1, id, @event.GetType().Name, System.Text.Json.JsonSerializer.Serialize(@event, @event.GetType(), EventJson.Options));
    }

    private Task<T> Scalar<T>(string sql) => rig.Database.ReadAsync(async connection => (await connection.ExecuteScalarAsync<T>(sql, new { contract = contracts[0] }))!, CancellationToken.None);

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
