using Grpc.Core;

namespace Inkoop.Cli.Commands;

/// <summary>Writing to a client stream whose server may have answered already.</summary>
internal static class Streams
{
    /// <summary>Writes everything and completes. When the server ends the call first, its own fault is what the awaited call then throws.</summary>
    public static async Task WriteAllAsync<TRequest>(IClientStreamWriter<TRequest> stream, IEnumerable<TRequest> messages, CancellationToken cancellationToken, Action<TRequest>? written = null)
    {
        try
        {
            foreach (var message in messages)
            {
                await stream.WriteAsync(message, cancellationToken);
                written?.Invoke(message);
            }

            await stream.CompleteAsync();
        }
        catch (RpcException)
        {
            // The status with its details comes from the response, which the caller awaits next.
        }
        catch (InvalidOperationException)
        {
            // The call is over: likewise.
        }
    }
}
