// The end of a call on the server. One owner: the request's own flow. The deadline timer only completes a task that this flow
// waits for, so neither a timer nor a token callback ever touches the HttpContext, which Kestrel uses again after the call.

using System.Diagnostics;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

internal sealed partial class ServerCall
{
    private const int ResetCancel = 0x8;
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);

    // Guards the three flags below: at most one write at a time, and none after the end.
    private readonly Lock gate = new();
    private bool writing;
    private bool ended;
    private bool unflushed;
    private bool bodyStarted;
    private bool gone;
    private Task pendingWrite = Task.CompletedTask;

    private DateTime deadline = DateTime.MaxValue;
    private TaskCompletionSource? deadlineReached;
    private CancellationTokenSource? cancellation;
    private ITimer? timer;

    /// <summary>Waits for the handler or the deadline, whichever comes first, and sends the status.</summary>
    public async Task CompleteAsync(Task handler)
    {
        try
        {
            if (deadlineReached is not null && !handler.IsCompleted
                && await Task.WhenAny(handler, deadlineReached.Task) != handler && !handler.IsCompleted)
            {
                await EndByDeadlineAsync();
                await handler.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (handler.Exception?.InnerException is { } late and not OperationCanceledException)
                    ServerLog.AfterDeadline(logger, method, late);
                return;
            }

            try
            {
                await handler;
            }
            catch (Exception ex)
            {
                StatusCore = StatusOf(ex);
            }

            await EndAsync();
        }
        finally
        {
            timer?.Dispose();
            cancellation?.Dispose();
            writer.Dispose();
            Reader.Release();
        }
    }

    /// <exception cref="InvalidOperationException">The call is over.</exception>
    public void ThrowIfEnded(string what)
    {
        lock (gate)
            if (ended)
                throw new InvalidOperationException($"Can't {what} because the call is complete.");
    }

    private void StartDeadline(string? header)
    {
        if (header is null || !GrpcTimeout.TryParse(header, out var timeout))
            return;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        deadline = timeout < DateTime.MaxValue - now ? now + timeout : DateTime.MaxValue;
        if (timeout > LongestTimer)
            return;
        deadlineReached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellation = CancellationTokenSource.CreateLinkedTokenSource(requestAborted);
        timer = TimeProvider.System.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(), deadlineReached, timeout, Timeout.InfiniteTimeSpan);
    }

    private void BeginWrite()
    {
        lock (gate)
        {
            if (ended)
                throw new InvalidOperationException("Can't write the message because the call is complete.");
            if (writing)
                throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
            writing = true;
        }
    }

    private void EndWrite()
    {
        lock (gate)
            writing = false;
    }

    private Task SendAsync(ReadOnlyMemory<byte> frame, bool flush, CancellationToken token)
    {
        try
        {
            bodyStarted |= !frame.IsEmpty;
            var body = Http.Response.BodyWriter;
            if (!frame.IsEmpty)
                System.Buffers.BuffersExtensions.Write(body, frame.Span);
            writer.Release();
            unflushed = !flush;
            if (!flush)
            {
                EndWrite();
                return Task.CompletedTask;
            }

            var flushing = body.FlushAsync(token);
            if (!flushing.IsCompletedSuccessfully)
                return pendingWrite = FlushedAsync(flushing);
            EndWrite();
            return Gone(flushing.GetAwaiter().GetResult()) ? Task.FromCanceled(Cancelled()) : Task.CompletedTask;
        }
        catch
        {
            EndWrite();
            throw;
        }
    }

    private async Task FlushedAsync(ValueTask<FlushResult> flushing)
    {
        try
        {
            if (Gone(await flushing))
                throw new OperationCanceledException(Cancelled());
        }
        finally
        {
            EndWrite();
        }
    }

    private bool Gone(FlushResult result) => gone |= result.IsCompleted || requestAborted.IsCancellationRequested;

    private CancellationToken Cancelled() => requestAborted.IsCancellationRequested ? requestAborted : new CancellationToken(true);

    // The normal end: trailers, which Kestrel sends when the request delegate returns.
    private async Task EndAsync()
    {
        if (!pendingWrite.IsCompleted)
            await pendingWrite.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate)
        {
            if (ended)
                return;
            ended = true;
        }

        if (!requestAborted.IsCancellationRequested)
            WriteTrailers();
        Tag();
    }

    // The deadline: the caller learns it at once, whatever the handler does. If a write is stuck, trailers would queue behind it: only the reset goes.
    private async Task EndByDeadlineAsync()
    {
        bool stuck;
        lock (gate)
        {
            ended = true;
            stuck = writing || unflushed;
        }

        StatusCore = new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded");
        ServerLog.DeadlineExceeded(logger, method);
        Tag();
        try
        {
            if (!stuck && !requestAborted.IsCancellationRequested)
            {
                WriteTrailers();
                await Http.Response.CompleteAsync();
            }

            Http.Features.Get<IHttpResetFeature>()?.Reset(ResetCancel);
            await cancellation!.CancelAsync();
        }
        catch (Exception ex)
        {
            ServerLog.AfterDeadline(logger, method, ex);
        }
    }

    private void WriteTrailers()
    {
        // Nothing sent yet: status and trailers go into the one header frame (trailers-only).
        var destination = bodyStarted || Http.Response.HasStarted
            ? Http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
            : Http.Response.Headers;
        if (destination is null)
            return;
        var status = StatusCore;
        if (responseTrailers is not null)
        {
            try
            {
                foreach (var entry in responseTrailers)
                    if (!HeaderNames.IsReserved(entry.Key))
                        Append(destination, entry);
            }
            catch (RpcException ex)
            {
                StatusCore = status = ex.Status;
            }
        }

        destination[HeaderNames.Status] = StatusText.Of(status.StatusCode);
        if (!string.IsNullOrEmpty(status.Detail))
            destination[HeaderNames.Message] = PercentCoding.Encode(status.Detail);
    }

    private Status StatusOf(Exception exception)
    {
        switch (exception)
        {
            case RpcException rpc:
                ServerLog.RpcException(logger, method, rpc.StatusCode, rpc.Status.Detail, rpc.Status.DebugException);
                foreach (var entry in rpc.Trailers)
                    ResponseTrailersCore.Add(entry);
                return rpc.Status;
            // The token may be set only after a read or a write has noticed it: each of them says that the caller is gone.
            case OperationCanceledException or IOException when gone || Reader.IsBroken || requestAborted.IsCancellationRequested:
                ServerLog.Cancelled(logger, method);
                return new Status(StatusCode.Cancelled, "The caller cancelled the call.");
            default:
                ServerLog.HandlerFailed(logger, method, exception);
                return new Status(StatusCode.Unknown, settings.DetailedErrors
                    ? $"Exception was thrown by handler. {exception.GetType().Name}: {exception.Message}"
                    : "Exception was thrown by handler.", exception);
        }
    }

    private void Tag()
    {
        if (Http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } activity)
            return;
        activity.SetTag("grpc.method", method);
        activity.SetTag("grpc.status_code", StatusText.Of(StatusCore.StatusCode));
    }
}
