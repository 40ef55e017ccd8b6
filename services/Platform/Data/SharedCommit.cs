using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.ExceptionServices;

namespace Inkoop.Platform.Data;

/// <summary>
/// Writes to an engine that takes one writer at a time. Changes that wait for each other share one commit, each in a
/// savepoint of its own: the disk is synced once for all of them, and none is answered before that.
/// </summary>
internal sealed class SharedCommit(Dialect dialect) : IDisposable
{
    private const int MostInOneCommit = 64;
    private readonly ConcurrentQueue<Waiting> queue = new();
    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>Runs <paramref name="change"/>; <paramref name="alone"/> for what takes so long that others must not wait for its commit.</summary>
    public async Task<T> RunAsync<T>(Func<DbConnection, DbTransaction, Task<T>> change, bool alone)
    {
        T result = default!;
        var mine = new Waiting(async (connection, transaction) => result = await change(connection, transaction), alone);
        queue.Enqueue(mine);
        await writer.WaitAsync();
        try
        {
            // Whoever had the turn before may have taken this change along.
            while (!mine.IsDone)
                await CommitNextAsync(mine);
        }
        finally
        {
            writer.Release();
        }

        await mine.Outcome;
        return result;
    }

    public void Dispose() => writer.Dispose();

    private async Task CommitNextAsync(Waiting mine)
    {
        var taken = new List<Waiting>();
        try
        {
            await using var connection = await dialect.OpenAsync(CancellationToken.None);
            await using var transaction = await dialect.BeginAsync(connection, decides: true, CancellationToken.None);
            while (taken.Count < MostInOneCommit && queue.TryPeek(out var next) && (taken.Count == 0 || !next.Alone || next.IsDone) && queue.TryDequeue(out var change))
            {
                if (change.IsDone)
                    continue; // its caller was told that it failed: it must not happen after all
                taken.Add(change);
                await change.TryAsync(connection, transaction);
                if (change.Alone)
                    break;
            }

            await transaction.CommitAsync(CancellationToken.None);
            taken.ForEach(change => change.Committed());
        }
        catch (Exception exception)
        {
            taken.ForEach(change => change.Lost(exception)); // each of them hears it: none was acknowledged
            if (taken.Count == 0)
                mine.Lost(exception); // not even begun; the others that wait try for themselves
        }
    }

    private sealed class Waiting(Func<DbConnection, DbTransaction, Task> change, bool alone)
    {
        private readonly TaskCompletionSource outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ExecutionContext? context = ExecutionContext.Capture();
        private Exception? refusal;

        public bool Alone { get; } = alone;

        public bool IsDone => outcome.Task.IsCompleted;

        public Task Outcome => outcome.Task;

        /// <summary>In a savepoint, so that a refusal undoes this change and nothing else.</summary>
        public async Task TryAsync(DbConnection connection, DbTransaction transaction)
        {
            await transaction.SaveAsync("change");
            try
            {
                await InOwnContext(connection, transaction);
            }
            catch (Exception exception)
            {
                refusal = exception;
                await UndoAsync(transaction, exception);
            }

            await transaction.ReleaseAsync("change");
        }

        // A full disk undoes the whole transaction, and then there is no savepoint left to go back to: the others hear why, not that.
        private static async Task UndoAsync(DbTransaction transaction, Exception because)
        {
            try
            {
                await transaction.RollbackAsync("change");
            }
            catch (DbException)
            {
                ExceptionDispatchInfo.Throw(because);
            }
        }

        public void Committed()
        {
            if (refusal is null)
                outcome.TrySetResult();
            else
                outcome.TrySetException(refusal);
        }

        public void Lost(Exception exception) => outcome.TrySetException(refusal ?? exception);

        // Another caller's thread may run this change: its trace and its culture stay its own.
        private Task InOwnContext(DbConnection connection, DbTransaction transaction)
        {
            if (context is null)
                return change(connection, transaction);
            var running = Task.CompletedTask;
            ExecutionContext.Run(context, _ => running = change(connection, transaction), null);
            return running;
        }
    }
}
