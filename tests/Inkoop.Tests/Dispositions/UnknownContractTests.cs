using Dapper;
using Inkoop.Dispositions;
using Inkoop.Dispositions.Allocations;
using Inkoop.Dispositions.Clients;
using Inkoop.Dispositions.Judging;
using Inkoop.Dispositions.Messages;
using Inkoop.Ijw;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Platform.Privacy;
using Inkoop.Tests.Support;
using Inkoop.Wire.Events;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

/// <summary>The judging on a database of its own, where no contract was told of yet.</summary>
public sealed class UnknownContractTests : IAsyncLifetime
{
    private readonly Guid providerId = Guid.CreateVersion7();
    private readonly Guid contractId = Guid.CreateVersion7();
    private EventRig<DispositionsDatabase> rig = null!;
    private DispositionsDatabase database = null!;
    private MessageStore store = null!;
    private ClientRecords clients = null!;

    public async Task InitializeAsync()
    {
        var personalData = new PersonalData([new byte[32]]);
        rig = await EventRig.StartAsync(new DispositionsService(), options => new DispositionsDatabase(options, TimeProvider.System, new EventSignal()));
        database = rig.Database;
        store = new MessageStore(database, personalData);
        clients = new ClientRecords(personalData, new PersonSeal(personalData));
        await database.ChangeAsync("test", async work =>
        {
            var pseudonym = await clients.RecordAsync(work, "0957", Person());
            var dispositionId = Guid.CreateVersion7();
            await work.ExecuteAsync(
                """
                INSERT INTO disposition (disposition_id, version, number, municipality_code, issued_on, referrer, forced, client_pseudonym, recorded_at)
                VALUES (@dispositionId, 1, 'B-1', '0957', @on, '01', 0, @pseudonym, @Now)
                """, new { dispositionId, on = new DateOnly(2026, 1, 1), pseudonym, work.Now });
            await work.InsertManyAsync("allocation",
            [
                new AllocationRow
                {
                    AllocationId = Guid.CreateVersion7(), Version = 1, Number = 1, DispositionId = dispositionId, MunicipalityCode = "0957", ClientPseudonym = pseudonym,
                    ContractId = contractId, ContractNumber = "JH", ProviderId = providerId, ProviderAgbCode = "65656055", ProductId = "45A04", Kind = AllocationKinds.Specific, Category = "45", Code = "45A04",
                    Variant = "effort", Volume = 100, Unit = "01", Frequency = "6", StartsOn = new DateOnly(2026, 1, 1), Status = AllocationRow.Allocated, AllocatedAt = work.Now,
                },
            ]);
            return true;
        }, CancellationToken.None);
    }

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task a_declaration_waits_and_is_never_judged_on_a_guess()
    {
        var messageId = await ReceiveAsync(allocationNumber: 1);
        (await Judge().TryAsync(messageId, CancellationToken.None)).ShouldBeFalse();

        var row = await ReadAsync(messageId);
        row.Status.ShouldBe(MessageRow.Received);
        row.JudgedLineCount.ShouldBe(0);
        row.LeaseOwner.ShouldBeNull(); // the next try need not wait for it
        (await CountAsync("declaration_line") + await CountAsync("rejected_line")).ShouldBe(0);
    }

    [Fact]
    public async Task a_contract_that_did_not_tell_how_it_pays_waits_until_it_does()
    {
        await TellAsync(2, funding: null);
        var messageId = await ReceiveAsync(allocationNumber: 1);
        (await Judge().TryAsync(messageId, CancellationToken.None)).ShouldBeFalse();
        (await ReadAsync(messageId)).Status.ShouldBe(MessageRow.Received);

        await TellAsync(2, funding: "{\"priceTimesQuantity\":{}}");
        (await Judge().TryAsync(messageId, CancellationToken.None)).ShouldBeTrue();
        (await ReadAsync(messageId)).Status.ShouldBe(MessageRow.Accepted);
    }

    [Fact]
    public async Task a_line_is_judged_by_the_newest_version_that_is_known_whatever_came_first()
    {
        await TellAsync(3, "{\"priceTimesQuantity\":{}}", rateE8: 150_000_000);
        await TellAsync(2, "{\"priceTimesQuantity\":{}}");
        await TellAsync(3, funding: null);
        var messageId = await ReceiveAsync(allocationNumber: 1);
        (await Judge().TryAsync(messageId, CancellationToken.None)).ShouldBeTrue();
        (await database.ReadAsync(connection => connection.ExecuteScalarAsync<string>("SELECT codes FROM rejected_line"), CancellationToken.None)).ShouldBe("0611");
    }

