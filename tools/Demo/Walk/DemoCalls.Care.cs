using System.Globalization;
using Google.Protobuf;
using Inkoop.Demo.Plan;
using Inkoop.Ijw;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Dispositions.V1;
using Client = Inkoop.Wire.Dispositions.V1.Client;

namespace Inkoop.Demo.Walk;

// Dispositions and allocations by the municipality; starts, stops and declarations by the providers as iJw files.
internal sealed partial class DemoCalls
{
    private const int Chunk = 60 * 1024;

    /// <summary>The disposition with every allocation that is made with it.</summary>
    public async Task IssueAsync(PlannedClient client, CancellationToken cancellationToken)
    {
        var dispositions = new DispositionService.DispositionServiceClient(await backend.AsAsync("dispositions", Role.ProcurementOfficer));
        var issued = await dispositions.IssueDispositionAsync(new IssueDispositionRequest
        {
            RequestId = RequestId("issue-" + client.DispositionNumber),
            Number = client.DispositionNumber,
            MunicipalityCode = client.MunicipalityCode,
            IssuedOn = Iso(client.IssuedOn),
            Referrer = (Referrer)client.Referrer,
            Forced = client.Forced,
            Client = Person(client),
        }, cancellationToken: cancellationToken);
        foreach (var allocation in client.Allocations.Where(allocation => !WalkSteps.IsLater(client, allocation)))
            await AllocateAsync(dispositions, issued.Disposition.DispositionId, client, allocation, cancellationToken);
    }

    /// <summary>An allocation that follows on a disposition of some time ago.</summary>
    public async Task AllocateLaterAsync(PlannedClient client, PlannedAllocation allocation, CancellationToken cancellationToken)
    {
        var dispositions = new DispositionService.DispositionServiceClient(await backend.AsAsync("dispositions", Role.ProcurementOfficer));
        var found = await dispositions.ListDispositionsAsync(
            new ListDispositionsRequest { MunicipalityCode = client.MunicipalityCode, Search = client.DispositionNumber, PageSize = 2 }, cancellationToken: cancellationToken);
        await AllocateAsync(dispositions, found.Dispositions.Single(disposition => disposition.Number == client.DispositionNumber).DispositionId, client, allocation, cancellationToken);
    }

    public Task StartAsync(PlannedClient client, PlannedAllocation allocation, CancellationToken cancellationToken)
    {
        var message = new StartMessage
        {
            Header = Header(allocation, "S"),
            Client = CareClientOf(client),
            Products = [new StartProduct { AllocationNumber = allocation.Number, Product = ProductOf(allocation), AllocationFrom = allocation.StartsOn, From = allocation.StartedOn, Status = "1" }],
        };
        return SendAsync(plan.Contracts[allocation.ContractIndex].AgbCode, "JW305-" + message.Header.Identification, stream => IjwWriter.Write(stream, message), 0, cancellationToken);
    }

    public Task StopAsync(PlannedClient client, PlannedAllocation allocation, CancellationToken cancellationToken)
    {
        var message = new StopMessage
        {
            Header = Header(allocation, "E"),
            Client = CareClientOf(client),
            Products =
            [
                new StopProduct
                {
                    AllocationNumber = allocation.Number, Product = ProductOf(allocation), AllocationFrom = allocation.StartsOn,
                    From = allocation.StartedOn, To = allocation.StoppedOn!.Value, Reason = allocation.StopReason, Status = "1",
                },
            ],
        };
        return SendAsync(plan.Contracts[allocation.ContractIndex].AgbCode, "JW307-" + message.Header.Identification, stream => IjwWriter.Write(stream, message), 0, cancellationToken);
    }

    public Task DeclareAsync(PlannedDeclaration declaration, CancellationToken cancellationToken)
    {
        var identification = string.Create(CultureInfo.InvariantCulture, $"D{declaration.Month:yyMM}{declaration.ProviderIndex:000}{declaration.MunicipalityCode}");
        var head = new DeclarationHead
        {
            Header = new MessageHeader { Sender = declaration.AgbCode, Receiver = declaration.MunicipalityCode, Identification = identification, DatedOn = Today },
            Number = identification,
            Period = new Period(declaration.Month, declaration.Month.AddMonths(1).AddDays(-1)),
            DatedOn = Today,
            Total = SignedAmount.Of(declaration.Lines.Sum(line => line.Credit ? -line.AmountCents : line.AmountCents)),
        };
        var lines = declaration.Lines.Select(line => new DeclarationLine
        {
            Bsn = line.Bsn,
            Reference = line.Reference,
            PreviousReference = line.PreviousReference.Length == 0 ? null : line.PreviousReference,
            AllocationNumber = line.AllocationNumber,
            Category = line.Category,
            Code = line.Code,
            Period = new Period(line.From, line.Until),
            Volume = line.Volume,
            Unit = line.Unit,
            TariffCents = line.TariffCents,
            Amount = new SignedAmount { Cents = line.AmountCents, IsCredit = line.Credit },
        });
        return SendAsync(declaration.AgbCode, "JW323-" + identification, stream => IjwWriter.Write(stream, head, lines), declaration.Lines.Count(line => line.RejectedFor.Length > 0), cancellationToken);
    }

