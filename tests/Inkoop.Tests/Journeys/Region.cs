using Google.Protobuf;
using Grpc.Core;
using Inkoop.Ijw;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Providers.V1;
using Product = Inkoop.Wire.Contracts.V1.Product;

namespace Inkoop.Tests.Journeys;

/// <summary>What the people of a region do, as intent methods over the generated clients. Numbers are those of the worked settlement.</summary>
public sealed class Region(InkoopSystem system, string agbCode = "65656055")
{
    public const string Municipality = "0957";
    public const string Bsn = "999900006";
    public const string Category = "45";
    public const string Code = "45A04";
    private int requests;
    private int identification;

    public InkoopSystem System { get; } = system;

    public string AgbCode { get; } = agbCode;

    public string ProviderId { get; private set; } = "";

    public Contract Contract { get; private set; } = new();

    public Allocation Allocation { get; private set; } = new();

    public string NextRequest() => $"{AgbCode}-{Interlocked.Increment(ref requests)}";

    public async Task RegisterProviderAsync(string name = "Stichting De Brug") =>
        ProviderId = (await System.Client<ProviderService.ProviderServiceClient>(Role.ProcurementOfficer).RegisterProviderAsync(new RegisterProviderRequest
        {
            RequestId = NextRequest(),
            Name = name,
            KvkNumber = AgbCode,
            AgbCode = AgbCode,
            Email = "info@debrug.example",
        })).Provider.ProviderId;

