using Google.Protobuf;
using Grpc.Core;
using Inkoop.Ijw;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Providers.V1;
using Address = Inkoop.Wire.Dispositions.V1.Address;
using Product = Inkoop.Wire.Contracts.V1.Product;

namespace Inkoop.Tests.Dispositions;

/// <summary>What surrounds dispositions, as intent methods over the generated clients: a provider with a signed contract, clients, messages.</summary>
public sealed class Buying(InkoopSystem system, string agbCode, string municipality = "0957")
{
    private int requests;

    public string AgbCode { get; } = agbCode;

    public string Municipality { get; } = municipality;

    /// <summary>How the one lot is paid for.</summary>
    public FundingArrangement Funding { get; init; } = new() { PriceTimesQuantity = new PriceTimesQuantity() };

    /// <summary>What else the contract says.</summary>
    public Action<Contract> Change { get; init; } = _ => { };

    public string ProviderId { get; private set; } = "";

    public Contract Contract { get; private set; } = new();

    public DispositionService.DispositionServiceClient Officer => system.Client<DispositionService.DispositionServiceClient>(Role.ProcurementOfficer);

    public MessageService.MessageServiceClient OfficersMessages => system.Client<MessageService.MessageServiceClient>(Role.ProcurementOfficer);

    public DispositionService.DispositionServiceClient Provider => system.Client<DispositionService.DispositionServiceClient>(Role.Provider, AgbCode);

    public MessageService.MessageServiceClient Messages => system.Client<MessageService.MessageServiceClient>(Role.Provider, AgbCode);

    public string NextRequest() => $"{AgbCode}-{Interlocked.Increment(ref requests)}";

    public static Product EffortInMinutes(string code = "45A04", string rate = "1.45") => Make(code, "01", DeliveryVariant.Effort, rate);

    public static Product Make(string code, string unit, DeliveryVariant variant, string rate, string category = "45") => new()
    {
        ProductId = code,
        LotId = "1",
        Category = category,
        Code = code,
        Description = "Begeleiding " + code,
        Unit = unit,
        Variant = variant,
        Tariffs = { new Tariff { ValidFrom = "2026-01-01", RateEur = rate } },
    };

