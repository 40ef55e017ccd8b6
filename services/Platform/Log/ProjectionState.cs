using Inkoop.Platform.Data;

namespace Inkoop.Platform.Log;

/// <summary>How far the tables of a projection are, and what is being built beside them.</summary>
public sealed record ProjectionState
{
    public string Name { get; init; } = "";

    /// <summary>The shape of the live tables; see <see cref="Projection.Shape"/>.</summary>
    public long Shape { get; init; }

    /// <summary>Counts the rebuilds that took their place: which rows of the inbox belong to the live tables.</summary>
    public long Generation { get; init; }

    /// <summary>The newest that was begun; while one is under way, that one.</summary>
    public long LastGeneration { get; init; }

    /// <summary>Below this the inbox holds nothing any more.</summary>
    public long CleanedGeneration { get; init; }

    /// <summary>The shape that is being built; null when none is.</summary>
    public long? NextShape { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Events read by the rebuild that is under way, or by the last.</summary>
    public long ReadCount { get; init; }

    /// <summary>Events that it has to read, of the logs that it opened.</summary>
    public long TotalCount { get; init; }

    public DateTimeOffset? RebuiltAt { get; init; }

    /// <summary>Of the live tables just before the last rebuild took their place; null after a change of shape.</summary>
    public string? DigestBefore { get; init; }

    public string? DigestAfter { get; init; }

    public bool IsBuilding => NextShape is not null;

    /// <summary>Under which name the events of a generation stand in the inbox.</summary>
    public static string Consumer(string projection, long generation) => generation == 0 ? projection : $"{projection}~{generation}";
}

/// <summary>Reads and changes the states.</summary>
internal static class ProjectionStates
{
    public static async Task<ProjectionState?> StateAsync(this UnitOfWork work, string projection) =>
        await work.FirstOrDefaultAsync<ProjectionState>(OfProjection, new { projection });

    /// <summary>Writes down the state of a projection that has none.</summary>
    public static Task AddAsync(UnitOfWork work, string projection, long shape) => work.ExecuteAsync(Insert, new { projection, shape });

    /// <summary>A new generation is being built, from the start of the logs.</summary>
    public static async Task BeginAsync(UnitOfWork work, string projection, long shape)
    {
        await work.ExecuteAsync("DELETE FROM projection_cursor WHERE projection = @projection", new { projection });
        await work.ExecuteAsync(Begin, new { projection, shape, work.Now });
    }

    public static async Task<long> CursorAsync(UnitOfWork work, string projection, string service) =>
        await work.FirstOrDefaultAsync<long>("SELECT sequence FROM projection_cursor WHERE projection = @projection AND service = @service", new { projection, service });

    /// <param name="left">How many events this log had from the first of these on, when they are the first of it; 0 otherwise.</param>
    public static async Task AdvanceAsync(UnitOfWork work, string projection, string service, long sequence, int count, long left)
    {
        var arguments = new { projection, service, sequence, count, left };
        if (await work.ExecuteAsync(MoveCursor, arguments) == 1 || await work.ExecuteAsync(FirstCursor, arguments) == 1)
            await work.ExecuteAsync(Count, arguments);
    }

    /// <summary>What was built is live.</summary>
    public static async Task FinishAsync(UnitOfWork work, string projection, string? before, string? after)
    {
        await work.ExecuteAsync("DELETE FROM projection_cursor WHERE projection = @projection", new { projection });
        await work.ExecuteAsync(Finish, new { projection, before, after, work.Now });
    }

    public static Task CleanedAsync(UnitOfWork work, string projection, long generation) =>
        work.ExecuteAsync("UPDATE projection SET cleaned_generation = @generation WHERE name = @projection", new { projection, generation });

    internal const string Columns =
        """
        SELECT name, shape, generation, last_generation, cleaned_generation, next_shape, started_at, read_count, total_count, rebuilt_at, digest_before, digest_after
        FROM projection
        """;

    internal const string OfProjection = Columns + " WHERE name = @projection";

    private const string Insert =
        """
        INSERT INTO projection (name, shape, generation, last_generation, cleaned_generation, read_count, total_count)
        SELECT @projection, @shape, 0, 0, 0, 0, 0
        WHERE NOT EXISTS (SELECT 1 FROM projection WHERE name = @projection)
        """;

    private const string Begin =
        """
        UPDATE projection SET last_generation = last_generation + 1, next_shape = @shape, started_at = @Now, read_count = 0, total_count = 0
        WHERE name = @projection
        """;

    private const string MoveCursor =
        "UPDATE projection_cursor SET sequence = @sequence WHERE projection = @projection AND service = @service AND sequence < @sequence";

    private const string FirstCursor =
        """
        INSERT INTO projection_cursor (projection, service, sequence)
        SELECT @projection, @service, @sequence
        WHERE NOT EXISTS (SELECT 1 FROM projection_cursor WHERE projection = @projection AND service = @service)
        """;

    private const string Count =
        """
        UPDATE projection SET read_count = read_count + @count, total_count = CASE WHEN @left > 0 THEN read_count + @left ELSE total_count END
        WHERE name = @projection
        """;

    private const string Finish =
        """
        UPDATE projection SET shape = next_shape, generation = last_generation, next_shape = NULL, rebuilt_at = @Now, digest_before = @before, digest_after = @after
        WHERE name = @projection
        """;
}
