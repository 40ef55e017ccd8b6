using Inkoop.Money;
using Inkoop.Money.Projections;
using Inkoop.Platform.Privacy;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Contracts.FundingSamples;
using static Inkoop.Tests.Money.FactsApp;

namespace Inkoop.Tests.Money;

/// <summary>What is told of persons counts from when it was told, in whatever order it comes, and a client of whom nothing was told is a person by itself.</summary>
public sealed class PersonsToldTests : IAsyncLifetime
{
    private readonly ContractsApp app = new();
    private readonly string one = Guid.CreateVersion7().ToString("N"), other = Guid.CreateVersion7().ToString("N");

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task any_order_gives_one_register_and_one_settlement_and_a_record_that_was_merged_carries_through()
    {
        var contract = await app.SignedAsync(PriceTimesQuantity(), Product("43A12", "14", "310"), Product("48A03", "84", "812.50"));
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (moved, end) = (new DateOnly(2026, 4, 11), new DateOnly(2026, 7, 20));
        (Guid Id, object Event)[] events =
        [
            .. new object[]
            {
                Allocated(contract, first, "43A12", one), Allocated(contract, second, "43A12", other, "1641"),
                Started(contract, first, "43A12", new(2026, 1, 1), one), Stopped(contract, first, "43A12", new(2026, 1, 1), moved, one),
                Started(contract, second, "43A12", moved, other, "1641"), Stopped(contract, second, "43A12", moved, end, other, "1641"),
                Told(one, 1, 'a'), Told(other, 1, 'b'), Told(other, 2, 'a'),
            }.Select(e => (Guid.CreateVersion7(), e)),
        ];
        var random = new Random(20261128);
        var digests = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            await ForgetAsync();
            var deliveries = events.Concat(events.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(deliveries);
            foreach (var (id, e) in deliveries)
                await TellAsync(e, id);
            digests.Add(await Database.ReadAsync(connection => app.Services.GetRequiredService<Persons>().DigestAsync(connection), default));
            // 200 days of one person: 90 x 310, 90 x 285, 20 x 240.
            (await app.SettleAsync(contract)).TotalCents.ShouldBe(5_835_000, $"round {round}");
        }
        digests.Distinct().Count().ShouldBe(1);

        // Before the records were merged they were two persons, of 100 days each; so was a client of whom nothing was told.
        await ForgetAsync();
        foreach (var (id, e) in events.Where(known => known.Event is not PersonTold { Version: 2 }))
            await TellAsync(e, id);
        (await app.SettleAsync(contract)).TotalCents.ShouldBe(2 * ((90 * 31_000) + (10 * 28_500)));
    }

    [Fact]
    public async Task a_youth_who_moved_is_one_in_the_volume_of_a_task_and_what_was_known_before_stays_so()
    {
        var funding = TaskBased();
        funding.TaskBased.VolumeSource = VolumeSource.Care;
        var contract = await app.SignedAsync(funding, Product("43A12", "14", "310"));
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var e in new object[]
        {
            Allocated(contract, first, "43A12", one), Allocated(contract, second, "43A12", other, "1641"),
            Started(contract, first, "43A12", new(2026, 1, 1), one), Started(contract, second, "43A12", new(2026, 4, 11), other, "1641"),
        })
            await TellAsync(e, Guid.CreateVersion7());
        var before = TimeProvider.System.GetUtcNow();
        await VolumeIsAsync(contract, 2);
        await TellAsync(Told(one, 1, 'a'), Guid.CreateVersion7());
        await TellAsync(Told(other, 1, 'a'), Guid.CreateVersion7());
        await VolumeIsAsync(contract, 1);
        (await VolumeAsync(contract, before)).ShouldBe(2);
    }

    private MoneyDatabase Database => app.Services.GetRequiredService<MoneyDatabase>();

    private PersonTold Told(string client, long version, char person) => new()
    {
        ClientPseudonym = client,
        Version = version,
        RecordedAt = TimeProvider.System.GetUtcNow(),
        SealedPerson = app.Services.GetRequiredService<PersonSeal>().Seal(client, version, new string(person, 64)),
    };

    private Task TellAsync(object e, Guid id) => e switch
    {
        ProductAllocated allocated => app.TellAsync(allocated, id),
        CareStarted started => app.TellAsync(started, id),
        CareStopped stopped => app.TellAsync(stopped, id),
        PersonTold told => app.TellAsync(told, id),
        _ => throw new InvalidOperationException(),
    };

    private Task ForgetAsync() => Database.ChangeAsync("test", async work =>
    {
        foreach (var table in new[] { "care", "allocation", "person_of_client" })
            await work.ExecuteAsync($"DELETE FROM {table}");
        return await work.ExecuteAsync("DELETE FROM inbox WHERE consumer IN ('money-care', 'money-persons')");
    }, default);

    private async Task VolumeIsAsync(Contract contract, long volume) => (await VolumeAsync(contract, TimeProvider.System.GetUtcNow())).ShouldBe(volume);

    /// <summary>As the standing of the lot has it.</summary>
    private async Task<long> VolumeAsync(Contract contract, DateTimeOffset asOf)
    {
        var period = Inkoop.Ijw.Period.Year(2026);
        return await Database.ReadAsync(async connection =>
        {
            var state = await Inkoop.Money.Settlements.SettlementStore.ContractAsync(connection, Guid.Parse(contract.ContractId), asOf);
            var facts = await Inkoop.Money.Settlements.SettlementStore.FactsAsync(connection, state, period, asOf);
            return Inkoop.Funding.YouthCounts.UniqueClients(facts.Care.Spells, period, 1);
        }, default);
    }
}
