// Message streams of a server call: the request reader and the response writer that handlers hold.

using Grpc.Core;

namespace Grpc.AspNetCore.Server;

internal sealed class RequestStream<T>(ServerCall call, Marshaller<T> marshaller) : IAsyncStreamReader<T> where T : class
{
    private bool reading;
    private bool finished;

    public T Current { get; private set; } = null!;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (finished)
            return false;
        call.ThrowIfEnded("read messages");
        if (Interlocked.Exchange(ref reading, true))
            throw new InvalidOperationException("Can't read the next message because the previous read is in progress.");
        try
        {
            var (found, message) = await call.Reader.ReadAsync(marshaller.ContextualDeserializer, cancellationToken);
            finished = !found;
            Current = message!;
            return found;
        }
        finally
        {
            Volatile.Write(ref reading, false);
        }
    }
}

internal sealed class ResponseStream<T>(ServerCall call, Marshaller<T> marshaller) : IServerStreamWriter<T> where T : class
{
    // Until a writer has options of its own, those of the call apply.
    public WriteOptions? WriteOptions
    {
        get => field ?? call.WriteOptions;
        set;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        try
        {
            ArgumentNullException.ThrowIfNull(message);
            var options = WriteOptions;
            var flush = (options?.Flags & WriteFlags.BufferHint) != WriteFlags.BufferHint;
            return call.WriteMessageAsync(marshaller, message, flush, options, cancellationToken);
        }
        catch (OperationCanceledException ex)
        {
            return Task.FromCanceled(ex.CancellationToken.IsCancellationRequested ? ex.CancellationToken : new CancellationToken(true));
        }
        catch (Exception ex)
        {
            return Task.FromException(ex);
        }
    }
}
