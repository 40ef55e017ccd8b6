using Grpc.Core;
using Inkoop.Dispositions.Messages;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions;

// What became of a message, with the findings. A provider reaches its own only, and cannot tell another's from one that does not exist.
public sealed partial class MessageRpc
{
    public override async Task<GetMessageReply> GetMessage(GetMessageRequest request, ServerCallContext context)
    {
        var check = new Check();
        var messageId = check.Id(request.MessageId, "message_id");
        check.ThrowIfAny();
        var row = await FindReachableAsync(messageId, Caller.Of(context), context.CancellationToken);
        var message = await WithFindingsAsync(row, context.CancellationToken);
        // Who keeps the traffic going needs what is wrong, not whose line it was.
        if (!Caller.Of(context).WorksWithClients)
        {
            foreach (var finding in message.Findings)
                (finding.ReferenceNumber, finding.AllocationNumber) = ("", "");
        }

        return new GetMessageReply { Message = message };
    }

    private async Task<MessageRow> FindReachableAsync(Guid messageId, Caller caller, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(connection => connection.FirstOrDefaultAsync<MessageRow>(MessageRow.ById, new { messageId }, cancellationToken), cancellationToken);
        caller.MustReach(row?.ProviderId ?? Guid.Empty);
        return row ?? throw new NotFound("message", messageId);
    }

    private async Task<Message> WithFindingsAsync(MessageRow row, CancellationToken cancellationToken)
    {
        var wire = row.ToWire();
        if (row.Status is MessageRow.Accepted or MessageRow.Sent)
            return wire; // of what is wholly right there is nothing to find
        var findings = await database.ReadAsync(
            connection => connection.QueryAsync<FindingRow>(FindingRow.OfMessage, new { messageId = row.MessageId }, cancellationToken), cancellationToken);
        wire.Findings.AddRange(findings.Select(finding => finding.ToWire()));
        return wire;
    }
}
