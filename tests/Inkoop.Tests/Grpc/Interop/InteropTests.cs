using System.Diagnostics;
using Grpc.Net.Client;
using Inkoop.Tests.GrpcRuntime;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Interop;

/// <summary>The official interoperability cases, five ways: ours with ours, and each side with grpc-js and with grpcio.</summary>
public sealed class InteropTests(InteropTests.Parties parties) : IClassFixture<InteropTests.Parties>
{
    private const string Node = "node";
    private const string Python = "python";

    public static TheoryData<string> Cases => new(InteropCases.Names);

    [Theory, MemberData(nameof(Cases))]
    public async Task Our_client_and_our_server(string name)
    {
        var server = await parties.OwnAsync();
        await new InteropCases(server.Channel.CreateCallInvoker(), peerSeesCompression: true).All[name]().WaitAsync(TimeSpan.FromMinutes(2));
    }

    [PeerTheory(Node), MemberData(nameof(Cases))]
    public async Task The_grpc_js_client_and_our_server(string name) => (await parties.ClientAsync(Node))[name].ShouldBe("ok");

    [PeerTheory(Python), MemberData(nameof(Cases))]
    public async Task The_grpcio_client_and_our_server(string name) => (await parties.ClientAsync(Python))[name].ShouldBe("ok");

    [PeerTheory(Node), MemberData(nameof(Cases))]
    public async Task Our_client_and_the_grpc_js_server(string name) => await RunAgainstAsync(Node, name);

    [PeerTheory(Python), MemberData(nameof(Cases))]
    public async Task Our_client_and_the_grpcio_server(string name) => await RunAgainstAsync(Python, name);

    private async Task RunAgainstAsync(string peer, string name)
    {
        var channel = await parties.ServerAsync(peer);
        await new InteropCases(channel.CreateCallInvoker(), peerSeesCompression: false).All[name]().WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>Starts each party once, when the first case asks for it.</summary>
#pragma warning disable CA1001 // DisposeAsync of the fixture disposes it.
    public sealed class Parties : IAsyncLifetime
#pragma warning restore CA1001
    {
        private readonly SemaphoreSlim one = new(1);
        private readonly Dictionary<string, Dictionary<string, string>> clients = [];
        private readonly Dictionary<string, (Process Process, GrpcChannel Channel)> servers = [];
        private ProbeServer? own;

        public Task InitializeAsync() => Task.CompletedTask;

        internal Task<ProbeServer> OwnAsync() => OnceAsync(StartOwnAsync);

        internal Task<Dictionary<string, string>> ClientAsync(string peer) => OnceAsync(async () =>
        {
            if (!clients.TryGetValue(peer, out var said))
                clients[peer] = said = await Peers.TellAsync(peer, "client", $"{(await StartOwnAsync()).Address.Port}");
            foreach (var name in InteropCases.Names)
                said.TryAdd(name, $"said nothing: {said["stderr"]}");
            return said;
        });

        internal Task<GrpcChannel> ServerAsync(string peer) => OnceAsync(async () =>
        {
            if (servers.TryGetValue(peer, out var started))
                return started.Channel;
            var process = Peers.Start(peer, "server");
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var line = await process.StandardOutput.ReadLineAsync(patience.Token);
            if (line is null)
                throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(patience.Token));
            var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{line.Split(' ')[1]}");
            servers[peer] = (process, channel);
            return channel;
        });

        public async Task DisposeAsync()
        {
            foreach (var (process, channel) in servers.Values)
            {
                channel.Dispose();
                process.Kill(entireProcessTree: true);
                process.Dispose();
            }

            if (own is not null)
                await own.DisposeAsync();
            one.Dispose();
        }

        private async Task<ProbeServer> StartOwnAsync() => own ??= await ProbeServer.StartAsync(
            configure: builder =>
            {
                builder.Services.AddGrpcHealthChecks();
                builder.Services.AddGrpcReflection();
            },
            map: app =>
            {
                app.MapGrpcService<InteropService>();
                app.MapGrpcHealthChecksService();
                app.MapGrpcReflectionService();
            });

        private async Task<T> OnceAsync<T>(Func<Task<T>> start)
        {
            await one.WaitAsync();
            try
            {
                return await start();
            }
            finally
            {
                one.Release();
            }
        }
    }
}
