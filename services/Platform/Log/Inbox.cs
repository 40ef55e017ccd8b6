using Inkoop.Platform.Data;

namespace Inkoop.Platform.Log;

/// <summary>Which events a consumer has applied: the row commits with the change, so a duplicate ends quietly.</summary>
internal static class Inbox
{
    private const string Enter = """
        INSERT INTO inbox (event_id, consumer, consumed_at)
        SELECT @eventId, @consumer, @Now
        WHERE NOT EXISTS (SELECT 1 FROM inbox WHERE event_id = @eventId AND consumer = @consumer)
        """;

    public static async Task<bool> EnterAsync(UnitOfWork work, Guid eventId, string consumer) =>
        await work.ExecuteAsync(Enter, new { eventId, consumer, work.Now }) == 1;

    public static Task ForgetAsync(UnitOfWork work, string consumer) =>
        work.ExecuteAsync("DELETE FROM inbox WHERE consumer = @consumer", new { consumer });
}
