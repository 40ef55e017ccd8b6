using System.Text.Json;
using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Wire.Events;

namespace Inkoop.Platform.Log;

/// <summary>The log of a service from after a sequence on, the events of some types, in its order.</summary>
public delegate IAsyncEnumerable<LogEntry> LogSource(string service, IReadOnlyCollection<Type> types, long afterSequence, CancellationToken cancellationToken);

/// <summary>What a rebuild came to. The digests are of the live tables and of those that took their place, at one moment; both empty after a change of shape.</summary>
public sealed record RebuildOutcome(long Applied, string Before, string After);

/// <summary>
/// Builds a projection anew beside its live tables (docs/decisions/0022). From its beginning every event that comes in is applied to both, so that the
/// logs need to be read only as far as they were then; the inbox of what is built keeps what comes both ways from counting twice. A kill loses at most
/// a batch, and two that build the same take turns.
/// </summary>
/// <param name="schema">Columns by table as the code expects them: what others a table has is left behind. Null keeps all.</param>
/// <param name="atOnce">Events in one transaction; live changes come in between.</param>
public sealed class Rebuild(Projection projection, LogSource logs, IReadOnlyDictionary<string, string[]>? schema = null, int atOnce = 2_000)
{
    private const int MostCharacters = 4_000_000;
    private const int CleanedAtOnce = 500;
    private const int Looks = 3;
    private static readonly TimeSpan betweenLooks = TimeSpan.FromMilliseconds(300);

    /// <summary>Hears after each batch how many events were read, of how many.</summary>
    public Action<long, long>? Read { get; set; }

    private string Name => projection.Name;

    private Database Database => projection.Database;

    private string Actor => "service:" + Database.Service;

