using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Inkoop.Platform.Data;

/// <summary>The typed handle of one service's database. Reads are plain Dapper; every write is a <see cref="UnitOfWork"/>.</summary>
public abstract class Database : IDisposable
{
    // SQLite takes one writer at a time; elsewhere the engine orders them.
    private readonly SharedCommit? shared;
    private readonly TimeProvider clock;
    private (StorageFault Fault, long At)? lastFault;

    static Database() => TypeHandlers.Register();

    protected Database(string service, DatabaseOptions options, TimeProvider clock, EventSignal signal)
    {
        Service = service;
        Dialect = options.DialectFor(service);
        Signal = signal;
        this.clock = clock;
        shared = Dialect is SqliteDialect ? new SharedCommit(Dialect) : null;
        DataDirectory = options.DataDirectory;
    }

    public string Service { get; }

    public Dialect Dialect { get; }

    public string DataDirectory { get; }

    internal EventSignal Signal { get; }

    /// <summary>Encrypts stored answers; set by the host.</summary>
    internal IProtection? AnswerProtection { get; set; }

    /// <summary>Asks, and asks again when the engine says that it may go better: <paramref name="query"/> changes nothing outside itself.</summary>
    /// <param name="operation">Names the span of this read in a trace.</param>
    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellationToken, [CallerMemberName] string operation = "") =>
        Tracing.OnDatabaseAsync(Tracing.Read, operation, this, () => Retry.RunAsync(async () =>
        {
            await using var connection = await Dialect.OpenAsync(cancellationToken);
            return await query(connection);
        }, Dialect.IsTransient, Retry.Within, cancellationToken));

    /// <summary>
    /// A write transaction of our own. Retried when the engine says that trying again may help. What takes seconds runs
    /// <paramref name="alone"/>, so that no other change waits for its commit. What decides nothing on what it reads says so.
    /// </summary>
    /// <param name="operation">Names the span of this change in a trace.</param>
    public Task<T> ChangeAsync<T>(
        string actor, Func<UnitOfWork, Task<T>> change, CancellationToken cancellationToken, bool alone = false, bool decides = true, [CallerMemberName] string operation = "") =>
        WriteAsync(Tracing.Change, operation, actor, change, alone, decides, cancellationToken);

    public void Dispose()
    {
        shared?.Dispose();
        GC.SuppressFinalize(this);
    }

    internal Task<T> WriteAsync<T>(
        string kind, string operation, string actor, Func<UnitOfWork, Task<T>> change, bool alone, bool decides, CancellationToken cancellationToken) =>
        Tracing.OnDatabaseAsync(kind, operation, this, async () =>
        {
            try
            {
                var (result, hasEvents) = shared is null
                    ? await Retry.RunAsync(() => OnceAsync(actor, change, alone, decides, cancellationToken), Dialect.IsTransient, Retry.Within, cancellationToken)
                    : await shared.RunAsync((connection, transaction) => ApplyAsync(connection, transaction, actor, change, alone, cancellationToken), alone);
                if (hasEvents)
                    Signal.Wake(Service);
                return result;
            }
            catch (Exception exception) when (StorageFault.Of(exception) is { Passes: false } fault)
            {
                lastFault = (fault, Stopwatch.GetTimestamp());
                throw;
            }
        });

    /// <summary>What kept this database from taking a change less than <paramref name="within"/> ago, apart from the change itself; null when nothing did.</summary>
    public StorageFault? FaultWithin(TimeSpan within) => lastFault is var (fault, at) && Stopwatch.GetElapsedTime(at) < within ? fault : null;

    private async Task<(T Result, bool HasEvents)> OnceAsync<T>(string actor, Func<UnitOfWork, Task<T>> change, bool alone, bool decides, CancellationToken cancellationToken)
    {
        await using var connection = await Dialect.OpenAsync(cancellationToken);
        await using var transaction = await Dialect.BeginAsync(connection, decides, cancellationToken);
        var outcome = await ApplyAsync(connection, transaction, actor, change, alone, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }

    private async Task<(T Result, bool HasEvents)> ApplyAsync<T>(
        DbConnection connection, DbTransaction transaction, string actor, Func<UnitOfWork, Task<T>> change, bool alone, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var work = new UnitOfWork(Dialect, connection, transaction, clock.GetUtcNow(), actor, alone ? Dialect.LongCommandSeconds : null, cancellationToken);
        var result = await change(work);
        await work.FlushEventsAsync();
        return (result, work.HasEvents);
    }
}
