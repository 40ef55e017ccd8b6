using Google.Protobuf;
using Grpc.Core;
using Inkoop.Dispositions.Judging;
using Inkoop.Dispositions.Messages;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions;

// Receives one iJw file as a stream of chunks. It is kept encrypted and on record before the answer goes out: after that nothing short
// of losing the disk loses it. It is judged at once where that works; what is left, the worker picks up.
public sealed partial class MessageRpc
{
    private const int LargestChunk = 64 * 1024;
    private const long LargestFile = 25 * 1024 * 1024;

    public override async Task<SendMessageReply> SendMessage(IAsyncStreamReader<SendMessageRequest> requestStream, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var ct = context.CancellationToken;
        if (!await requestStream.MoveNext(ct))
            throw new Invalid("request_id", "required", "Begin met een bericht met request_id en file_name.");
        var first = requestStream.Current;
        var check = new Check();
        check.Text(first.RequestId, "request_id", 1, 100);
        var fileName = check.Text(first.FileName, "file_name", 1, 200);
        check.ThrowIfAny();

        var spoolId = Guid.CreateVersion7(clock.GetUtcNow());
        var messageId = Guid.Empty;
        var body = await store.WriteAsync(spoolId, body => SpoolAsync(first, requestStream, body, ct));
        MessageRow? received = null;
        try
        {
            var row = (await AddressAsync(body, caller, ct)) with { FileName = fileName, SizeBytes = body.Size, Digest = body.Digest };
            // The digest stands for the content: the same file again under this request_id gets the message it made the first time.
            var request = new SendMessageRequest { RequestId = first.RequestId, FileName = fileName, Chunk = ByteString.CopyFromUtf8(body.Digest) };
            var reply = await database.ChangeAsync(request, first.RequestId, context, async work =>
            {
                received = Judge.Hold(row with { ReceivedAt = work.Now }, work.Now);
                return await ReceiveAsync(work, received, body);
            });
            messageId = Guid.Parse(reply.Message.MessageId);
        }
        finally
        {
            if (messageId != spoolId && body.Sealed is null)
                await DropUnlessRecordedAsync(spoolId);
        }

        await (messageId == spoolId ? judge.TryAsync(received!, ct) : judge.TryAsync(messageId, ct));
        var current = await database.ReadAsync(connection => connection.FirstOrDefaultAsync<MessageRow>(MessageRow.ById, new { messageId }, ct), ct);
        return new SendMessageReply { Message = await WithFindingsAsync(current!, ct) };
    }

    private static async Task SpoolAsync(SendMessageRequest first, IAsyncStreamReader<SendMessageRequest> rest, Stream body, CancellationToken ct)
    {
        long size = 0;
        var current = first;
        do
        {
            if (current.Chunk.Length > LargestChunk)
                throw new Refused("chunk_too_large", "Een deel van een bestand is hoogstens 64 KiB.");
            size += current.Chunk.Length;
            if (size > LargestFile)
                throw new Refused("message_too_large", "Een bericht is hoogstens 25 MB (OP179).");
            body.Write(current.Chunk.Span);
        }
        while (await rest.MoveNext(ct) && (current = rest.Current) is not null);
        if (size == 0)
            throw new Invalid("chunk", "required", "Het bestand is leeg.");
    }

    /// <summary>Who the message is from. A provider sends as itself only; it learns nothing about who else is known here.</summary>
    private async Task<MessageRow> AddressAsync(WrittenBody body, Caller caller, CancellationToken ct)
    {
        Envelope envelope;
        await using (var text = store.Open(body))
            envelope = Envelope.Read(text);
        var row = new MessageRow { MessageId = body.MessageId, Incoming = true, Status = MessageRow.Received };
        if (envelope.Header is not { } header)
            return row with { ProviderId = caller.IsProvider ? caller.ProviderIds.Cast<Guid?>().FirstOrDefault() : null };

        var senders = await SendersAsync(header.Sender, ct);
        if (caller.IsProvider && !senders.Any(caller.ProviderIds.Contains))
            throw new Denied();
        if (senders.Count == 0)
            throw new Refused("sender_unknown", "De afzender van dit bericht staat niet in het aanbiedersregister.");
        return row with
        {
            Kind = envelope.Kind,
            ProviderId = caller.IsProvider ? senders.First(caller.ProviderIds.Contains) : senders[0],
            MunicipalityCode = header.Receiver,
            Identification = header.Identification,
            Sender = header.Sender,
            Receiver = header.Receiver,
            DatedOn = header.DatedOn,
        };
    }

    // The register reaches us as events; where it lags, an allocation already says which provider has this code.
    private Task<IReadOnlyList<Guid>> SendersAsync(string sender, CancellationToken ct) =>
        database.ReadAsync(async connection => await connection.QueryAsync<Guid>(ProviderByAgbCode, new { sender }, ct) is { Count: > 0 } known
            ? known
            : await connection.QueryAsync<Guid>("SELECT DISTINCT provider_id FROM allocation WHERE provider_agb_code = @sender ORDER BY provider_id", new { sender }, ct), ct);

    private static async Task<SendMessageReply> ReceiveAsync(UnitOfWork work, MessageRow received, WrittenBody body)
    {
        await work.InsertManyAsync("message", [received]);
        await MessageStore.KeepAsync(work, body);
        work.Emit($"message/{received.MessageId}", 0, new MessageReceived { MessageId = received.MessageId, Kind = received.Kind, ProviderId = received.ProviderId ?? Guid.Empty });
        return new SendMessageReply { Message = received.ToWire() };
    }

    // A commit whose answer was lost still counts: only a file that no row names is thrown away.
    private async Task DropUnlessRecordedAsync(Guid messageId)
    {
        var recorded = await database.ReadAsync(
            connection => connection.FirstOrDefaultAsync<MessageRow>(MessageRow.ById, new { messageId }, CancellationToken.None), CancellationToken.None);
        if (recorded is null)
            store.Delete(messageId);
    }

    private const string ProviderByAgbCode = "SELECT provider_id FROM known_provider WHERE agb_code = @sender ORDER BY provider_id";
}
