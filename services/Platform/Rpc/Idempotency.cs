using System.Security.Cryptography;
using Google.Protobuf;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Faults;

namespace Inkoop.Platform.Rpc;

/// <summary>Answers kept per (organisation of the caller, method, request_id) in the transaction of the change, for 90 days.</summary>
public static class Idempotency
{
    public static readonly TimeSpan KeepFor = TimeSpan.FromDays(90);

    public sealed record RequestKey(string Organisation, string Method, string RequestId, string Digest);

    /// <summary>The digest is over the request as this server serialises it, so that another client library changes nothing.</summary>
    public static RequestKey Key(Caller caller, string method, string requestId, IMessage request) =>
        Key(caller, method, requestId, Convert.ToHexStringLower(SHA256.HashData(request.ToByteArray())));

    public static RequestKey Key(Caller caller, string method, string requestId, string digest)
    {
        if (string.IsNullOrWhiteSpace(requestId) || requestId.Length > 100)
            throw new Invalid("request_id", "required", "Een kenmerk van 1 tot 100 tekens, door de afzender bedacht, is verplicht.");
        if (char.IsWhiteSpace(requestId[0]) || char.IsWhiteSpace(requestId[^1]))
            throw new Invalid("request_id", "format", "Een kenmerk begint en eindigt niet met een spatie: niet elke database onderscheidt die.");
        return new RequestKey(caller.Organisation, method, requestId, digest);
    }

    /// <summary>The stored answer, or null when this request is new. Throws <see cref="Duplicate"/> when the content differs.</summary>
    public static async Task<TReply?> FindAsync<TReply>(UnitOfWork work, RequestKey key, IProtection? protection) where TReply : class, IMessage<TReply>, new()
    {
        var row = await work.FirstOrDefaultAsync<AnswerRow>(
            "SELECT digest, reply FROM answer WHERE organisation = @Organisation AND method = @Method AND request_id = @RequestId", key);
        if (row is null)
            return null;
        if (row.Digest != key.Digest)
            throw new Duplicate("request_id_reused", $"Dit kenmerk is al gebruikt voor een aanvraag met andere inhoud (digest {row.Digest}).");
        var reply = new TReply();
        try
        {
            reply.MergeFrom(protection is null ? row.Reply : protection.Unprotect("answer", row.Reply));
        }
        catch (CryptographicException)
        {
            // Of another service, with a key of its own: refused is better than done twice.
            throw new Duplicate("request_id_answered", "Deze aanvraag is al gedaan en beantwoord; dat antwoord is hier niet meer te lezen.");
        }

        return reply;
    }

    public static Task StoreAsync(UnitOfWork work, RequestKey key, IMessage reply, IProtection? protection)
    {
        var bytes = reply.ToByteArray();
        return work.InsertManyAsync("answer",
        [
            new StoredAnswer
            {
                Organisation = key.Organisation,
                Method = key.Method,
                RequestId = key.RequestId,
                Digest = key.Digest,
                Reply = protection is null ? bytes : protection.Protect("answer", bytes),
                AnsweredAt = work.Now,
            },
        ]);
    }

    public static Task<int> ForgetOldAsync(UnitOfWork work) =>
        work.ExecuteAsync("DELETE FROM answer WHERE answered_at < @before", new { before = work.Now - KeepFor });

    private sealed record AnswerRow
    {
        public string Digest { get; init; } = "";
        public byte[] Reply { get; init; } = [];
    }

    private sealed record StoredAnswer
    {
        public required string Organisation { get; init; }
        public required string Method { get; init; }
        public required string RequestId { get; init; }
        public required string Digest { get; init; }
        public required byte[] Reply { get; init; }
        public required DateTimeOffset AnsweredAt { get; init; }
    }
}
