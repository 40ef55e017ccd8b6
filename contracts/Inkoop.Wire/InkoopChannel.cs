using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace Inkoop.Wire;

/// <summary>How every client of Inkoop's services sets up its channel: sizes, keep-alive, and what is tried again.</summary>
public static class InkoopChannel
{
    /// <summary>The largest answer that a client takes, in bytes.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    public static GrpcChannel Open(Uri address)
    {
        var options = new GrpcChannelOptions { HttpHandler = Handler(), DisposeHttpClient = true };
        Configure(options);
        return GrpcChannel.ForAddress(address, options);
    }

    /// <summary>
    /// A service that does not answer is asked again, four times in about two seconds. That is safe for every RPC: what changes
    /// something carries a request_id. Hedging is not: two attempts at once would race for one id.
    /// </summary>
    public static void Configure(GrpcChannelOptions options)
    {
        options.MaxReceiveMessageSize = MostBytes;
        options.UnsafeUseInsecureChannelCallCredentials = true; // h2c on a trusted network; TLS is the address's choice
        options.ServiceConfig = new ServiceConfig
        {
            MethodConfigs =
            {
                new MethodConfig
                {
                    Names = { MethodName.Default },
                    RetryPolicy = new RetryPolicy
                    {
                        MaxAttempts = 4,
                        InitialBackoff = TimeSpan.FromMilliseconds(200),
                        MaxBackoff = TimeSpan.FromSeconds(2),
                        BackoffMultiplier = 2.5,
                        RetryableStatusCodes = { StatusCode.Unavailable },
                    },
                },
            },
        };
    }

    public static SocketsHttpHandler Handler() => new()
    {
        EnableMultipleHttp2Connections = true,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        KeepAlivePingDelay = TimeSpan.FromSeconds(60),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
    };
}
