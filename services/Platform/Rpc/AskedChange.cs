using Google.Protobuf;
using Grpc.Core;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;

namespace Inkoop.Platform.Rpc;

/// <summary>Changes that a caller asks for.</summary>
public static class AskedChange
{
    /// <summary>
    /// A change asked for by a caller. The same <paramref name="requestId"/> with the same content gets the stored answer again;
    /// with other content it is refused (ALREADY_EXISTS). Refusals are not stored.
    /// </summary>
    public static async Task<TReply> ChangeAsync<TRequest, TReply>(
        this Database database, TRequest request, string requestId, ServerCallContext context, Func<UnitOfWork, Task<TReply>> change)
        where TRequest : IMessage<TRequest>
        where TReply : class, IMessage<TReply>, new()
    {
        var caller = Caller.Of(context);
        var key = Idempotency.Key(caller, context.Method, requestId, request);
        return await database.ChangeAsync(caller.Actor, async work =>
        {
            if (await Idempotency.FindAsync<TReply>(work, key, database.AnswerProtection) is { } answer)
                return answer;
            var reply = await change(work);
            await Idempotency.StoreAsync(work, key, reply, database.AnswerProtection);
            return reply;
        }, context.CancellationToken, operation: context.Method[(context.Method.LastIndexOf('/') + 1)..]);
    }
}