    public async Task<Buying> SignAsync(params Product[] products)
    {
        ProviderId = (await system.Client<ProviderService.ProviderServiceClient>(Role.ProcurementOfficer).RegisterProviderAsync(new RegisterProviderRequest
        {
            RequestId = NextRequest(),
            Name = "Zorg " + AgbCode,
            KvkNumber = AgbCode,
            AgbCode = AgbCode,
            Email = "post@zorg.example",
        })).Provider.ProviderId;
        var contracts = system.Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer);
        var draft = new Contract
        {
            Number = "JH-" + AgbCode,
            Title = "Ambulante jeugdhulp",
            ProviderId = ProviderId,
            StartsOn = "2026-01-01",
            EndsOn = "2026-12-31",
            RoundingRule = RoundingRule.UnroundedTariff,
            Buyers = { new Buyer { MunicipalityCode = Municipality, ValidFrom = "2026-01-01" } },
            YearBudgets = { new YearBudget { Year = 2026, BudgetCents = 1_000_000 } },
            Lots = { new Lot { LotId = "1", Name = "Ambulant", Funding = Funding } },
        };
        draft.Products.AddRange(products.Length == 0 ? [EffortInMinutes()] : products);
        Change(draft);
        if (Municipality != "0957")
            await LoadMunicipalityAsync();
        // Provider and municipality reach the contracts service as events: until then the draft names them in vain.
        var drafted = await Eventually.GetsAsync(async () =>
        {
            try
            {
                return (await contracts.DraftContractAsync(new DraftContractRequest { RequestId = NextRequest(), Contract = draft })).Contract;
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.InvalidArgument)
            {
                return null;
            }
        }, contract => contract is not null);
        Contract = (await contracts.SignContractAsync(new SignContractRequest { RequestId = NextRequest(), ContractId = drafted!.ContractId, ExpectedVersion = drafted.Version, SignedOn = "2025-12-01" })).Contract;
        return this;
    }

    /// <summary>The same contract for another municipality that buys in it.</summary>
    public Buying In(string other) => new(system, AgbCode, other) { Funding = Funding, ProviderId = ProviderId, Contract = Contract, requests = 1_000 };

    private async Task LoadMunicipalityAsync()
    {
        using var call = system.Client<ReferenceService.ReferenceServiceClient>(Role.ProcurementOfficer).LoadMunicipalities();
        await call.RequestStream.WriteAsync(new LoadMunicipalitiesRequest
        {
            RequestId = NextRequest(),
            ValidFrom = "2015-01-01",
            Municipalities = { new Municipality { Code = Municipality, Name = "Gemeente " + Municipality, Province = "Limburg", Region = "Midden Limburg Oost" } },
        });
        await call.RequestStream.CompleteAsync();
        await call;
    }

    public static Client Child(string bsn = "999900006", string lastName = "Proefpersoon") => new()
    {
        Bsn = bsn,
        BirthDate = "2013-05-17",
        Gender = "2",
        LastName = lastName,
        FirstNames = "Zoë",
        Initials = "Z",
        Address = new Address { Street = "Markt", HouseNumber = 1, PostalCode = "6041EM", City = "Roermond" },
    };

    public IssueDispositionRequest Issue(string number, Client? client = null) => new()
    {
        RequestId = NextRequest(),
        Number = number,
        MunicipalityCode = Municipality,
        IssuedOn = "2025-12-15",
        Referrer = Referrer.GeneralPractitioner,
        Client = client ?? Child(),
    };

    public async Task<Disposition> IssueAsync(string number, string bsn = "999900006") => (await Officer.IssueDispositionAsync(Issue(number, Child(bsn)))).Disposition;

    public AllocateProductRequest Allocate(Disposition disposition, long volume = 2_880, string product = "45A04", string frequency = "6", string from = "2026-01-01", string until = "2026-03-31", long number = 0) => new()
    {
        RequestId = NextRequest(),
        DispositionId = disposition.DispositionId,
        ContractId = Contract.ContractId,
        ProductId = product,
        Volume = volume,
        Frequency = frequency,
        StartsOn = from,
        EndsOn = until,
        Number = number,
    };

    public async Task<Allocation> AllocateAsync(string dispositionNumber, string bsn = "999900006", long volume = 2_880, string product = "45A04", string from = "2026-01-01", string until = "2026-03-31", long number = 0) =>
        (await Officer.AllocateProductAsync(Allocate(await IssueAsync(dispositionNumber, bsn), volume, product, from: from, until: until, number: number))).Allocation;

    public AllocateProductRequest AllocateCategory(Disposition disposition, string category = "45", string from = "2026-01-01", string until = "2026-03-31") => new()
    {
        RequestId = NextRequest(),
        DispositionId = disposition.DispositionId,
        ContractId = Contract.ContractId,
        Category = category,
        StartsOn = from,
        EndsOn = until,
    };

    public async Task<Allocation> ReadAsync(Allocation allocation) =>
        (await Officer.ListAllocationsAsync(new ListAllocationsRequest { ContractId = Contract.ContractId, PageSize = 200 })).Allocations.Single(row => row.AllocationId == allocation.AllocationId);

    public Inkoop.Ijw.DeclarationLine Line(Allocation allocation, string reference, int month, int volume, long cents = 145, string? credits = null, string bsn = "999900006") => new()
    {
        Bsn = bsn,
        Reference = reference,
        PreviousReference = credits,
        AllocationNumber = (int)allocation.Number,
        Category = allocation.Category,
        Code = allocation.Code,
        Period = Month(month),
        Volume = volume,
        Unit = allocation.Unit,
        TariffCents = cents,
        Amount = new SignedAmount { Cents = volume * cents, IsCredit = credits is not null },
    };

    public byte[] Declaration(string identification, int month, params IReadOnlyList<Inkoop.Ijw.DeclarationLine> lines)
    {
        var head = new DeclarationHead
        {
            Header = Header(identification),
            Number = "N" + identification,
            Period = Month(month),
            DatedOn = new DateOnly(2026, 5, 1),
            Total = SignedAmount.Of(lines.Sum(line => line.Amount.Signed)),
        };
        using var file = new MemoryStream();
        IjwWriter.Write(file, head, lines);
        return file.ToArray();
    }

    public MessageHeader Header(string identification) => new() { Sender = AgbCode, Receiver = Municipality, Identification = identification, DatedOn = new DateOnly(2026, 5, 1) };

    public byte[] Start(string identification, string status, Allocation allocation, DateOnly on)
    {
        using var file = new MemoryStream();
        IjwWriter.Write(file, new StartMessage
        {
            Header = Header(identification),
            Client = CareClient(),
            Products = [new StartProduct { AllocationNumber = (int)allocation.Number, From = on, Status = status }],
        });
        return file.ToArray();
    }

    public byte[] Stop(string identification, string status, Allocation allocation, DateOnly started, DateOnly stopped, string reason)
    {
        using var file = new MemoryStream();
        IjwWriter.Write(file, new StopMessage
        {
            Header = Header(identification),
            Client = CareClient(),
            Products = [new StopProduct { AllocationNumber = (int)allocation.Number, From = started, To = stopped, Reason = reason, Status = status }],
        });
        return file.ToArray();
    }

    /// <summary>The message, judged: at once as a rule, a moment later where the contract was signed so short ago that the judging does not know it yet.</summary>
    public async Task<Message> SendAsync(byte[] file, string? requestId = null)
    {
        var sent = await SendAsync(Messages, file, requestId ?? NextRequest());
        return sent.Status == MessageStatus.Received ? await JudgedAsync(sent.MessageId) : sent;
    }

    public static async Task<Message> SendAsync(MessageService.MessageServiceClient client, byte[] file, string requestId, CancellationToken cancellationToken = default)
    {
        using var call = client.SendMessage(cancellationToken: cancellationToken);
        await call.RequestStream.WriteAsync(new SendMessageRequest { RequestId = requestId, FileName = "bericht.xml" }, cancellationToken);
        foreach (var chunk in file.Chunk(64 * 1024))
            await call.RequestStream.WriteAsync(new SendMessageRequest { Chunk = ByteString.CopyFrom(chunk) }, cancellationToken);
        await call.RequestStream.CompleteAsync();
        return (await call).Message;
    }

    /// <summary>The message once it was judged: at once as a rule, later where the worker had to take over.</summary>
    public Task<Message> JudgedAsync(string messageId) => Eventually.GetsAsync(
        async () => (await Messages.GetMessageAsync(new GetMessageRequest { MessageId = messageId })).Message, message => message.Status != MessageStatus.Received, TimeSpan.FromSeconds(90));

    public async Task<string> DownloadAsync(string messageId, MessageService.MessageServiceClient? client = null, string purpose = "")
    {
        using var call = (client ?? Messages).DownloadMessage(new DownloadMessageRequest { MessageId = messageId, Purpose = purpose });
        using var file = new MemoryStream();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            call.ResponseStream.Current.Chunk.WriteTo(file);
        return System.Text.Encoding.UTF8.GetString(file.ToArray());
    }

    public static IEnumerable<string> Codes(Message message) => message.Findings.Select(finding => finding.Code);

    private static CareClient CareClient() => new()
    {
        Bsn = "999900006",
        Born = new BirthDate { Date = new DateOnly(2013, 5, 17) },
        Gender = "2",
        Name = new ShortName { Surname = new Surname { Name = "Proefpersoon" } },
    };

    private static Period Month(int month)
    {
        var from = new DateOnly(2026, month, 1);
        return new Period(from, from.AddMonths(1).AddDays(-1));
    }
}
