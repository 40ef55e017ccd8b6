using Dapper;
using Google.Protobuf;
using Inkoop.Dispositions;
using Inkoop.Dispositions.Reactions;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

/// <summary>What lines are judged by comes out the same whatever order its events came in, and however often.</summary>
public sealed class KnownAgreementsTests : IAsyncLifetime
{
    private EventRig<DispositionsDatabase> rig = null!;

    public async Task InitializeAsync() => rig = await EventRig.StartAsync(new DispositionsService(), options => new DispositionsDatabase(options, TimeProvider.System, new EventSignal()));

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task any_order_with_any_duplicates_gives_one_picture()
    {
        var (contract, allocation) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (kept, withdrawn) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (waiting, confirmed) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var moment = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
        var events = new object[]
        {
            new ContractSigned { ContractId = contract, Version = 2, Terms = Terms(null) },
            new TariffChanged { ContractId = contract, Version = 3, ProductId = "p", ValidFrom = new(2026, 3, 1), Reason = "index", Terms = Terms(null) },
            new ContractRestated { ContractId = contract, Version = 3, Terms = Terms("{\"output\":{}}") },
            Reached(contract, allocation, kept, 1, moment),
            Reached(contract, allocation, withdrawn, 2, moment),
            Reached(contract, allocation, waiting, 3, moment) with { NeedsCheck = true },
            Reached(contract, allocation, confirmed, 4, moment) with { NeedsCheck = true },
            new FactConfirmed { FactId = confirmed, ContractId = contract, Kind = "part_reached", RecordedAt = moment.AddDays(1) },
            new FactWithdrawn { FactId = withdrawn, ContractId = contract, Kind = "part_reached", Reason = "vergissing", RecordedAt = moment.AddDays(1) },
            new FactRecorded { FactId = Guid.CreateVersion7(), ContractId = contract, LotId = "1", Kind = "breach", Content = "{}", RecordedAt = moment },
        }.Select(one => (Id: Guid.CreateVersion7(), Event: one)).ToArray();
        var projection = new KnownAgreements(rig.Database);
        await rig.PublishAsync(events);
        var expected = await rig.DigestAsync(projection);
        (await Query("SELECT concat(version, ' ', is_whole) FROM known_contract_version ORDER BY version")).ShouldBe(["2 0", "3 1"]);
        (await Query("SELECT concat(part, ' ', CASE WHEN withdrawn_at IS NULL THEN 'stands' ELSE 'withdrawn' END) FROM known_part_reached ORDER BY part")).ShouldBe(["1 stands", "2 withdrawn", "3 stands", "4 stands"]);
        (await Query("SELECT concat(part, ' ', needs_check, ' ', CASE WHEN confirmed_at IS NULL THEN 'waits' ELSE 'confirmed' END) FROM known_part_reached WHERE needs_check = 1 ORDER BY part"))
            .ShouldBe(["3 1 waits", "4 1 confirmed"]);
        for (var seed = 1; seed <= 8; seed++)
        {
            await rig.ForgetAsync(projection.Tables);
            await rig.PublishAsync(EventRig.Shuffle(events, seed));
            (await rig.DigestAsync(projection)).ShouldBe(expected, $"order {seed}");
        }
    }

    private static FactRecorded Reached(Guid contract, Guid allocation, Guid fact, int part, DateTimeOffset at) => new()
    {
        FactId = fact,
        ContractId = contract,
        LotId = "1",
        Kind = "part_reached",
        Content = JsonFormatter.Default.Format(new SettlementFact { PartReached = new PartReached { AllocationId = allocation.ToString(), Part = part, On = "2026-02-20" } }),
        RecordedAt = at,
    };

    private static ContractTerms Terms(string? funding) => new()
    {
        Number = "JH",
        Title = "Jeugdhulp",
        ProviderId = Guid.Empty,
        ProviderName = "Zorg",
        StartsOn = new(2026, 1, 1),
        EndsOn = new(2026, 12, 31),
        SignedOn = new(2025, 12, 1),
        RoundingRule = "unrounded_tariff",
        Buyers = [],
        YearBudgets = [],
        KpiAgreements = [],
        Products = [],
        Lots = [new LotTerm { LotId = "1", Name = "Trajecten", FundingModel = "output", Funding = funding }],
    };

    private Task<List<string>> Query(string sql) => rig.Database.ReadAsync(async connection => (await connection.QueryAsync<string>(sql)).AsList(), CancellationToken.None);
}