    [Fact]
    public async Task a_line_without_an_allocation_needs_no_contract()
    {
        var messageId = await ReceiveAsync(allocationNumber: 2);
        (await Judge().TryAsync(messageId, CancellationToken.None)).ShouldBeTrue();
        (await ReadAsync(messageId)).Status.ShouldBe(MessageRow.Rejected);
        (await CountAsync("rejected_line")).ShouldBe(1);
    }

    [Fact]
    public async Task one_judge_at_a_time_holds_a_message_and_a_lost_lease_runs_out()
    {
        var messageId = await ReceiveAsync(allocationNumber: 2);
        await HoldUntilAsync(messageId, TimeProvider.System.GetUtcNow().AddSeconds(20));
        (await Judge().TryAsync(messageId, CancellationToken.None)).ShouldBeFalse();
        (await ReadAsync(messageId)).Status.ShouldBe(MessageRow.Received);

        await HoldUntilAsync(messageId, DateTimeOffset.UnixEpoch);
        (await Judge().TryAsync(messageId, CancellationToken.None)).ShouldBeTrue();
        (await Judge().TryAsync(messageId, CancellationToken.None)).ShouldBeFalse(); // judged once
    }

    private Task TellAsync(long version, string? funding, long rateE8 = 145_000_000) => rig.PublishAsync([(Guid.CreateVersion7(), new ContractRestated
    {
        ContractId = contractId,
        Version = version,
        Terms = new ContractTerms
        {
            Number = "JH", Title = "Jeugdhulp", ProviderId = providerId, ProviderName = "Zorg", StartsOn = new(2026, 1, 1), EndsOn = new(2026, 12, 31), SignedOn = new(2025, 12, 1),
            RoundingRule = "unrounded_tariff", Buyers = [new BuyerTerm { MunicipalityCode = "0957", ValidFrom = new(2026, 1, 1) }], YearBudgets = [], KpiAgreements = [],
            Lots = [new LotTerm { LotId = "1", Name = "Ambulant", FundingModel = "price_times_quantity", Funding = funding }],
            Products =
            [
                new ProductTerm
                {
                    ProductId = "45A04", LotId = "1", Category = "45", Code = "45A04", Description = "Begeleiding", Unit = "01", Variant = "effort",
                    Tariffs = [new TariffTerm { ValidFrom = new(2026, 1, 1), RateE8 = rateE8 }],
                },
            ],
        },
    })]);

    private Judge Judge() =>
        new(database, store, clients, TimeProvider.System, NullLogger<Judge>.Instance);

    private async Task<Guid> ReceiveAsync(int allocationNumber)
    {
        var period = new Period(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31));
        var header = new MessageHeader { Sender = "65656055", Receiver = "0957", Identification = "D1", DatedOn = new DateOnly(2026, 5, 1) };
        var line = new DeclarationLine
        {
            Bsn = "999900006",
            Reference = "R1",
            AllocationNumber = allocationNumber,
            Category = "45",
            Code = "45A04",
            Period = period,
            Volume = 10,
            Unit = "01",
            TariffCents = 145,
            Amount = SignedAmount.Of(1_450),
        };
        var head = new DeclarationHead { Header = header, Number = "DN1", Period = period, DatedOn = header.DatedOn, Total = line.Amount };
        var messageId = Guid.CreateVersion7();
        var body = await store.WriteAsync(messageId, stream => IjwWriter.Write(stream, head, [line]));
        await database.ChangeAsync("test", async work =>
        {
            await work.InsertManyAsync("message",
            [
                new MessageRow
                {
                    MessageId = messageId, Kind = "JW323", Incoming = true, ProviderId = providerId, MunicipalityCode = "0957", Identification = "D1", Sender = "65656055",
                    Receiver = "0957", DatedOn = header.DatedOn, FileName = "d.xml", Status = MessageRow.Received, ReceivedAt = work.Now,
                },
            ]);
            await MessageStore.KeepAsync(work, body);
            return true;
        }, CancellationToken.None);
        return messageId;
    }

    private Task<int> HoldUntilAsync(Guid messageId, DateTimeOffset until) => database.ChangeAsync("test",
        work => work.ExecuteAsync("UPDATE message SET lease_owner = 'other', lease_until = @until WHERE message_id = @messageId", new { messageId, until }), CancellationToken.None);

    private Task<MessageRow> ReadAsync(Guid messageId) =>
        database.ReadAsync(connection => connection.QuerySingleAsync<MessageRow>(MessageRow.ById, new { messageId }), CancellationToken.None);

    private Task<int> CountAsync(string table) => database.ReadAsync(connection => connection.ExecuteScalarAsync<int>($"SELECT COUNT(*) FROM {table}"), CancellationToken.None);

    private static Person Person() => new()
    {
        Bsn = "999900006",
        BirthDate = new DateOnly(2013, 5, 17),
        Gender = "2",
        LastName = "Proefpersoon",
        HouseNumber = 1,
        PostalCode = "6041EM",
    };
}