    /// <summary>Begins, or goes on with what was begun, until the tables have taken their place.</summary>
    public async Task<RebuildOutcome> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var generation = await BeginAsync(Actor, cancellationToken);
            await BuildAsync(generation, cancellationToken);
            if (await StateAsync(cancellationToken) is { } state && state.Generation >= generation)
                return new RebuildOutcome(state.ReadCount, state.DigestBefore ?? "", state.DigestAfter ?? "");
        }
    }

    public async Task<ProjectionState?> StateAsync(CancellationToken cancellationToken) =>
        await Database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<ProjectionState>(ProjectionStates.OfProjection, new { projection = Name }), cancellationToken);

    /// <summary>Makes the tables to be filled and says which generation it is. One that is under way is joined, unless the program changed since it began.</summary>
    public Task<long> BeginAsync(string actor, CancellationToken cancellationToken) => Database.ChangeAsync(actor, async work =>
    {
        if (await work.StateAsync(Name) is not { } state)
        {
            await ProjectionStates.AddAsync(work, Name, 0);
            state = (await work.StateAsync(Name))!;
        }

        if (state.IsBuilding && state.NextShape == projection.Shape && await StandsAsync(work))
            return state.LastGeneration;
        foreach (var table in projection.Tables)
            await Database.Dialect.MakeBesideAsync(work, table, Wanted(table));
        await ProjectionStates.BeginAsync(work, Name, projection.Shape);
        return state.LastGeneration + 1;
    }, cancellationToken, alone: true);

    /// <summary>Forgets which events the tables of before had, a few at a time.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        if (await StateAsync(cancellationToken) is not { } state || state.CleanedGeneration >= state.Generation)
            return;
        for (var generation = state.CleanedGeneration; generation < state.Generation; generation++)
        {
            var consumer = ProjectionState.Consumer(Name, generation);
            while (await Database.ChangeAsync(Actor, work => Inbox.ForgetAsync(work, consumer, CleanedAtOnce), cancellationToken) == CleanedAtOnce)
            {
                // the next ones
            }
        }

        await Database.ChangeAsync(Actor, async work =>
        {
            await ProjectionStates.CleanedAsync(work, Name, state.Generation);
            return 0;
        }, cancellationToken);
    }

    /// <summary>Ends early when another finished it or began it anew.</summary>
    private async Task BuildAsync(long generation, CancellationToken cancellationToken)
    {
        foreach (var source in projection.EventTypes.GroupBy(EventCatalog.ServiceOf).OrderBy(source => source.Key, StringComparer.Ordinal))
        {
            if (!await ReadAsync(generation, source.Key, [.. source], cancellationToken))
                return;
        }

        await PutInPlaceAsync(generation, cancellationToken);
    }

    private async Task<bool> ReadAsync(long generation, string service, IReadOnlyCollection<Type> types, CancellationToken cancellationToken)
    {
        var after = await Database.ChangeAsync(Actor, work => ProjectionStates.CursorAsync(work, Name, service), cancellationToken, decides: false);
        var batch = new List<(LogEntry Entry, object Event)>();
        long characters = 0;
        await foreach (var entry in logs(service, types, after, cancellationToken))
        {
            batch.Add((entry, JsonSerializer.Deserialize(entry.Payload, EventCatalog.TypeOf(entry.Type), EventJson.Options)!));
            characters += entry.Payload.Length;
            if (batch.Count < atOnce && characters < MostCharacters)
                continue;
            if (!await ApplyAsync(generation, service, batch, cancellationToken))
                return false;
            batch.Clear();
            characters = 0;
        }

        return batch.Count == 0 || await ApplyAsync(generation, service, batch, cancellationToken);
    }

    private async Task<bool> ApplyAsync(long generation, string service, IReadOnlyList<(LogEntry Entry, object Event)> batch, CancellationToken cancellationToken)
    {
        var state = await Database.ChangeAsync(Actor, async work =>
        {
            if (!IsOf(await work.StateAsync(Name), generation))
                return null;
            var beside = work.Into(projection.Beside);
            foreach (var (entry, @event) in batch)
            {
                if (await Inbox.EnterAsync(work, entry.EventId, ProjectionState.Consumer(Name, generation)))
                    await projection.ApplyAsync(beside, @event, entry.EventId);
            }

            await ProjectionStates.AdvanceAsync(work, Name, service, batch[^1].Entry.Sequence, batch.Count, batch.Max(one => one.Entry.Left));
            return await work.StateAsync(Name);
        }, cancellationToken, alone: true);
        if (state is not null)
            Read?.Invoke(state.ReadCount, state.TotalCount);
        return state is not null;
    }

    private async Task PutInPlaceAsync(long generation, CancellationToken cancellationToken)
    {
        var isSameShape = await StateAsync(cancellationToken) is { } built && built.Shape == projection.Shape;
        var (before, after) = isSameShape ? await DigestsAsync(cancellationToken) : (null, null);
        await Database.ChangeAsync(Actor, async work =>
        {
            if (!IsOf(await work.StateAsync(Name), generation))
                return false;
            foreach (var table in projection.Tables)
                await Database.Dialect.PutInPlaceAsync(work, table);
            await ProjectionStates.FinishAsync(work, Name, before, after);
            if (before is null || before != after)
                await projection.ReplacedAsync(work);
            return true;
        }, cancellationToken, alone: true);
    }

    /// <summary>Of both, row by row. What is on its way between two questions makes them differ for a moment: then they are looked at again.</summary>
    private async Task<(string? Before, string? After)> DigestsAsync(CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            var (before, after) = await Database.ReadAsync(async connection =>
            {
                await using var moment = await Database.Dialect.BeginReadAsync(connection, cancellationToken);
                return (await projection.DigestAsync(connection, moment), await projection.DigestAsync(connection, moment, ofBeside: true));
            }, cancellationToken);
            if (before == after || look == Looks)
                return (before, after);
            await Task.Delay(betweenLooks, cancellationToken);
        }
    }

    private static bool IsOf(ProjectionState? state, long generation) => state is { IsBuilding: true } && state.LastGeneration == generation;

    private IReadOnlyCollection<string>? Wanted(string table) => schema?.GetValueOrDefault(table);

    /// <summary>Whether what was begun has the columns that the live tables have by now: a later release may have given them others.</summary>
    private async Task<bool> StandsAsync(UnitOfWork work)
    {
        foreach (var table in projection.Tables)
        {
            var live = (await ColumnsAsync(work, table)).Where(column => Wanted(table)?.Contains(column, StringComparer.OrdinalIgnoreCase) != false);
            if (!live.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(await ColumnsAsync(work, Database.Dialect.Beside(table))))
                return false;
        }

        return true;
    }

    private static async Task<IReadOnlyList<string>> ColumnsAsync(UnitOfWork work, string table)
    {
        await using var reader = await work.Connection.ExecuteReaderAsync($"SELECT * FROM {table} WHERE 1 = 0", transaction: work.Transaction);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }
}
