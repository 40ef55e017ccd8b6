// Message streams of a client call: the request writer and the response reader that applications hold.

using Grpc.Core;

namespace Grpc.Net.Client;

internal sealed class ClientStreamReader<TRequest, TResponse>(ClientCall<TRequest, TResponse> call) : IAsyncStreamReader<TResponse>
    where TRequest : class where TResponse : class
{
    private bool reading;

    public TResponse Current { get; private set; } = null!;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref reading, true))
            throw new InvalidOperationException("Can't read the next message because the previous read is in progress.");
        try
        {
            var (found, message) = await call.ReadAsync(cancellationToken).ConfigureAwait(false);
            Current = message!;
            return found;
        }
        finally
        {
            Volatile.Write(ref reading, false);
        }
    }
}

internal sealed class ClientStreamWriter<TRequest, TResponse>(ClientCall<TRequest, TResponse> call, PushContent<TRequest, TResponse> content) : IClientStreamWriter<TRequest>
    where TRequest : class where TResponse : class
{
    private readonly Lock gate = new();
    private bool writing;
    private bool completed;

    public WriteOptions? WriteOptions { get; set; } = call.Options.WriteOptions;

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        Begin();
        try
        {
            if (call.IsFinished)
                throw call.Failure();
            var stream = await content.OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            var options = WriteOptions;
            await stream.WriteAsync(call.Frame(message, options), cancellationToken).ConfigureAwait(false);
            if ((options?.Flags & WriteFlags.BufferHint) != WriteFlags.BufferHint)
                await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception ex) when (!call.IsFinished || ex is not RpcException)
        {
            throw await FailureAsync(ex, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            call.Writer.Release();
            lock (gate)
                writing = false;
        }
    }

    public Task CompleteAsync()
    {
        lock (gate)
        {
            if (writing)
                return Task.FromException(new InvalidOperationException("Can't complete the client stream writer because the previous write is in progress."));
            completed = true;
        }

        call.Writer.Dispose();
        content.Complete();
        return Task.CompletedTask;
    }

    private void Begin()
    {
        lock (gate)
        {
            if (completed)
                throw new InvalidOperationException("Request stream has already been completed.");
            if (writing)
                throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
            writing = true;
        }
    }

    // A message that cannot be framed, and a write that the application cancels, end the call. When the connection refuses the
    // message, the server's answer says why: one response brings it by itself; of a response stream the reader will find it.
    private async ValueTask<Exception> FailureAsync(Exception exception, CancellationToken token)
    {
        if (exception is RpcException framing)
            call.Finish(framing.Status);
        else if (exception is OperationCanceledException && token.IsCancellationRequested)
            call.Finish(new Status(StatusCode.Cancelled, "Call canceled by the client.", exception));
        else if (exception is not (IOException or OperationCanceledException or ObjectDisposedException or System.Net.Http.HttpRequestException))
            call.Finish(call.StatusOf("Error writing message.", exception));
        else if (call.HasSingleResponse)
            await call.FinishedAsync().ConfigureAwait(false);
        return call.IsFinished ? call.Failure() : new RpcException(call.StatusOf("The call no longer takes messages; its response stream says why.", exception));
    }
}
