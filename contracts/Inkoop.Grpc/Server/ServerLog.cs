// What the server logs about calls. Only a failing handler is an error; what callers do is at most information.

using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

internal static partial class ServerLog
{
    public const string Category = "Grpc.AspNetCore.Server.ServerCallHandler";

    [LoggerMessage(1, LogLevel.Error, "Error when executing service method '{Method}'.")]
    public static partial void HandlerFailed(ILogger logger, string method, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "Service method '{Method}' ended with status '{StatusCode}', detail '{Detail}'.")]
    public static partial void RpcException(ILogger logger, string method, StatusCode statusCode, string detail, Exception? exception);

    [LoggerMessage(3, LogLevel.Debug, "Service method '{Method}' was cancelled by its caller.")]
    public static partial void Cancelled(ILogger logger, string method);

    [LoggerMessage(4, LogLevel.Debug, "Service method '{Method}' exceeded its deadline.")]
    public static partial void DeadlineExceeded(ILogger logger, string method);

    [LoggerMessage(5, LogLevel.Debug, "Service method '{Method}' failed after its deadline had passed.")]
    public static partial void AfterDeadline(ILogger logger, string method, Exception exception);

    [LoggerMessage(7, LogLevel.Information, "A request was refused: {Reason}")]
    public static partial void Refused(ILogger logger, string reason);
}

internal static class StatusText
{
    private static readonly string[] Codes = [.. Enumerable.Range(0, 17).Select(code => code.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    public static string Of(StatusCode code) => (int)code is >= 0 and <= 16
        ? Codes[(int)code]
        : ((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
