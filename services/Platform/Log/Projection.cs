using System.Data.Common;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Platform.Log;

/// <summary>
/// A read model: tables that hold nothing but what events say. Handlers give one result under any order and any
/// duplicates, which is what makes a rebuild from the logs equal to what grew live.
/// </summary>
public abstract class Projection(Database database, string name, IReadOnlyList<string> tables)
{
    private static readonly BigInteger mask = (BigInteger.One << 256) - 1;
    private readonly Dictionary<Type, Func<UnitOfWork, object, Guid, Task>> handlers = [];

    public string Name { get; } = name;

    public IReadOnlyList<string> Tables { get; } = tables;

    public Database Database { get; } = database;

    public IReadOnlyCollection<Type> EventTypes => handlers.Keys;

    protected void On<TEvent>(Func<UnitOfWork, TEvent, Task> apply) where TEvent : class =>
        On<TEvent>((work, @event, _) => apply(work, @event));

    /// <summary>For a read model that names its source: the handler also gets the id of the event.</summary>
    protected void On<TEvent>(Func<UnitOfWork, TEvent, Guid, Task> apply) where TEvent : class =>
        handlers[typeof(TEvent)] = (work, @event, eventId) => apply(work, (TEvent)@event, eventId);

    protected Task ApplyAsync<TEvent>(ConsumeContext<TEvent> context) where TEvent : class =>
        Database.ConsumeAsync(context, Name, (work, @event) => handlers[typeof(TEvent)](work, @event, context.MessageId!.Value));

    /// <summary>
    /// Empties the tables and applies the logs from the start, in one transaction: readers see the old rows until it
    /// commits, live events wait for it, and a kill half-way leaves all as it was (docs/decisions/0005).
    /// </summary>
    public Task<(long Applied, string Before, string After)> RebuildAsync(Func<IReadOnlyCollection<Type>, CancellationToken, IAsyncEnumerable<LogEntry>> readLogs, string actor, CancellationToken cancellationToken) =>
        Database.ChangeAsync(actor, async work =>
        {
            var before = await DigestAsync(work.Connection, work.Transaction);
            foreach (var table in Tables)
                await work.ExecuteAsync($"DELETE FROM {table}");
            await Inbox.ForgetAsync(work, Name);

            long applied = 0;
            await foreach (var entry in readLogs(EventTypes, cancellationToken))
            {
                var type = Wire.Events.EventCatalog.TypeOf(entry.Type);
                if (!await Inbox.EnterAsync(work, entry.EventId, Name))
                    continue;
                await handlers[type](work, JsonSerializer.Deserialize(entry.Payload, type, EventJson.Options)!, entry.EventId);
                applied++;
            }

            return (applied, before, await DigestAsync(work.Connection, work.Transaction));
        }, cancellationToken, alone: true);

    /// <summary>A digest of every row that does not depend on their order, so that two engines and two histories can be compared: the sum of the SHA-256
    /// of the rows, modulo 2^256. It takes no memory for a large table.</summary>
    public async Task<string> DigestAsync(DbConnection connection, DbTransaction? transaction = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in Tables)
        {
            var (sum, count) = (BigInteger.Zero, 0L);
            await using var reader = await connection.ExecuteReaderAsync($"SELECT * FROM {table}", transaction: transaction, commandTimeout: Dialect.LongCommandSeconds);
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
public sealed record LogEntry(long Sequence, Guid EventId, string Type, string Payload);
