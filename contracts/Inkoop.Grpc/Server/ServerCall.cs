// One call on the server: its context for the handler, and what the request headers say about it. How it ends is in ServerCall.End.cs.

using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>Gives middleware and filters the gRPC context of the request at hand.</summary>
public interface IServerCallContextFeature
{
    ServerCallContext ServerCallContext { get; }
}

#pragma warning disable CA1001 // CompleteAsync, which every call goes through, disposes what the call holds.
internal sealed partial class ServerCall : ServerCallContext, IServerCallContextFeature
#pragma warning restore CA1001
{
    private readonly string method;
    private readonly ServiceSettings settings;
    private readonly ILogger logger;
    private readonly CancellationToken requestAborted;
    private readonly MessageWriter writer;
    private string? responseEncoding;
    private ICompressionProvider? responseCompression;
    private Metadata? requestHeaders;
    private Metadata? responseTrailers;
    private AuthContext? authContext;

    public ServerCall(HttpContext http, string method, ServiceSettings settings, ILogger logger)
    {
        Http = http;
        this.method = method;
        this.settings = settings;
        this.logger = logger;
        requestAborted = http.RequestAborted;
        writer = new MessageWriter(settings.MaxSendSize);

        var headers = http.Request.Headers;
        string? encoding = headers["grpc-encoding"];
        Reader = new MessageReader(http.Request.BodyReader, settings.MaxReceiveSize, encoding, settings.Encodings.Find(encoding), StatusCode.Unimplemented);
        http.Response.ContentType = HeaderNames.ContentType;
        if (encoding is not null and not Encodings.Identity && settings.Encodings.Find(encoding) is null)
            http.Response.Headers[HeaderNames.AcceptEncoding] = settings.Encodings.AcceptHeader;
        if (settings.ResponseEncoding is { } wanted)
            ChooseEncoding(wanted);
        StartDeadline(headers[HeaderNames.Timeout]);
    }

    public HttpContext Http { get; }
    public MessageReader Reader { get; }
    public ServerCallContext ServerCallContext => this;

    protected override string MethodCore => method;
    protected override string HostCore => Http.Request.Host.Value ?? "";
    protected override string PeerCore => AddressOf(Http.Connection);
    protected override DateTime DeadlineCore => deadline;
    protected override Metadata RequestHeadersCore => requestHeaders ??= ReadHeaders(Http.Request.Headers);
    protected override CancellationToken CancellationTokenCore => cancellation?.Token ?? requestAborted;
    protected override Metadata ResponseTrailersCore => responseTrailers ??= [];
    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;
    protected override WriteOptions? WriteOptionsCore { get; set; }
    protected override AuthContext AuthContextCore => authContext ??= Authenticated(Http.Connection.ClientCertificate);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotImplementedException("CreatePropagationToken is not implemented: use EnableCallContextPropagation on the client.");

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        if (bodyStarted || Http.Response.HasStarted)
            throw new InvalidOperationException("Response headers can only be sent once per call.");
        foreach (var entry in responseHeaders)
        {
            if (entry.Key == HeaderNames.EncodingRequest)
                ChooseEncoding(entry.Value);
            else if (!HeaderNames.IsReserved(entry.Key))
                Append(Http.Response.Headers, entry);
        }

        return WriteAsync(null, true, CancellationToken.None);
    }

    /// <summary>Frames and sends a message; unflushed it leaves with the next flush or with the end of the call.</summary>
    /// <exception cref="InvalidOperationException">The call is over, or the previous write has not finished.</exception>
    /// <exception cref="OperationCanceledException">The caller is gone.</exception>
    public Task WriteMessageAsync<T>(Marshaller<T> marshaller, T message, bool flush, WriteOptions? options, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        BeginWrite();
        ReadOnlyMemory<byte> frame;
        try
        {
            var compress = ((options ?? WriteOptionsCore)?.Flags & WriteFlags.NoCompress) != WriteFlags.NoCompress;
            frame = writer.Frame(marshaller.ContextualSerializer, message, compress ? responseCompression : null, settings.ResponseLevel);
        }
        catch
        {
            EndWrite();
            throw;
        }

        return SendAsync(frame, flush, token);
    }

    private Task WriteAsync(ReadOnlyMemory<byte>? frame, bool flush, CancellationToken token)
    {
        BeginWrite();
        return SendAsync(frame ?? default, flush, token);
    }

    // An encoding the caller does not accept, or that we do not have, means plain messages.
    private void ChooseEncoding(string name)
    {
        string? accepted = Http.Request.Headers[HeaderNames.AcceptEncoding];
        responseCompression = Encodings.Accepts(accepted, name) ? settings.Encodings.Find(name) : null;
        responseEncoding = responseCompression?.EncodingName;
        if (responseEncoding is not null)
            Http.Response.Headers[HeaderNames.Encoding] = responseEncoding;
        else
            Http.Response.Headers.Remove(HeaderNames.Encoding);
    }

    private static void Append(IHeaderDictionary headers, Metadata.Entry entry) =>
        headers[entry.Key] = Microsoft.Extensions.Primitives.StringValues.Concat(headers[entry.Key], HeaderNames.WireValue(entry));

    private static Metadata ReadHeaders(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
#pragma warning disable CA1308 // Metadata keys are lower case.
            var key = name.ToLowerInvariant();
#pragma warning restore CA1308
            if (HeaderNames.IsReserved(key))
                continue;
            foreach (var value in values)
                HeaderNames.AddTo(metadata, key, value ?? "");
        }

        return metadata;
    }

    private static string AddressOf(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetwork } address => $"ipv4:{address}:{connection.RemotePort}",
        { AddressFamily: AddressFamily.InterNetworkV6 } address => $"ipv6:[{WithoutScope(address)}]:{connection.RemotePort}",
        var address => $"{address}:{connection.RemotePort}",
    };

    private static IPAddress WithoutScope(IPAddress address) => new(address.GetAddressBytes());

    private static AuthContext Authenticated(X509Certificate2? certificate)
    {
        const string CommonName = "x509_common_name";
        const string AlternativeName = "x509_subject_alternative_name";
        var properties = new Dictionary<string, List<AuthProperty>>(StringComparer.Ordinal);
        if (certificate is null)
            return new AuthContext(null, properties);
        void Add(string name, string value)
        {
            if (!properties.TryGetValue(name, out var list))
                properties[name] = list = [];
            list.Add(AuthProperty.Create(name, Encoding.UTF8.GetBytes(value)));
        }

        string? identity = null;
        foreach (var extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
            foreach (var name in extension.EnumerateDnsNames())
                Add(identity = AlternativeName, name);
        if (certificate.GetNameInfo(X509NameType.SimpleName, false) is { Length: > 0 } common)
        {
            Add(CommonName, common);
            identity ??= CommonName;
        }

        return new AuthContext(identity, properties);
    }
}
