using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Inkoop.Tests.GrpcRuntime;

/// <summary>A peer that sends what a proper client never would, and shows every byte of the answer.</summary>
internal static class Raw
{
    public static byte[] Frame(byte flag, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame.AsSpan(5));
        return frame;
    }

    public static byte[] Frame(Note note) => Frame(0, note.ToByteArray());

    public static byte[] Gzip(ReadOnlySpan<byte> payload)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(payload);
        return compressed.ToArray();
    }

    public static HttpClient Http(Uri address, Version? version = null) => new(new SocketsHttpHandler())
    {
        BaseAddress = address,
        DefaultRequestVersion = version ?? HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public static async Task<RawAnswer> PostAsync(
        ProbeServer server, string method, byte[] body, string? contentType = "application/grpc", Version? version = null, params (string Name, string Value)[] headers)
    {
        using var http = Http(server.Address, version);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/inkoop.tests.Probe/{method}")
        {
            Content = new ByteArrayContent(body),
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
        };
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("content-type", contentType);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return new RawAnswer(response.StatusCode, response.Headers, response.TrailingHeaders, bytes);
    }
}

internal sealed record RawAnswer(HttpStatusCode Http, HttpResponseHeaders Headers, HttpResponseHeaders Trailers, byte[] Body)
{
    public StatusCode? Status => Value("grpc-status") is { } code ? (StatusCode)int.Parse(code) : null;
    public string? Message => Value("grpc-message");
    public Note Note => Note.Parser.ParseFrom(Body.AsSpan(5).ToArray());
    public string? Value(string name) => Of(Trailers, name) ?? Of(Headers, name);

    private static string? Of(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? string.Join("|", values) : null;
}

/// <summary>A server that answers as a test writes it, for what no proper server would answer.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeServer(WebApplication app)
    {
        this.app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Channel = GrpcChannel.ForAddress(Address);
    }

    public Uri Address { get; }
    public GrpcChannel Channel { get; }
    public Probe.ProbeClient Client => new(Channel);

    public static async Task<FakeServer> StartAsync(RequestDelegate answer, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new FakeServer(app);
    }

    /// <summary>Headers of a gRPC answer, these bytes, and these trailers.</summary>
    public static Task<FakeServer> StartAsync(byte[] body, string? status = "0", string? encoding = null) => StartAsync(async http =>
    {
        http.Response.ContentType = "application/grpc";
        if (encoding is not null)
            http.Response.Headers["grpc-encoding"] = encoding;
        await http.Response.Body.WriteAsync(body);
        await http.Response.Body.FlushAsync();
        if (status is not null)
            http.Response.AppendTrailer("grpc-status", status);
    });

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }
}
