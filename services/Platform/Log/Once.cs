using Dapper;
using Inkoop.Platform.Data;

namespace Inkoop.Platform.Log;

/// <summary>Work that a database needs once, such as after an upgrade: marked as done by a name that tells what, and which time.</summary>
public static class Once
{
    public static async Task<bool> IsDoneAsync(this Database database, string marker, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(Count, new { marker }), cancellationToken) > 0;

    /// <summary>The same inside a change, where another instance may have done it meanwhile.</summary>
    public static async Task<bool> IsDoneAsync(this UnitOfWork work, string marker) => await work.ScalarAsync<long>(Count, new { marker }) > 0;

    /// <summary>In the transaction that does it, so that it is done and marked or neither.</summary>
    public static Task<int> MarkDoneAsync(this UnitOfWork work, string marker) => work.ExecuteAsync(
        "INSERT INTO lease (name, holder, expires_at) SELECT @marker, @holder, @Now WHERE NOT EXISTS (SELECT 1 FROM lease WHERE name = @marker)",
        new { marker, holder = Guid.Empty, work.Now });

    private const string Count = "SELECT COUNT(*) FROM lease WHERE name = @marker";
}
