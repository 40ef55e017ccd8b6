using Grpc.Core;
using Inkoop.Dispositions.Messages;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions;

// The message traffic, newest first; a provider sees its own.
public sealed partial class MessageRpc
{
    public override async Task<ListMessagesReply> ListMessages(ListMessagesRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        var kind = check.Text(request.Kind, "kind", 0, 5);
        var search = check.Text(request.Search, "search", 0, 200);
        var providerId = request.ProviderId.Length == 0 ? (Guid?)null : check.Id(request.ProviderId, "provider_id");
        check.That(Enum.IsDefined(request.Status), "status", "status_invalid", "Onbekende status.");
        check.ThrowIfAny();
        if (providerId is { } asked)
            caller.MustReach(asked);

        var take = PageToken.Size(request.PageSize);
        var filter = new
        {
            kind,
            providerId,
            own = caller.ProviderIds.InList(),
            status = request.Status == MessageStatus.Unspecified ? "" : request.Status.ToString().ToLowerInvariant(),
            search = search.Length == 0 ? "" : Dialect.Like(search),
            skip = PageToken.Read(request.PageToken),
            take = take + 1,
        };
        var where = Conditions.Where(
            (kind.Length > 0, "m.kind = @kind"),
            (providerId is not null, "m.provider_id = @providerId"),
            (caller.IsProvider, "m.provider_id IN @own"),
            (filter.status.Length > 0, "m.status = @status"),
            (filter.search.Length > 0, Found));
        var ct = context.CancellationToken;
        return await database.ReadAsync(async connection =>
        {
            var page = await connection.QueryAsync<MessageRow>(database.Dialect.Page($"{MessagePage} {where} ORDER BY m.received_at DESC, m.message_id DESC"), filter, ct);
            var reply = new ListMessagesReply
            {
                TotalCount = await connection.ScalarAsync<long>($"{MessageCount} {where}", filter, ct),
                NextPageToken = PageToken.Next(filter.skip, take, page.Count),
            };
            reply.Messages.AddRange(page.Take(take).Select(row => row.ToWire()));
            return reply;
        }, ct);
    }

    private const string Found =
        @"(m.identification LIKE @search ESCAPE '\' OR m.declaration_number LIKE @search ESCAPE '\' OR m.file_name LIKE @search ESCAPE '\')";

    private const string MessagePage = $"SELECT {MessageRow.Columns} FROM message m";

    private const string MessageCount = "SELECT COUNT(*) FROM message m";
}
