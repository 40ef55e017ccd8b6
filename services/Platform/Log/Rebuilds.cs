using System.Collections.Concurrent;
using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Wire.Faults;

namespace Inkoop.Platform.Log;

/// <summary>Columns by table by service, as the code expects them.</summary>
public sealed record ExpectedTables(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>> ByService);

/// <summary>The projections of this host: which shape each has, and the rebuilds that make it so.</summary>
public sealed class Rebuilds(IEnumerable<Projection> projections, LogReader logs, ExpectedTables tables)
{
    private readonly ConcurrentDictionary<Projection, string> faults = [];

    /// <summary>In the order in which they were registered, which is the order in which they are built.</summary>
    public IReadOnlyList<Projection> Of(Database database) => [.. projections.Where(projection => projection.Database == database)];

    public Rebuild Of(Projection projection) => new(projection, logs.ReadAsync, tables.ByService.GetValueOrDefault(projection.Database.Service));

    public static async Task<IReadOnlyDictionary<string, ProjectionState>> StatesAsync(Database database, CancellationToken cancellationToken) =>
        (await database.ReadAsync(connection => connection.QueryAsync<ProjectionState>(ProjectionStates.Columns), cancellationToken))
        .ToDictionary(state => state.Name, StringComparer.Ordinal);

    /// <summary>Writes down the shape of what has none yet, before anything is consumed: a database of before shapes has that of its last filling.</summary>
    public Task KnowAsync(Database database, CancellationToken cancellationToken) => database.ChangeAsync("service:" + database.Service, async work =>
    {
        var isOfItsOwnTime = await work.ScalarAsync<long>("SELECT CASE WHEN EXISTS (SELECT 1 FROM inbox) THEN 1 ELSE 0 END") == 0;
        var filled = await work.QueryAsync<string>("SELECT name FROM lease WHERE name LIKE 'filled:%'");
        foreach (var projection in Of(database))
        {
            if (await work.StateAsync(projection.Name) is null)
                await ProjectionStates.AddAsync(work, projection.Name, isOfItsOwnTime ? projection.Shape : FilledShape(projection.Name, filled));
        }

        return 0;
    }, cancellationToken);

    /// <summary>Begins a rebuild, or joins one that is under way, and waits until its tables are live. It goes on when the caller does not wait for it.</summary>
    /// <exception cref="Refused">It fails; it is tried again all the same.</exception>
    public async Task<RebuildOutcome> ReplayAsync(Projection projection, string actor, CancellationToken cancellationToken)
    {
        var rebuild = Of(projection);
        faults.TryRemove(projection, out _);
        var generation = await rebuild.BeginAsync(actor, cancellationToken);
        projection.Database.Signal.Wake(Bell(projection.Database));
        for (var pause = 20; ; pause = Math.Min(2 * pause, 500))
        {
            if (await rebuild.StateAsync(cancellationToken) is { } state)
            {
                if (state.Generation >= generation)
                    return new RebuildOutcome(state.ReadCount, state.DigestBefore ?? "", state.DigestAfter ?? "");
                generation = Math.Max(generation, state.LastGeneration);
            }

            if (faults.TryGetValue(projection, out var fault))
                throw new Refused("rebuild_failed", $"{projection.Name} kan niet opnieuw worden opgebouwd ({fault}). De huidige inhoud blijft staan; het wordt telkens opnieuw geprobeerd.");
            await Task.Delay(pause, cancellationToken);
        }
    }

    /// <summary>What keeps a rebuild from coming to its end; null when nothing does.</summary>
    public string? FaultOf(Projection projection) => faults.GetValueOrDefault(projection);

    internal void Failed(Projection projection, string reason) => faults[projection] = reason;

    internal void Succeeded(Projection projection) => faults.TryRemove(projection, out _);

    internal static string Bell(Database database) => "rebuild:" + database.Service;

    /// <summary>From marks such as <c>filled:money-ledger:2</c>, by which earlier versions knew what they had filled.</summary>
    public static int FilledShape(string projection, IEnumerable<string> marks) =>
        marks.Select(mark => mark.Split(':')).Where(parts => parts.Length == 3 && parts[1] == projection).Select(parts => int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture))
            .DefaultIfEmpty(0).Max();
}
