// What a caller may say about one call: headers, deadline, cancellation, how messages are written, credentials.

namespace Grpc.Core;

#pragma warning disable CA1068 // The order of the parameters is the published one.
/// <summary>Options of one call. Immutable: every With method answers a changed copy.</summary>
public struct CallOptions(
    Metadata? headers = null,
    DateTime? deadline = null,
    CancellationToken cancellationToken = default,
    WriteOptions? writeOptions = null,
    ContextPropagationToken? propagationToken = null,
    CallCredentials? credentials = null)
#pragma warning restore CA1068
{
    public Metadata? Headers { get; private set; } = headers;

    /// <summary>When the call must be over, in UTC; null and <see cref="DateTime.MaxValue"/> mean never.</summary>
    public DateTime? Deadline { get; private set; } = deadline;

    public CancellationToken CancellationToken { get; private set; } = cancellationToken;
    public WriteOptions? WriteOptions { get; private set; } = writeOptions;
    public ContextPropagationToken? PropagationToken { get; private set; } = propagationToken;
    public CallCredentials? Credentials { get; private set; } = credentials;

    /// <summary>Whether a call waits for a connection; connections are made on demand here, so it changes nothing.</summary>
    public bool IsWaitForReady { get; private set; }

    public readonly CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };
    public readonly CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };
    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) => this with { CancellationToken = cancellationToken };
    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { WriteOptions = writeOptions };
    public readonly CallOptions WithPropagationToken(ContextPropagationToken propagationToken) => this with { PropagationToken = propagationToken };
    public readonly CallOptions WithCredentials(CallCredentials credentials) => this with { Credentials = credentials };
    public readonly CallOptions WithWaitForReady(bool waitForReady = true) => this with { IsWaitForReady = waitForReady };
}

[Flags]
public enum WriteFlags
{
    /// <summary>More messages follow soon: the write need not be flushed yet.</summary>
    BufferHint = 1,

    /// <summary>Send this message as it is although the call compresses.</summary>
    NoCompress = 2,
}

/// <summary>How messages are written.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    public static readonly WriteOptions Default = new();

    public WriteFlags Flags { get; } = flags;
}

public class ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
{
    public static readonly ContextPropagationOptions Default = new();

    public bool IsPropagateDeadline { get; } = propagateDeadline;
    public bool IsPropagateCancellation { get; } = propagateCancellation;
}

/// <summary>Exists for the signatures only: context travels through EnableCallContextPropagation.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
