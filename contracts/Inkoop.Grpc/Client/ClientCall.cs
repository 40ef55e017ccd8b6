// One call on the client, whatever its messages: its deadline and cancellation, and the one transition to "finished",
// which the response, the caller, the deadline and a failing connection compete for.

using Grpc.Core;
using Grpc.Wire;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

internal abstract class ClientCall : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);

    // Only Finish cancels it: what waits on the connection lets go after the status is decided. It holds nothing to dispose.
    private readonly CancellationTokenSource connection = new();
    private readonly DateTime deadline;
    private readonly Lock gate = new();
    private CancellationTokenRegistration registration;
    private ITimer? timer;
    private TaskCompletionSource<Metadata>? headersWanted;
    private TaskCompletionSource? finishedWanted;
    private bool headersIn;
    private bool trailersIn;
    private Metadata? headers;
    private Metadata? trailers;
    private Status status;

    protected ClientCall(GrpcChannel channel, IMethod method, in CallOptions options)
    {
        Channel = channel;
        Method = method;
        Options = options;
        deadline = options.Deadline ?? DateTime.MaxValue;
        if (deadline != DateTime.MaxValue && deadline != DateTime.MinValue && deadline.Kind != DateTimeKind.Utc)
            throw new InvalidOperationException("Deadline must have a kind DateTimeKind.Utc or be equal to DateTime.MaxValue or DateTime.MinValue.");
        channel.Add(this);
    }

    public GrpcChannel Channel { get; }

    /// <summary>The neighbours in the channel's list of running calls.</summary>
    public ClientCall? Next { get; set; }

    public ClientCall? Previous { get; set; }
    public CallOptions Options { get; }
    public bool IsFinished { get; private set; }
    protected IMethod Method { get; }

    /// <summary>Cancelled when the call has finished otherwise than by its response.</summary>
    protected CancellationToken Connection => connection.Token;

    protected bool HasDeadline => deadline != DateTime.MaxValue;
    protected TimeSpan TimeLeft => deadline - TimeProvider.System.GetUtcNow().UtcDateTime;

    public Task<Metadata> ResponseHeadersAsync()
    {
        lock (gate)
        {
            if (headersIn)
                return Task.FromResult(headers ??= ReadHeaders());
            headersWanted ??= new TaskCompletionSource<Metadata>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (IsFinished)
                FailHeaders();
            return headersWanted.Task;
        }
    }

    public Status GetStatus()
    {
        lock (gate)
            return IsFinished ? status : throw new InvalidOperationException("Unable to get the status because the call is not complete.");
    }

    public Metadata GetTrailers()
    {
        lock (gate)
            return IsFinished ? trailers ??= trailersIn ? ReadTrailers() : Metadata.Empty : throw new InvalidOperationException("Can't get the call trailers because the call has not completed successfully.");
    }

    /// <summary>Completes when the call has finished, whatever its status.</summary>
    public Task FinishedAsync()
    {
        lock (gate)
        {
            if (IsFinished)
                return Task.CompletedTask;
            finishedWanted ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return finishedWanted.Task;
        }
    }

    /// <summary>What a finished call throws.</summary>
    public Exception Failure()
    {
        var failure = new RpcException(GetStatus(), GetTrailers());
        return Channel.ThrowOnCancellation && failure.StatusCode is (StatusCode.Cancelled or StatusCode.DeadlineExceeded)
            ? new OperationCanceledException(failure.Status.Detail, failure, Options.CancellationToken)
            : failure;
    }

    /// <summary>Cancels the call if it is still running, and lets go of the connection's stream.</summary>
    public void Dispose() => Finish(new Status(StatusCode.Cancelled, "gRPC call disposed."));

    /// <summary>The status for an exception that sending or receiving threw.</summary>
    public Status StatusOf(string what, Exception exception) => OrDeadline(StatusMapping.FromException(what, exception));

    /// <summary>The one end of the call: whoever comes first decides, everybody later learns what it was.</summary>
    /// <param name="ended">The status the call has from now on.</param>
    /// <param name="withTrailers">Whether the server sent it, with trailers to read.</param>
    public bool Finish(Status ended, bool withTrailers = false)
    {
        TaskCompletionSource? finished;
        lock (gate)
        {
            if (IsFinished)
                return false;
            status = ended;
            trailersIn = withTrailers;
            IsFinished = true;
            finished = finishedWanted;
            if (headersWanted is not null && !headersIn)
                FailHeaders();
            Disarm();
        }

        Channel.Remove(this);
        if (ended.StatusCode != StatusCode.OK)
        {
            connection.Cancel();
            ClientLog.Ended(Channel.Logger, Method.FullName, ended.StatusCode, ended.Detail, ended.DebugException);
        }

        Release();
        finished?.TrySetResult();
        return true;
    }

    /// <summary>Lets go of request and response.</summary>
    protected abstract void Release();

    /// <summary>The headers of the response, made into metadata when somebody asks for them.</summary>
    protected abstract Metadata ReadHeaders();

    /// <summary>Likewise the trailers.</summary>
    protected abstract Metadata ReadTrailers();

    /// <summary>Starts to watch deadline and cancellation; a call that is late already ends here.</summary>
    protected void Arm()
    {
        var token = Options.CancellationToken;
        if (token.IsCancellationRequested)
            Finish(Canceled);
        else if (HasDeadline && TimeLeft <= TimeSpan.Zero)
            Finish(new Status(StatusCode.DeadlineExceeded, ""));
        if (IsFinished)
            return;
        if (token.CanBeCanceled)
            registration = token.UnsafeRegister(static call => ((ClientCall)call!).Finish(Canceled), this);
        if (HasDeadline && TimeLeft is var left && left < LongestTimer)
            timer = TimeProvider.System.CreateTimer(
                static call => ((ClientCall)call!).Finish(new Status(StatusCode.DeadlineExceeded, "")),
                this, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        lock (gate)
            if (IsFinished)
                Disarm();
    }

    protected void HeadersAreIn()
    {
        lock (gate)
        {
            headersIn = true;
            headersWanted?.TrySetResult(headers = ReadHeaders());
        }
    }

    /// <summary>A server whose clock is ahead of ours cancels for our deadline: that is the deadline, not a cancellation.</summary>
    protected Status OrDeadline(Status found) => found.StatusCode == StatusCode.Cancelled && HasDeadline && TimeLeft <= TimeSpan.Zero
        ? new Status(StatusCode.DeadlineExceeded, found.Detail, found.DebugException)
        : found;

    private static Status Canceled => new(StatusCode.Cancelled, "Call canceled by the client.");

    private void Disarm()
    {
        registration.Unregister();
        timer?.Dispose();
    }

    // Nobody may be waiting: the exception counts as seen.
    private void FailHeaders()
    {
        headersWanted!.TrySetException(Failure());
        _ = headersWanted.Task.Exception;
    }
}

internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Debug, "Call of '{Method}' ended with status '{StatusCode}', detail '{Detail}'.")]
    public static partial void Ended(ILogger logger, string method, StatusCode statusCode, string detail, Exception? exception);

    [LoggerMessage(2, LogLevel.Warning, "The configured CallCredentials were not used because the call does not use TLS.")]
    public static partial void CredentialsUnused(ILogger logger);
}
