// Context propagation: a call made while serving a call inherits its deadline and its cancellation.

using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.ClientFactory;

public class GrpcContextPropagationOptions
{
    /// <summary>Without a call being served there is nothing to inherit: true goes on without, false (the default) throws.</summary>
    public bool SuppressContextNotFoundErrors { get; set; }
}

/// <summary>Finds the call being served and joins its deadline and cancellation with those of the call to make.</summary>
internal sealed class ContextPropagation(IHttpContextAccessor accessor)
{
    /// <exception cref="InvalidOperationException">No gRPC call is being served and that was not declared harmless.</exception>
    public CallOptions Inherit(CallOptions options, GrpcContextPropagationOptions settings, out CancellationTokenSource? linked)
    {
        linked = null;
        var context = accessor.HttpContext?.Features.Get<IServerCallContextFeature>()?.ServerCallContext;
        if (context is null)
            return settings.SuppressContextNotFoundErrors ? options : throw new InvalidOperationException(accessor.HttpContext is null
                ? "Unable to propagate server context values to the call. Can't find the current HttpContext."
                : "Unable to propagate server context values to the call. Can't find the gRPC ServerCallContext on the current HttpContext.");
        if (context.Deadline < (options.Deadline ?? DateTime.MaxValue))
            options = options.WithDeadline(context.Deadline);
        if (!context.CancellationToken.CanBeCanceled)
            return options;
        if (!options.CancellationToken.CanBeCanceled)
            return options.WithCancellationToken(context.CancellationToken);
        linked = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, context.CancellationToken);
        return options.WithCancellationToken(linked.Token);
    }
}

internal sealed class ContextPropagationInterceptor(ContextPropagation propagation, GrpcContextPropagationOptions settings) : Interceptor
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var inherited = Inherit(context, out var linked);
        using (linked)
            return continuation(request, inherited);
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, Inherit(context, out var linked));
        if (linked is null)
            return call;
        DisposeAfter(call.ResponseAsync, linked);
        return new AsyncUnaryCall<TResponse>(call.ResponseAsync, _ => call.ResponseHeadersAsync, _ => call.GetStatus(), _ => call.GetTrailers(), _ => Dispose(call, linked), call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(Inherit(context, out var linked));
        if (linked is null)
            return call;
        DisposeAfter(call.ResponseAsync, linked);
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            call.RequestStream, call.ResponseAsync, _ => call.ResponseHeadersAsync, _ => call.GetStatus(), _ => call.GetTrailers(), _ => Dispose(call, linked), call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, Inherit(context, out var linked));
        return linked is null ? call : new AsyncServerStreamingCall<TResponse>(
            call.ResponseStream, _ => call.ResponseHeadersAsync, _ => call.GetStatus(), _ => call.GetTrailers(), _ => Dispose(call, linked), call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(Inherit(context, out var linked));
        return linked is null ? call : new AsyncDuplexStreamingCall<TRequest, TResponse>(
            call.RequestStream, call.ResponseStream, _ => call.ResponseHeadersAsync, _ => call.GetStatus(), _ => call.GetTrailers(), _ => Dispose(call, linked), call);
    }

    private ClientInterceptorContext<TRequest, TResponse> Inherit<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context, out CancellationTokenSource? linked)
        where TRequest : class where TResponse : class =>
        new(context.Method, context.Host, propagation.Inherit(context.Options, settings, out linked));

    private static void DisposeAfter(Task response, CancellationTokenSource linked) =>
        _ = response.ContinueWith(static (_, source) => ((CancellationTokenSource)source!).Dispose(), linked, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static void Dispose(IDisposable call, CancellationTokenSource linked)
    {
        call.Dispose();
        linked.Dispose();
    }
}