    public async Task SignContractAsync(string number, string rate = "1.45", string unit = "01", Action<Contract>? change = null, params KpiAgreement[] agreements)
    {
        var contracts = System.Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer);
        var draft = new Contract
        {
            Number = number,
            Title = "Ambulante jeugdhulp",
            ProviderId = ProviderId,
            StartsOn = "2026-01-01",
            EndsOn = "2026-12-31",
            RoundingRule = RoundingRule.UnroundedTariff,
            Buyers = { new Buyer { MunicipalityCode = Municipality, ValidFrom = "2026-01-01" } },
            YearBudgets = { new YearBudget { Year = 2026, BudgetCents = 1_000_000 } },
            Lots = { new Lot { LotId = "1", Name = "Ambulant", Funding = new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() } } },
            Products =
            {
                new Product
                {
                    ProductId = Code, LotId = "1", Category = Category, Code = Code, Description = "Begeleiding individueel", Unit = unit, Variant = DeliveryVariant.Effort,
                    Tariffs = { new Tariff { ValidFrom = "2026-01-01", RateEur = rate } },
                },
            },
        };
        draft.KpiAgreements.AddRange(agreements);
        change?.Invoke(draft);
        // The provider and the municipality reach the contracts service as events: until then the draft names them in vain.
        var drafted = await Eventually.GetsAsync(
            async () =>
            {
                try
                {
                    return (await contracts.DraftContractAsync(new DraftContractRequest { RequestId = NextRequest(), Contract = draft })).Contract;
                }
                catch (global::Grpc.Core.RpcException exception) when (exception.StatusCode == global::Grpc.Core.StatusCode.InvalidArgument)
                {
                    return null;
                }
            }, contract => contract is not null);
        Contract = (await contracts.SignContractAsync(new SignContractRequest { RequestId = NextRequest(), ContractId = drafted!.ContractId, ExpectedVersion = drafted.Version, SignedOn = "2025-12-01" })).Contract;
    }

    public async Task<AllocateProductReply> AllocateAsync(long volume = 2_880, string bsn = Bsn, string dispositionNumber = "B-1", string startsOn = "2026-01-01", string endsOn = "2026-03-31")
    {
        var officer = System.Client<DispositionService.DispositionServiceClient>(Role.ProcurementOfficer);
        var disposition = (await officer.IssueDispositionAsync(new IssueDispositionRequest
        {
            RequestId = NextRequest(),
            Number = dispositionNumber,
            MunicipalityCode = Municipality,
            IssuedOn = "2025-12-15",
            Referrer = Referrer.Municipality,
            Client = new Client
            {
                Bsn = bsn,
                BirthDate = "2013-05-17",
                Gender = "2",
                LastName = "Proefpersoon",
                FirstNames = "Zoë",
                Initials = "Z",
                Address = new Wire.Dispositions.V1.Address { Street = "Markt", HouseNumber = 1, PostalCode = "6041EM", City = "Roermond" },
            },
        })).Disposition;
        var reply = await officer.AllocateProductAsync(new AllocateProductRequest
        {
            RequestId = NextRequest(),
            DispositionId = disposition.DispositionId,
            ContractId = Contract.ContractId,
            ProductId = Code,
            Volume = volume,
            Frequency = "6",
            StartsOn = startsOn,
            EndsOn = endsOn,
        });
        Allocation = reply.Allocation;
        return reply;
    }

    /// <summary>One JW323 with <paramref name="lines"/>, sent by the provider; answered when this returns.</summary>
    public async Task<Message> DeclareAsync(int month, params DeclarationLine[] lines)
    {
        var number = Interlocked.Increment(ref identification);
        var from = new DateOnly(2026, month, 1);
        var head = new DeclarationHead
        {
            Header = new MessageHeader { Sender = AgbCode, Receiver = Municipality, Identification = $"D{number}", DatedOn = new DateOnly(2026, 5, 1) },
            Number = $"DN{number}",
            Period = new Inkoop.Ijw.Period(from, from.AddMonths(1).AddDays(-1)),
            DatedOn = new DateOnly(2026, 5, 1),
            Total = SignedAmount.Of(lines.Sum(line => line.Amount.Signed)),
        };
        using var file = new MemoryStream();
        IjwWriter.Write(file, head, lines);
        return await AnsweredAsync(await SendAsync(file.ToArray(), $"declaratie-{number}.xml"));
    }

    public DeclarationLine Line(string reference, int month, int minutes, long tariffCents = 145, string? credits = null, string bsn = Bsn) => new()
    {
        Bsn = bsn,
        Reference = reference,
        PreviousReference = credits,
        AllocationNumber = (int)Allocation.Number,
        Category = Category,
        Code = Code,
        Period = new Inkoop.Ijw.Period(new DateOnly(2026, month, 1), new DateOnly(2026, month, 1).AddMonths(1).AddDays(-1)),
        Volume = minutes,
        Unit = Units.Minute,
        TariffCents = tariffCents,
        Amount = new SignedAmount { Cents = minutes * tariffCents, IsCredit = credits is not null },
    };

    public async Task<Message> SendAsync(byte[] file, string name, string? requestId = null)
    {
        // A host that is down is waited for: a channel that could not connect says so at once until it tries again.
        using var call = System.Client<MessageService.MessageServiceClient>(Role.Provider, AgbCode).SendMessage(new CallOptions().WithWaitForReady());
        await call.RequestStream.WriteAsync(new SendMessageRequest { RequestId = requestId ?? NextRequest(), FileName = name });
        foreach (var chunk in file.Chunk(64 * 1024))
            await call.RequestStream.WriteAsync(new SendMessageRequest { Chunk = ByteString.CopyFrom(chunk) });
        await call.RequestStream.CompleteAsync();
        return (await call).Message;
    }

    public Task<Message> AnsweredAsync(Message sent) => Eventually.GetsAsync(
        async () => (await System.Client<MessageService.MessageServiceClient>(Role.Provider, AgbCode).GetMessageAsync(new GetMessageRequest { MessageId = sent.MessageId })).Message,
        message => message.Status != MessageStatus.Received, TimeSpan.FromSeconds(60));

    public async Task<Allocation> ReadAllocationAsync() =>
        (await System.Client<DispositionService.DispositionServiceClient>(Role.Provider, AgbCode).ListAllocationsAsync(new ListAllocationsRequest { ContractId = Contract.ContractId })).Allocations
        .Single(allocation => allocation.AllocationId == Allocation.AllocationId);

    public async Task<Settlement> SettlementAsync(bool explain = false) =>
        (await System.Client<SettlementService.SettlementServiceClient>(Role.Finance).GetSettlementAsync(new GetSettlementRequest
        {
            ContractId = Contract.ContractId,
            From = "2026-01-01",
            Until = "2026-03-31",
            Explain = explain,
        })).Settlement;
}
