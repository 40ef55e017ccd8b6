// Statuses that no peer spelled out: from HTTP status codes, from HTTP/2 error codes, and from the grpc-status text.

using System.Globalization;
using System.Net;
using System.Net.Http;
using Grpc.Core;

namespace Grpc.Wire;

internal static class StatusMapping
{
    /// <summary>For a response without grpc-status.</summary>
    public static StatusCode FromHttp(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.RequestHeaderFieldsTooLarge => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    /// <summary>For a stream that ended with RST_STREAM.</summary>
    public static StatusCode FromHttp2Error(long errorCode) => errorCode switch
    {
        0x7 => StatusCode.Unavailable, // REFUSED_STREAM
        0x8 => StatusCode.Cancelled, // CANCEL
        0xb => StatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        0xc => StatusCode.PermissionDenied, // INADEQUATE_SECURITY
        _ => StatusCode.Internal,
    };

    /// <summary>For whatever sending or receiving threw.</summary>
    public static Status FromException(string what, Exception exception)
    {
        for (var ex = exception; ex is not null; ex = ex.InnerException)
        {
            switch (ex)
            {
                case RpcException rpc:
                    return rpc.Status;
                case HttpProtocolException protocol:
                    return new Status(FromHttp2Error(protocol.ErrorCode), $"{what} {Describe(exception)}", exception);
            }
        }

        var code = exception switch
        {
            OperationCanceledException => StatusCode.Cancelled,
            HttpRequestException or IOException or System.Net.Sockets.SocketException => StatusCode.Unavailable,
            _ => StatusCode.Internal,
        };
        return new Status(code, $"{what} {Describe(exception)}", exception);
    }

    /// <summary>A number we do not know is UNKNOWN, and the detail says which it was.</summary>
    public static StatusCode ParseCode(string text, out string? problem)
    {
        problem = null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 0 and <= (int)StatusCode.Unauthenticated)
            return (StatusCode)code;
        problem = $"Unexpected grpc-status value: {text}";
        return StatusCode.Unknown;
    }

    private static string Describe(Exception exception)
    {
        var text = $"{exception.GetType().Name}: {exception.Message}";
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
            text += $" {inner.GetType().Name}: {inner.Message}";
        return text;
    }
}
