using System.Data.Common;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Platform.Log;

/// <summary>
/// A read model: tables that hold nothing but what events say. Handlers give one result under any order and any
/// duplicates, which is what makes a rebuild from the logs equal to what grew live.
/// </summary>
/// <param name="shape">Grows when the tables must be filled anew from the logs: because they hold more, or something else. 0 as they came.</param>
public abstract class Projection(Database database, string name, IReadOnlyList<string> tables, int shape = 0)
{
    private static readonly BigInteger mask = (BigInteger.One << 256) - 1;
    private readonly Dictionary<Type, Func<UnitOfWork, object, Guid, Task>> handlers = [];

    public string Name { get; } = name;

    public IReadOnlyList<string> Tables { get; } = tables;

    /// <summary>What the tables hold, as a number: a database whose tables have another is filled anew at the next start, beside what it has.</summary>
    public int Shape { get; } = shape;

    public Database Database { get; } = database;

    public IReadOnlyCollection<Type> EventTypes => handlers.Keys;

    internal BesideTables Beside { get; } = new(database.Dialect, tables);

    protected void On<TEvent>(Func<UnitOfWork, TEvent, Task> apply) where TEvent : class =>
        On<TEvent>((work, @event, _) => apply(work, @event));

    /// <summary>For a read model that names its source: the handler also gets the id of the event.</summary>
    protected void On<TEvent>(Func<UnitOfWork, TEvent, Guid, Task> apply) where TEvent : class =>
        handlers[typeof(TEvent)] = (work, @event, eventId) => apply(work, (TEvent)@event, eventId);

    /// <summary>Once to the live tables, and once to those that are being built beside them.</summary>
    protected Task ApplyAsync<TEvent>(ConsumeContext<TEvent> context) where TEvent : class
    {
        var eventId = context.MessageId ?? throw new InvalidOperationException($"{typeof(TEvent).Name} came without a message id.");
        return Database.WriteAsync(Tracing.Apply, Name, "service:" + Database.Service, async work =>
        {
            var state = await work.StateAsync(Name);
            if (await Inbox.EnterAsync(work, eventId, ProjectionState.Consumer(Name, state?.Generation ?? 0)))
                await ApplyAsync(work, context.Message, eventId);
            if (state is { IsBuilding: true } && await Inbox.EnterAsync(work, eventId, ProjectionState.Consumer(Name, state.LastGeneration)))
                await ApplyAsync(work.Into(Beside), context.Message, eventId);
            return true;
        }, alone: false, decides: true, context.CancellationToken);
    }

    internal Task ApplyAsync(UnitOfWork work, object @event, Guid eventId) => handlers[@event.GetType()](work, @event, eventId);

    /// <summary>
    /// What follows from tables that were built anew and hold something else than before, in the transaction in which they take their place. Handlers
    /// that touch anything beside <see cref="Tables"/> leave that out while they fill tables beside (<see cref="UnitOfWork.IsBeside"/>), and do it here.
    /// </summary>
    protected internal virtual Task ReplacedAsync(UnitOfWork work) => Task.CompletedTask;

    /// <summary>Builds the tables anew from the logs beside the live ones, which then give way (docs/decisions/0022).</summary>
    public async Task<RebuildOutcome> RebuildAsync(LogSource logs, CancellationToken cancellationToken)
    {
        var rebuild = new Rebuild(this, logs);
        var outcome = await rebuild.RunAsync(cancellationToken);
        await rebuild.CleanAsync(cancellationToken);
        return outcome;
    }

    /// <summary>A digest of every row that does not depend on their order, so that two engines and two histories can be compared: the sum of the SHA-256
    /// of the rows, modulo 2^256. It takes no memory for a large table.</summary>
    /// <param name="ofBeside">Of the tables that are being built, instead of the live ones.</param>
    public async Task<string> DigestAsync(DbConnection connection, DbTransaction? transaction = null, bool ofBeside = false)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in Tables)
        {
            var (sum, count) = (BigInteger.Zero, 0L);
            await using var reader = await connection.ExecuteReaderAsync($"SELECT * FROM {(ofBeside ? Beside.Name(table) : table)}", transaction: transaction, commandTimeout: Dialect.LongCommandSeconds);
            var columns = Enumerable.Range(0, reader.FieldCount).OrderBy(reader.GetName, StringComparer.Ordinal).ToArray();
            while (await reader.ReadAsync())
            {
                var row = string.Join('\u001f', columns.Select(i => reader.IsDBNull(i) ? "\u0000" : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture)));
                sum = (sum + new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(row)), isUnsigned: true)) & mask;
                count++;
            }

            hash.AppendData(Encoding.UTF8.GetBytes($"{table}\u001e{count}\u001e{sum}\u001e"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>An event as a rebuild reads it.</summary>
/// <param name="Left">With the first of a log: how many there are from it on. 0 with the others.</param>
public sealed record LogEntry(long Sequence, Guid EventId, string Type, string Payload, long Left = 0);
