using Dapper;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Inkoop.Dispositions;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Dispositions.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

/// <summary>Every way to a client's record leaves a line: who (role, organisation and person), which record, why.</summary>
public sealed class ClientReadTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    private const string Bsn = "999900006";

    [Fact]
    public async Task every_rpc_that_gives_or_asks_for_a_person_is_logged_with_person_and_purpose()
    {
        var buying = await new Buying(app, "11111301").SignAsync();
        var allocation = await buying.AllocateAsync("LEES-1", Bsn);
        var message = (await buying.Messages.ListMessagesAsync(new ListMessagesRequest())).Messages.First();
        var ways = new Dictionary<string, Func<string, Task>>
        {
            ["GetDisposition"] = async purpose => await buying.Officer.GetDispositionAsync(new GetDispositionRequest { DispositionId = allocation.DispositionId, Purpose = purpose }),
            ["ListDispositions"] = async purpose => await buying.Officer.ListDispositionsAsync(new ListDispositionsRequest { Bsn = Bsn, Purpose = purpose }),
            ["DownloadMessage"] = async purpose =>
            {
                using var call = app.Client<MessageService.MessageServiceClient>(Role.ProcurementOfficer).DownloadMessage(new DownloadMessageRequest { MessageId = message.MessageId, Purpose = purpose });
                while (await call.ResponseStream.MoveNext(default))
                    call.ResponseStream.Current.Chunk.Length.ShouldBeGreaterThan(0);
            },
        };

        var told = DispositionsReflection.Descriptor.Services.SelectMany(service => service.Methods)
            .Where(method => !method.IsClientStreaming && (Holds(method.OutputType, []) || method.InputType.FindFieldByName("bsn") is not null))
            .Where(method => method.InputType.FindFieldByName("request_id") is null) // what changes something is on record as the change
            .Select(method => method.Name);
        told.ShouldBe(ways.Keys, ignoreOrder: true);
        foreach (var (name, read) in ways)
        {
            await read("toets van " + name);
            var line = (await LinesAsync("toets van " + name)).ShouldHaveSingleItem(name);
            line.Actor.ShouldStartWith(Role.ProcurementOfficer);
            line.Person.ShouldBe("demo:procurement_officer", name);
            (line.Pseudonym ?? line.MessageId).ShouldNotBeNull(name);
        }
    }

    [Fact]
    public async Task a_person_is_not_looked_up_without_a_reason_and_a_search_that_finds_nobody_is_logged_too()
    {
        var officer = app.Client<DispositionService.DispositionServiceClient>(Role.Auditor);
        (await DispositionTests.StatusAsync(StatusCode.InvalidArgument, () => officer.ListDispositionsAsync(new ListDispositionsRequest { Bsn = Bsn }))).ShouldContain("purpose");

        (await officer.ListDispositionsAsync(new ListDispositionsRequest { Bsn = TestBsn.All().Skip(900).First(), Purpose = "onbekende" })).TotalCount.ShouldBe(0);
        (await LinesAsync("onbekende")).ShouldHaveSingleItem().Person.ShouldBe("demo:auditor");
    }

    // A person as such, or the bytes of a message that is full of them.
    private static bool Holds(MessageDescriptor type, HashSet<MessageDescriptor> seen) => type.Name == nameof(Client)
        || (seen.Add(type) && type.Fields.InDeclarationOrder().Any(field => field.FieldType == FieldType.Bytes || (field.FieldType == FieldType.Message && field.MessageType.Name != nameof(Disposition) && Holds(field.MessageType, seen))
            || (field.FieldType == FieldType.Message && !field.IsRepeated && field.MessageType.Name == nameof(Disposition))));

    private Task<List<Line>> LinesAsync(string purpose) => app.Services.GetRequiredService<DispositionsDatabase>().ReadAsync(
        async connection => (await connection.QueryAsync<Line>("SELECT actor, person, pseudonym, message_id FROM client_read WHERE purpose = @purpose", new { purpose })).AsList(), default);

    private sealed record Line
    {
        public string Actor { get; init; } = "";
        public string? Person { get; init; }
        public string? Pseudonym { get; init; }
        public string? MessageId { get; init; }
    }
}
