using Inkoop.Platform.Data;
using MassTransit;

namespace Inkoop.Platform.Log;

/// <summary>Which events a consumer has applied: the row commits with the change, so a duplicate ends quietly.</summary>
public static class Inbox
{
    private const string Enter = """
        INSERT INTO inbox (event_id, consumer, consumed_at)
        SELECT @eventId, @consumer, @Now
        WHERE NOT EXISTS (SELECT 1 FROM inbox WHERE event_id = @eventId AND consumer = @consumer)
        """;

    public static async Task<bool> EnterAsync(UnitOfWork work, Guid eventId, string consumer) =>
        await work.ExecuteAsync(Enter, new { eventId, consumer, work.Now }) == 1;

    /// <summary>Applies an event exactly once for <paramref name="consumer"/>; false when it was applied before.</summary>
    public static Task<bool> ConsumeAsync<TEvent>(this Database database, ConsumeContext<TEvent> context, string consumer, Func<UnitOfWork, TEvent, Task> apply)
        where TEvent : class
    {
        var eventId = context.MessageId ?? throw new InvalidOperationException($"{typeof(TEvent).Name} came without a message id.");
        return database.WriteAsync(Tracing.Apply, consumer, "service:" + database.Service, async work =>
        {
            if (!await EnterAsync(work, eventId, consumer))
                return false;
            await apply(work, context.Message);
            return true;
        }, alone: false, decides: true, context.CancellationToken);
    }

    /// <summary>Forgets at most <paramref name="most"/> events of a consumer; returns how many.</summary>
    public static async Task<int> ForgetAsync(UnitOfWork work, string consumer, int most)
    {
        var ids = (await work.QueryAsync<Guid>(work.Dialect.Page(OfConsumer), new { consumer, skip = 0, take = most })).InList();
        return ids.Length == 0 ? 0 : await work.ExecuteAsync("DELETE FROM inbox WHERE consumer = @consumer AND event_id IN @ids", new { consumer, ids });
    }

    private const string OfConsumer = "SELECT event_id FROM inbox WHERE consumer = @consumer ORDER BY consumer";
}
