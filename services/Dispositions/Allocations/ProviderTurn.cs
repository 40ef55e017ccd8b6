using Inkoop.Platform.Data;

namespace Inkoop.Dispositions.Allocations;

/// <summary>
/// Whoever books on or changes allocations of a provider takes this turn first in the transaction, so that two messages at once cannot
/// both find room under the same volume (9322). SQLite has one writer anyway; on SQL Server the row lock makes them queue.
/// </summary>
public static class ProviderTurn
{
    public static async Task TakeAsync(UnitOfWork work, Guid providerId)
    {
        var turn = new { providerId, now = work.Now };
        if (await work.ExecuteAsync("UPDATE provider_turn SET taken_at = @now WHERE provider_id = @providerId", turn) == 0)
            await work.ExecuteAsync("INSERT INTO provider_turn (provider_id, taken_at) VALUES (@providerId, @now)", turn);
    }
}
