using System.Data.Common;
using System.Text.Json;
using Dapper;
using Inkoop.Wire.Events;

namespace Inkoop.Platform.Data;

/// <summary>One write transaction: the state change and its events commit together or not at all.</summary>
public sealed class UnitOfWork
{
    private readonly List<EventRow> emitted = [];
    private readonly BesideTables? beside;

    internal UnitOfWork(Dialect dialect, DbConnection connection, DbTransaction transaction, DateTimeOffset now, string actor, int? commandSeconds, CancellationToken cancellationToken, BesideTables? beside = null)
    {
        this.beside = beside;
        Dialect = dialect;
        Connection = connection;
        Transaction = transaction;
        Now = now;
        Actor = actor;
        CommandSeconds = commandSeconds;
        CancellationToken = cancellationToken;
    }

    public Dialect Dialect { get; }

    public DbConnection Connection { get; }

    public DbTransaction Transaction { get; }

    /// <summary>The moment of the change; every row of it carries the same.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Role and organisation, never a person's name.</summary>
    public string Actor { get; }

    /// <summary>How long one command may take; null is the engine's own measure.</summary>
    public int? CommandSeconds { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Whether this fills tables beside the live ones: a rebuild, which tells nothing and touches nothing else before they take their place.</summary>
    public bool IsBeside => beside is not null;

    internal bool HasEvents => emitted.Count > 0;

    public Task<int> ExecuteAsync(string sql, object? args = null) => Connection.ExecuteAsync(Command(sql, args));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null) => [.. await Connection.QueryAsync<T>(Command(sql, args))];

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? args = null) => Connection.QueryFirstOrDefaultAsync<T>(Command(sql, args));

    public async Task<T> ScalarAsync<T>(string sql, object? args = null) => (await Connection.ExecuteScalarAsync<T>(Command(sql, args)))!;

    public Task InsertManyAsync<TRow>(string table, IReadOnlyList<TRow> rows) =>
        rows.Count == 0 ? Task.CompletedTask : Dialect.InsertManyAsync(Connection, Transaction, beside?.Name(table) ?? table, rows, CancellationToken);

    /// <summary>Writes <paramref name="event"/> to the log of this service. Version 0 is a fact; a state carries the version of its subject.</summary>
    public void Emit<TEvent>(string subject, long version, TEvent @event) where TEvent : class =>
        Emit(subject, version, @event, Guid.CreateVersion7(Now));

    public void Emit<TEvent>(string subject, long version, TEvent @event, Guid eventId) where TEvent : class
    {
        if (IsBeside)
            throw new InvalidOperationException($"A rebuild tells nothing, and not {typeof(TEvent).Name}.");
        emitted.Add(new EventRow
        {
            EventId = eventId,
            Type = typeof(TEvent).Name,
            Subject = subject,
            SubjectVersion = version,
            Actor = Actor,
            OccurredAt = Now,
            Payload = JsonSerializer.Serialize(@event, EventJson.Options),
            Traceparent = Tracing.Parent,
        });
    }

    /// <summary>The same transaction, for what goes into <paramref name="tables"/>.</summary>
    internal UnitOfWork Into(BesideTables tables) => new(Dialect, Connection, Transaction, Now, Actor, CommandSeconds, CancellationToken, tables);

    internal async Task FlushEventsAsync()
    {
        if (emitted.Count > 0)
            await InsertManyAsync("event", emitted);
    }

    private CommandDefinition Command(string sql, object? args) => new(beside?.Text(sql) ?? sql, args, Transaction, CommandSeconds, cancellationToken: CancellationToken);
}