    private async Task<AllocateProductReply> AllocateAsync(DispositionService.DispositionServiceClient dispositions, string dispositionId, PlannedClient client, PlannedAllocation allocation, CancellationToken cancellationToken) =>
        await dispositions.AllocateProductAsync(new AllocateProductRequest
        {
            RequestId = RequestId(string.Create(CultureInfo.InvariantCulture, $"allocate-{allocation.Number}")),
            DispositionId = dispositionId,
            ContractId = await ContractIdAsync(allocation.ContractIndex, cancellationToken),
            ProductId = allocation.Product.Code,
            Volume = allocation.Volume,
            Unit = allocation.Product.Unit,
            Frequency = allocation.Frequency.ToString(CultureInfo.InvariantCulture),
            StartsOn = Iso(allocation.StartsOn),
            EndsOn = Iso(allocation.EndsOn),
            Number = allocation.Number,
            ExtendedCare = client.BirthDate.AddYears(18) <= allocation.EndsOn ? ExtendedCare.Continued : ExtendedCare.Unspecified,
        }, cancellationToken: cancellationToken);

    private async Task SendAsync(string agbCode, string name, Action<Stream> write, int rejected, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        write(file);
        var messages = new MessageService.MessageServiceClient(await backend.AsAsync("dispositions", Role.Provider, agbCode));
        using var call = messages.SendMessage(cancellationToken: cancellationToken);
        var body = file.GetBuffer().AsMemory(0, (int)file.Length);
        for (var at = 0; at < body.Length; at += Chunk)
        {
            var part = new SendMessageRequest { Chunk = ByteString.CopyFrom(body.Slice(at, Math.Min(Chunk, body.Length - at)).Span) };
            if (at == 0)
                (part.RequestId, part.FileName) = (RequestId(agbCode + "-" + name), name + ".xml");
            await call.RequestStream.WriteAsync(part, cancellationToken);
        }

        await call.RequestStream.CompleteAsync();
        var message = (await call.ResponseAsync).Message;
        // Received is not yet judged: Contracts was away, or the walk was killed in between; it is judged later all the same.
        if (message.Status != MessageStatus.Received && (message.RejectedLineCount != rejected || message.Status is MessageStatus.Unreadable || message.Status is MessageStatus.Rejected && rejected < message.LineCount))
            Interlocked.Increment(ref surprises);
    }

    private MessageHeader Header(PlannedAllocation allocation, string kind) => new()
    {
        Sender = plan.Contracts[allocation.ContractIndex].AgbCode,
        Receiver = allocation.MunicipalityCode,
        Identification = string.Create(CultureInfo.InvariantCulture, $"{kind}{allocation.Number}"),
        DatedOn = Today,
    };

    private static CareClient CareClientOf(PlannedClient client) => new()
    {
        Bsn = client.Bsn,
        Born = new BirthDate { Date = client.BirthDate },
        Gender = client.Gender,
        Name = new ShortName { Surname = new Surname { Name = client.LastName, Prefix = client.Prefix.Length == 0 ? null : client.Prefix }, GivenNames = client.FirstName },
    };

    private static Client Person(PlannedClient client) => new()
    {
        Bsn = client.Bsn,
        BirthDate = Iso(client.BirthDate),
        Gender = client.Gender,
        LastName = client.LastName,
        Prefix = client.Prefix,
        FirstNames = client.FirstName,
        Initials = client.FirstName[..1],
        Address = new Wire.Dispositions.V1.Address { Street = client.Street, HouseNumber = client.HouseNumber, PostalCode = client.PostalCode, City = client.City },
    };

    private static Product ProductOf(PlannedAllocation allocation) => new() { Category = allocation.Product.Category, Code = allocation.Product.Code };
}
