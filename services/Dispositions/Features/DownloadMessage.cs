using Google.Protobuf;
using Grpc.Core;
using Inkoop.Dispositions.Clients;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions;

// The XML itself. It is full of client data: whoever is not the provider of it says why, and every reading is logged before a byte leaves.
public sealed partial class MessageRpc
{
    private const int DownloadChunk = 32 * 1024;

    public override async Task DownloadMessage(DownloadMessageRequest request, IServerStreamWriter<DownloadMessageReply> responseStream, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        var messageId = check.Id(request.MessageId, "message_id");
        var purpose = check.Text(request.Purpose, "purpose", caller.IsProvider ? 0 : 1, 200);
        check.ThrowIfAny();
        await FindReachableAsync(messageId, caller, context.CancellationToken);
        await database.ChangeAsync(caller.Actor,
            work => ClientRecords.LogReadAsync(work, caller, pseudonym: null, messageId, purpose.Length == 0 ? "eigen bericht" : purpose), context.CancellationToken);

        await using var body = await store.OpenAsync(messageId, context.CancellationToken);
        var buffer = new byte[DownloadChunk];
        int read;
        while ((read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.CancellationToken)) > 0)
            await responseStream.WriteAsync(new DownloadMessageReply { Chunk = ByteString.CopyFrom(buffer, 0, read) }, context.CancellationToken);
    }
}
