// Request bodies: one message, or a body that stays open while the application writes messages into it.

using System.Net;
using System.Net.Http;
using Grpc.Core;

namespace Grpc.Net.Client;

internal interface IReleasable
{
    /// <summary>The call has finished: nothing more will be sent.</summary>
    void Release();
}

/// <summary>The body of unary and server-streaming calls. Framed when it is sent, so a retry of the connection frames it again.</summary>
internal sealed class SingleMessageContent<TRequest, TResponse>(ClientCall<TRequest, TResponse> call, TRequest message) : HttpContent
    where TRequest : class where TResponse : class
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(call.Frame(message, call.Options.WriteOptions), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            call.Writer.Dispose();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

/// <summary>The body of client-streaming and duplex calls: lends its stream to the writer until the writer completes.</summary>
internal sealed class PushContent<TRequest, TResponse> : HttpContent, IReleasable where TRequest : class where TResponse : class
{
    private readonly TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private TaskCompletionSource<Stream> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool used;

    public PushContent(ClientCall<TRequest, TResponse> call) => Writer = new ClientStreamWriter<TRequest, TResponse>(call, this);

    public ClientStreamWriter<TRequest, TResponse> Writer { get; }

    /// <summary>The stream to write to, once there is a connection. From here on the body cannot be sent a second time.</summary>
    public Task<Stream> OpenAsync()
    {
        lock (gate)
        {
            used |= opened.Task.IsCompletedSuccessfully;
            return opened.Task;
        }
    }

    public void Complete() => complete.TrySetResult();

    public void Release()
    {
        complete.TrySetResult();
        lock (gate)
            opened.TrySetCanceled();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // Headers go now: the server may speak first.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        lock (gate)
        {
            if (opened.Task.IsCompletedSuccessfully)
            {
                if (used)
                    throw new IOException("The connection was lost after messages had been sent; the call cannot be sent again.");
                opened = new TaskCompletionSource<Stream>(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            opened.TrySetResult(stream);
        }

        await complete.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
