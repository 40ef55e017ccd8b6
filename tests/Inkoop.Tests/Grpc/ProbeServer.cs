using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Inkoop.Tests.GrpcRuntime;

/// <summary>What the methods of <see cref="ProbeService"/> do; a test replaces what it needs.</summary>
internal sealed class ProbeScript
{
    public Func<Note, ServerCallContext, Task<Note>> One { get; set; } = (request, _) => Task.FromResult(request);

    public Func<IAsyncStreamReader<Note>, ServerCallContext, Task<Note>> Collect { get; set; } = async (requests, _) =>
    {
        var sum = new Note();
        await foreach (var note in requests.ReadAllAsync())
        {
            sum.Number += note.Number;
            sum.Text += note.Text;
        }

        return sum;
    };

    public Func<Note, IServerStreamWriter<Note>, ServerCallContext, Task> Produce { get; set; } = async (request, responses, _) =>
    {
        for (var i = 0; i < request.Number; i++)
            await responses.WriteAsync(new Note { Number = i, Text = request.Text });
    };

    public Func<IAsyncStreamReader<Note>, IServerStreamWriter<Note>, ServerCallContext, Task> Chat { get; set; } = async (requests, responses, _) =>
    {
        await foreach (var note in requests.ReadAllAsync())
            await responses.WriteAsync(note);
    };
}

internal sealed class ProbeService(ProbeScript script) : Probe.ProbeBase
{
    public override Task<Note> One(Note request, ServerCallContext context) => script.One(request, context);
    public override Task<Note> Collect(IAsyncStreamReader<Note> requestStream, ServerCallContext context) => script.Collect(requestStream, context);
    public override Task Produce(Note request, IServerStreamWriter<Note> responseStream, ServerCallContext context) => script.Produce(request, responseStream, context);
    public override Task Chat(IAsyncStreamReader<Note> requestStream, IServerStreamWriter<Note> responseStream, ServerCallContext context) => script.Chat(requestStream, responseStream, context);
}

/// <summary>A real Kestrel on a free port with the probe service, and a channel to it. Records what the server logged.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lazy<GrpcChannel> channel;

    private ProbeServer(WebApplication app, ProbeScript script, LogRecord log)
    {
        this.app = app;
        Script = script;
        Log = log;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        channel = new Lazy<GrpcChannel>(() => GrpcChannel.ForAddress(Address));
    }

    public Uri Address { get; }
    public ProbeScript Script { get; }
    public LogRecord Log { get; }
    public IServiceProvider Services => app.Services;
    public GrpcChannel Channel => channel.Value;
    public Probe.ProbeClient Client => new(Channel);

    public static async Task<ProbeServer> StartAsync(
        Action<GrpcServiceOptions>? options = null, Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? map = null,
        Action<KestrelServerOptions>? kestrel = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Settings of a host that lies beside the tests are none of ours.
        builder.Configuration.Sources.Clear();
        var script = new ProbeScript();
        var log = new LogRecord();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(log);
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton(script);
        builder.Services.AddGrpc(options ?? (_ => { }));
        builder.WebHost.ConfigureKestrel(server =>
        {
            if (kestrel is not null)
                kestrel(server);
            else
                server.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        configure?.Invoke(builder);
        var app = builder.Build();
        if (map is not null)
            map(app);
        else
            app.MapGrpcService<ProbeService>();
        await app.StartAsync();
        return new ProbeServer(app, script, log);
    }

    public async ValueTask DisposeAsync()
    {
        if (channel.IsValueCreated)
            channel.Value.Dispose();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
    }
}
