// A channel: an address, an HTTP handler that holds the connections, and what every call through it needs.

using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>Connections to one server, made on demand and shared by all calls. Safe for concurrent use; keep it.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly HttpMessageInvoker http;
    private readonly bool ownsHttp;
    private readonly ConcurrentDictionary<IMethod, Uri> uris = new();
    private readonly Lock gate = new();
    private ClientCall? firstCall;
    private bool disposed;

    private GrpcChannel(Uri address, GrpcChannelOptions options) : base(address.Authority)
    {
        if (options is { HttpClient: not null, HttpHandler: not null })
            throw new ArgumentException("HttpClient and HttpHandler have been configured. Only one HTTP caller can be specified.", nameof(options));
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            throw new ArgumentException($"The address '{address}' is neither http nor https.", nameof(address));
        Address = address;
        IsSecure = address.Scheme == Uri.UriSchemeHttps;
        MaxSendSize = options.MaxSendMessageSize;
        MaxReceiveSize = options.MaxReceiveMessageSize;
        Encodings = new Encodings(options.CompressionProviders);
        ThrowOnCancellation = options.ThrowOperationCanceledOnCancellation;
        HttpVersion = options.HttpVersion ?? System.Net.HttpVersion.Version20;
        VersionPolicy = options.HttpVersionPolicy ?? HttpVersionPolicy.RequestVersionExact;
        Logger = (options.LoggerFactory ?? options.ServiceProvider?.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("Grpc.Net.Client.Internal.GrpcCall");

        var credentials = new ChannelCredentialsReader();
        options.Credentials?.InternalPopulateConfiguration(credentials, this);
        if (credentials.IsSecure is { } secure && secure != IsSecure)
            throw new InvalidOperationException(
                $"Channel is configured with {(secure ? "secure" : "insecure")} channel credentials and can't use a HttpClient with a '{address.Scheme}' scheme.");
        UsesCallCredentials = IsSecure || options.UnsafeUseInsecureChannelCallCredentials;
        CallCredentials = credentials.CallCredentials;

        ownsHttp = options.DisposeHttpClient || options is { HttpClient: null, HttpHandler: null };
        http = options.HttpClient ?? new HttpMessageInvoker(options.HttpHandler ?? DefaultHandler(), ownsHttp);
    }

    internal Uri Address { get; }
    internal bool IsSecure { get; }
    internal bool UsesCallCredentials { get; }
    internal List<CallCredentials> CallCredentials { get; }
    internal int? MaxSendSize { get; }
    internal int? MaxReceiveSize { get; }
    internal Encodings Encodings { get; }
    internal bool ThrowOnCancellation { get; }
    internal Version HttpVersion { get; }
    internal HttpVersionPolicy VersionPolicy { get; }
    internal ILogger Logger { get; }

    public static GrpcChannel ForAddress(string address) => ForAddress(new Uri(address));

    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) => ForAddress(new Uri(address), channelOptions);

    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <exception cref="InvalidOperationException">Credentials and scheme contradict each other.</exception>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address, channelOptions);
    }

    public override CallInvoker CreateCallInvoker() => new HttpCallInvoker(this);

    /// <summary>Cancels the calls that still run; closes the connections when the channel made them.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
                return;
            disposed = true;
        }

        // Each takes itself out of the list; none comes in any more.
        while (FirstCall() is { } call)
            call.Dispose();
        if (ownsHttp)
            http.Dispose();
    }

    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>How many calls have not finished; what a test watches for leaks.</summary>
    internal int ActiveCalls
    {
        get
        {
            var count = 0;
            lock (gate)
                for (var call = firstCall; call is not null; call = call.Next)
                    count++;
            return count;
        }
    }

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) => http is HttpClient client
        ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token)
        : http.SendAsync(request, token);

    internal Uri UriOf(IMethod method) => uris.TryGetValue(method, out var known) ? known : uris.GetOrAdd(method, new Uri(Address, method.FullName));

    internal void Add(ClientCall call)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            call.Next = firstCall;
            firstCall?.Previous = call;
            firstCall = call;
        }
    }

    // Once per call: its finish is a single transition.
    internal void Remove(ClientCall call)
    {
        lock (gate)
        {
            if (call.Previous is null)
                firstCall = call.Next;
            else
                call.Previous.Next = call.Next;
            call.Next?.Previous = call.Previous;
        }
    }

    private ClientCall? FirstCall()
    {
        lock (gate)
            return firstCall;
    }

    // More streams than a connection allows open a second connection instead of waiting.
    private static SocketsHttpHandler DefaultHandler() => new() { EnableMultipleHttp2Connections = true, AllowAutoRedirect = false, UseCookies = false };

    private sealed class ChannelCredentialsReader : ChannelCredentialsConfiguratorBase
    {
        public bool? IsSecure { get; private set; }
        public List<CallCredentials> CallCredentials { get; } = [];

        public override void SetInsecureCredentials(object state) => IsSecure = false;

        public override void SetSslCredentials(object state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback)
        {
            if (rootCertificates is not null || keyCertificatePair is not null || verifyPeerCallback is not null)
                throw new InvalidOperationException("SslCredentials with settings are not supported: configure certificates on the HTTP handler.");
            IsSecure = true;
        }

        public override void SetCompositeCredentials(object state, ChannelCredentials channelCredentials, CallCredentials callCredentials)
        {
            channelCredentials.InternalPopulateConfiguration(this, state);
            CallCredentials.Add(callCredentials);
        }
    }
}
