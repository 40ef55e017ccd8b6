using System.Security.Cryptography;
using Inkoop.Dispositions.Allocations;
using Inkoop.Dispositions.Clients;
using Inkoop.Ijw;
using Inkoop.Platform.Data;
using Inkoop.Wire;

namespace Inkoop.Dispositions.Messages;

/// <summary>Makes messages that leave: the JW301 here, answers to incoming messages in the judging.</summary>
public sealed class OutgoingMessages(ClientRecords clients, MessageStore store)
{
    /// <summary>
    /// The JW301 with every current allocation of this client at this provider and the changed one (OP087). Current is what is valid
    /// today or later.
    /// </summary>
    public async Task<Guid> SendAllocationsAsync(UnitOfWork work, AllocationRow changed)
    {
        var today = DutchDay.Of(work.Now);
        var current = await work.QueryAsync<AllocationRow>(Current, new { changed.ClientPseudonym, changed.ProviderId, changed.AllocationId, today });
        var message = AllocationMessages.Build(await clients.OpenAsync(work, changed.ClientPseudonym), [.. current, changed], Header(changed.MunicipalityCode, changed.ProviderAgbCode, today));
        // What we send is held to the rules that we hold others to; a breach is our defect, not the officer's.
        if (Ijw.AllocationRules.Check(message) is [var broken, ..])
            throw new InvalidOperationException($"The JW301 for allocation {changed.AllocationId} breaks {broken.Rule} at {broken.Path}.");
        var messageId = Guid.CreateVersion7(work.Now);
        await RecordAsync(work, await store.WriteAsync(messageId, stream => IjwWriter.Write(stream, message)), "JW301", changed.ProviderId, message.Header);
        return messageId;
    }

    /// <summary>A header with an identification nobody used: twelve random characters are 60 bits, and a clash is refused by the database.</summary>
    public static MessageHeader Header(string sender, string receiver, DateOnly datedOn) => new()
    {
        Sender = sender,
        Receiver = receiver,
        Identification = NewIdentification(),
        DatedOn = datedOn,
    };

    public static string NewIdentification() => RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 12);

    /// <summary>Puts a message that leaves on record with the body that was written for it.</summary>
    public static async Task RecordAsync(UnitOfWork work, WrittenBody body, string kind, Guid providerId, MessageHeader header)
    {
        await work.InsertManyAsync("message",
        [
            new MessageRow
            {
                MessageId = body.MessageId,
                Kind = kind,
                ProviderId = providerId,
                MunicipalityCode = header.Sender.Length == 4 ? header.Sender : header.Receiver,
                Identification = header.Identification,
                Sender = header.Sender,
                Receiver = header.Receiver,
                DatedOn = header.DatedOn,
                FileName = $"{kind}-{header.Identification}.xml",
                SizeBytes = body.Size,
                Digest = body.Digest,
                Status = MessageRow.Sent,
                ReceivedAt = work.Now,
            },
        ]);
        await MessageStore.KeepAsync(work, body);
    }

    private const string Current =
        $"""
        SELECT {AllocationRow.Columns} FROM allocation a
        WHERE a.client_pseudonym = @ClientPseudonym AND a.provider_id = @ProviderId AND a.allocation_id <> @AllocationId
          AND a.status <> 'removed' AND (a.ends_on IS NULL OR a.ends_on >= @today)
        ORDER BY a.number
        """;
}
