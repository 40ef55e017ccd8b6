// The invoker of a channel: starts calls of the four kinds.

using Grpc.Core;

namespace Grpc.Net.Client;

internal sealed class HttpCallInvoker(GrpcChannel channel) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        using var call = AsyncUnaryCall(method, host, options, request);
        return call.ResponseAsync.GetAwaiter().GetResult();
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new ClientCall<TRequest, TResponse>(channel, method, options);
        var response = call.StartForOne(new SingleMessageContent<TRequest, TResponse>(call, request));
        return new AsyncUnaryCall<TResponse>(response, Headers, Status, Trailers, Dispose, call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new ClientCall<TRequest, TResponse>(channel, method, options);
        var responses = call.StartForMany(new SingleMessageContent<TRequest, TResponse>(call, request));
        return new AsyncServerStreamingCall<TResponse>(responses, Headers, Status, Trailers, Dispose, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new ClientCall<TRequest, TResponse>(channel, method, options);
        var content = new PushContent<TRequest, TResponse>(call);
        var response = call.StartForOne(content);
        return new AsyncClientStreamingCall<TRequest, TResponse>(content.Writer, response, Headers, Status, Trailers, Dispose, call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new ClientCall<TRequest, TResponse>(channel, method, options);
        var content = new PushContent<TRequest, TResponse>(call);
        var responses = call.StartForMany(content);
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(content.Writer, responses, Headers, Status, Trailers, Dispose, call);
    }

    private static Task<Metadata> Headers(object call) => ((ClientCall)call).ResponseHeadersAsync();
    private static Status Status(object call) => ((ClientCall)call).GetStatus();
    private static Metadata Trailers(object call) => ((ClientCall)call).GetTrailers();
    private static void Dispose(object call) => ((ClientCall)call).Dispose();
}
