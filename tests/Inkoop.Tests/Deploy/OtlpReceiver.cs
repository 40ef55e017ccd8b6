using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Inkoop.Tests.Deploy.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Inkoop.Tests.Deploy;

/// <summary>A collector of a test's own: takes OTLP traces over gRPC and keeps them to be looked at; metrics and logs it does not know.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Received received = new();

    private OtlpReceiver(WebApplication app, Received received)
    {
        this.app = app;
        this.received = received;
    }

    public sealed record SeenSpan(string Service, string Scope, string Name, string TraceId, string SpanId, string ParentId, IReadOnlyDictionary<string, string> Attributes);

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public IReadOnlyCollection<SeenSpan> Spans => received.Spans;

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var received = new Received();
        builder.Services.AddSingleton(received);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<Taker>();
        await app.StartAsync();
        return new OtlpReceiver(app, received);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public sealed class Received
    {
        public ConcurrentQueue<SeenSpan> Spans { get; } = new();
    }

    public sealed class Taker(Received received) : TraceService.TraceServiceBase
    {
        public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
        {
            foreach (var resource in request.ResourceSpans)
            {
                var service = Texts(resource.Resource.Attributes).GetValueOrDefault("service.name", "");
                foreach (var (scope, span) in resource.ScopeSpans.SelectMany(scope => scope.Spans.Select(span => (scope.Scope.Name, span))))
                    received.Spans.Enqueue(new SeenSpan(service, scope, span.Name, Hex(span.TraceId), Hex(span.SpanId), Hex(span.ParentSpanId), Texts(span.Attributes)));
            }

            return Task.FromResult(new ExportTraceServiceResponse());
        }

        private static Dictionary<string, string> Texts(IEnumerable<KeyValue> attributes) =>
            attributes.GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.First().Value is { HasStringValue: true } text ? text.StringValue : same.First().Value?.ToString() ?? "");

        private static string Hex(ByteString id) => Convert.ToHexStringLower(id.Span);
    }
}
