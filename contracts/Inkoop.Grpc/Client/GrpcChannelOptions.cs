// Options of a channel: HTTP handler, credentials, limits, compression, logging.

using System.Net;
using System.Net.Http;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>How a channel talks to its server.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>Must agree with the scheme of the address; null takes what the scheme says.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>Most bytes of a message sent; null for no limit, which is the default.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Most bytes of a message received, on the wire and decompressed; 4 MiB by default, null for no limit.</summary>
    public int? MaxReceiveMessageSize { get; set; } = MessageFrame.DefaultMaxReceiveSize;

    /// <summary>The encodings known; gzip and deflate when null.</summary>
    public IList<ICompressionProvider>? CompressionProviders { get; set; }

    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>A client to send through, in place of <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>A handler to send through; keep-alive pings and certificates are set on it.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether disposing the channel disposes the client or handler that was given.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Cancelled calls and passed deadlines throw OperationCanceledException instead of RpcException.</summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>Sends call credentials even over a connection without TLS.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    public IServiceProvider? ServiceProvider { get; set; }

    /// <summary>HTTP/2 when null.</summary>
    public Version? HttpVersion { get; set; }

    public HttpVersionPolicy? HttpVersionPolicy { get; set; }
}
