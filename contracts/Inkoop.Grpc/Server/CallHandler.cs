// One mapped method: refuses what is not gRPC over HTTP/2, then runs one of the four kinds of call.

using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

internal sealed class CallHandler(IMethod method, ServiceSettings settings, ILogger logger, Func<ServerCall, Task> run)
{
    public Task HandleAsync(HttpContext http)
    {
        if (IsRefused(http, logger))
            return Task.CompletedTask;
        // Routes ignore case, gRPC names do not.
        if (http.Request.Path.Value?.EndsWith(method.FullName, StringComparison.Ordinal) != true)
            return AnswerUnimplemented(http, "Method is unimplemented.");
        // Calls may be idle or long: only the deadline and the message limits bound them.
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (method.Type != MethodType.Unary)
            http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();

        var call = new ServerCall(http, method.FullName, settings, logger);
        http.Features.Set<IServerCallContextFeature>(call);
        return call.CompleteAsync(run(call));
    }

    /// <summary>Answers 415 or 426, with the status for callers that look, when the request is not gRPC over HTTP/2.</summary>
    public static bool IsRefused(HttpContext http, ILogger logger)
    {
        if (!HeaderNames.IsGrpc(http.Request.ContentType))
            return Refuse(http, logger, StatusCodes.Status415UnsupportedMediaType, $"Content-Type '{http.Request.ContentType}' is not supported.");
        if (HttpProtocol.IsHttp2(http.Request.Protocol) || HttpProtocol.IsHttp3(http.Request.Protocol))
            return false;
        http.Response.Headers.Upgrade = "h2c";
        http.Response.Headers.Connection = "Upgrade";
        return Refuse(http, logger, StatusCodes.Status426UpgradeRequired, $"Request protocol '{http.Request.Protocol}' is not supported.");
    }

    /// <summary>The status of a method that is not there.</summary>
    public static Task AnswerUnimplemented(HttpContext http, string detail)
    {
        http.Response.ContentType = HeaderNames.ContentType;
        http.Response.Headers[HeaderNames.Status] = StatusText.Of(StatusCode.Unimplemented);
        http.Response.Headers[HeaderNames.Message] = detail;
        return Task.CompletedTask;
    }

    private static bool Refuse(HttpContext http, ILogger logger, int httpStatus, string reason)
    {
        ServerLog.Refused(logger, reason);
        http.Response.StatusCode = httpStatus;
        http.Response.Headers[HeaderNames.Status] = StatusText.Of(StatusCode.Internal);
        http.Response.Headers[HeaderNames.Message] = PercentCoding.Encode(reason);
        return true;
    }

    public static Func<ServerCall, Task> Unary<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> pipeline)
        where TRequest : class where TResponse : class => async call =>
        {
            var request = await ReadRequestAsync(call, method.RequestMarshaller);
            await WriteResponseAsync(call, method.ResponseMarshaller, await pipeline(request, call));
        };

    public static Func<ServerCall, Task> ClientStreaming<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> pipeline)
        where TRequest : class where TResponse : class => async call =>
            await WriteResponseAsync(call, method.ResponseMarshaller, await pipeline(new RequestStream<TRequest>(call, method.RequestMarshaller), call));

    public static Func<ServerCall, Task> ServerStreaming<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> pipeline)
        where TRequest : class where TResponse : class => async call =>
            await pipeline(await ReadRequestAsync(call, method.RequestMarshaller), new ResponseStream<TResponse>(call, method.ResponseMarshaller), call);

    public static Func<ServerCall, Task> DuplexStreaming<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> pipeline)
        where TRequest : class where TResponse : class => async call =>
            await pipeline(new RequestStream<TRequest>(call, method.RequestMarshaller), new ResponseStream<TResponse>(call, method.ResponseMarshaller), call);

    private static async ValueTask<TRequest> ReadRequestAsync<TRequest>(ServerCall call, Marshaller<TRequest> marshaller) where TRequest : class
    {
        var (found, request) = await call.Reader.ReadOnlyOneAsync(marshaller.ContextualDeserializer, CancellationToken.None);
        return found ? request! : throw MessageFrame.Error(StatusCode.Internal, "Incomplete message.");
    }

    // Unflushed: headers, message and trailers leave together.
    private static Task WriteResponseAsync<TResponse>(ServerCall call, Marshaller<TResponse> marshaller, TResponse? response) where TResponse : class =>
        call.WriteMessageAsync(marshaller, response ?? throw MessageFrame.Error(StatusCode.Cancelled, "No message returned from method."), false, null, CancellationToken.None);
}
