using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Inkoop.Wire.Faults;
using Microsoft.Extensions.Logging;
using Status = Grpc.Core.Status;

namespace Inkoop.Platform.Rpc;

/// <summary>Maps faults to gRPC status with google.rpc details. What is not a fault is logged and leaves nothing of itself to the caller.</summary>
public sealed partial class FaultInterceptor(ILogger<FaultInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception) when (Map(exception, context) is { } mapped)
        {
            throw mapped;
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(new Link<TRequest>(requestStream), context);
        }
        catch (Exception exception) when (Map(exception, context) is { } mapped)
        {
            throw mapped;
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception) when (Map(exception, context) is { } mapped)
        {
            throw mapped;
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(new Link<TRequest>(requestStream), responseStream, context);
        }
        catch (Exception exception) when (Map(exception, context) is { } mapped)
        {
            throw mapped;
        }
    }

    private RpcException? Map(Exception exception, ServerCallContext context)
    {
        switch (exception)
        {
            case Invalid invalid:
                var (named, rest) = FittingFaults.Of(invalid.Fields);
                var bad = new BadRequest();
                bad.FieldViolations.AddRange(named.Select(field => new BadRequest.Types.FieldViolation { Field = field.Field, Description = field.Text, Reason = field.Code }));
                var extra = named.DistinctBy(field => field.Field).Select(field => (field.Field, field.Code));
                return Make(StatusCode.InvalidArgument, invalid.Code, FittingFaults.Text(named, rest), Any.Pack(bad), [.. extra, .. rest == 0 ? [] : new[] { ("more_faults", $"{rest}") }]);
            case NotFound fault:
                return Make(StatusCode.NotFound, fault);
            case Stale fault:
                return Make(StatusCode.Aborted, fault, null, ("current_version", fault.CurrentVersion.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            case Duplicate fault:
                return Make(StatusCode.AlreadyExists, fault);
            case Denied fault:
                AccessDenied(logger, context.Method, Identity.Caller.Of(context).Actor);
                return Make(StatusCode.PermissionDenied, fault);
            case Refused fault:
                return Make(StatusCode.FailedPrecondition, fault);
            case NotYet fault:
                return Make(StatusCode.Unavailable, fault);
            case InvalidProtocolBufferException:
                Unreadable(logger, context.Method, exception); // of the request, most likely; what we stored must be readable
                return new RpcException(new Status(StatusCode.InvalidArgument, "Dit bericht is niet te lezen: stuur het in de vorm van de protos."));
            case RpcException:
                return null; // an answer of another service
            case OperationCanceledException when context.CancellationToken.IsCancellationRequested:
                return Left();
            case Exception when Data.StorageFault.Of(exception) is { } storage:
                RpcFailed(logger, context.Method, exception);
                return Details(StatusCode.Unavailable, storage.Reason, storage.Text).ToRpcException();
            default:
                RpcFailed(logger, context.Method, exception);
                return new RpcException(new Status(StatusCode.Internal, "Er ging iets mis; het is vastgelegd. Probeer het later opnieuw."));
        }
    }

    // Nobody reads it; an RpcException is not logged as a fault of ours.
    private static RpcException Left(Exception? cause = null) => new(new Status(StatusCode.Cancelled, "The caller left.", cause));

    /// <summary>A caller that leaves breaks the reading of its stream, sometimes before the call knows that it was left.</summary>
    private sealed class Link<T>(IAsyncStreamReader<T> inner) : IAsyncStreamReader<T>
    {
        // What has begun to send goes on sending: a stream that rests holds memory, a file and a place that others wait for.
        private static readonly TimeSpan longestRest = TimeSpan.FromMinutes(2);

        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            try
            {
                return await inner.MoveNext(cancellationToken).WaitAsync(longestRest, cancellationToken);
            }
            catch (TimeoutException)
            {
                throw Details(StatusCode.DeadlineExceeded, "stream_idle", "Er kwam twee minuten niets meer binnen; de zending is gestopt. Begin opnieuw.").ToRpcException();
            }
            catch (IOException exception)
            {
                throw Left(exception);
            }
        }
    }

    private static RpcException Make(StatusCode code, Fault fault, Any? detail = null, params (string Key, string Value)[] extra) =>
        Make(code, fault.Code, FittingFaults.Text(fault.Message), detail, extra);

    private static RpcException Make(StatusCode code, string reason, string text, Any? detail, params (string Key, string Value)[] extra)
    {
        var status = Details(code, reason, text, extra);
        if (detail is not null)
            status.Details.Add(detail);
        return status.ToRpcException();
    }

    /// <summary>Every refusal looks like this on the wire, also one at the door: status, sentence, stable reason.</summary>
    /// <param name="extra">Of a bad field: its path and the code of what is wrong.</param>
    internal static Google.Rpc.Status Details(StatusCode code, string reason, string text, params ReadOnlySpan<(string Key, string Value)> extra)
    {
        var info = new ErrorInfo { Reason = reason, Domain = "inkoop" };
        foreach (var (key, value) in extra)
            info.Metadata.Add(key, value);
        return new Google.Rpc.Status { Code = (int)code, Message = text, Details = { Any.Pack(info) } };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} failed.")]
    private static partial void RpcFailed(ILogger logger, string method, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} met a message that cannot be read.")]
    private static partial void Unreadable(ILogger logger, string method, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} denied to {Actor}.")]
    private static partial void AccessDenied(ILogger logger, string method, string actor);
}
