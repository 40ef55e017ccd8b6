using System.Buffers;
using System.Globalization;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Inkoop.Bench;

/// <summary>The server process: the same work as gRPC and as plain requests. Prints its port and runs until its input ends.</summary>
internal static class GrpcBenchServer
{
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        await using var app = builder.Build();
        app.MapGrpcService<BenchService>();
        app.MapPost("/raw/echo", EchoAsync);
        app.MapPost("/raw/count", CountAsync);
        app.MapGet("/used", () => string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalAllocatedBytes(true)} {Environment.CpuUsage.TotalTime.Ticks}"));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine(new Uri(address).Port);
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static async Task EchoAsync(HttpContext http)
    {
        http.Response.ContentType = "application/octet-stream";
        while (true)
        {
            var read = await http.Request.BodyReader.ReadAsync();
            foreach (var part in read.Buffer)
                http.Response.BodyWriter.Write(part.Span);
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private static async Task CountAsync(HttpContext http)
    {
        http.Features.Get<IHttpMinRequestBodyDataRateFeature>()!.MinDataRate = null;
        var count = 0L;
        while (true)
        {
            var read = await http.Request.BodyReader.ReadAsync();
            count += read.Buffer.Length;
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }

        await http.Response.WriteAsync(count.ToString(CultureInfo.InvariantCulture));
    }

    private sealed class BenchService : Bench.BenchBase
    {
        public override Task<Packet> Echo(Packet request, ServerCallContext context) => Task.FromResult(request);

        public override async Task<Total> Count(IAsyncStreamReader<Packet> requestStream, ServerCallContext context)
        {
            var count = 0L;
            while (await requestStream.MoveNext(CancellationToken.None))
                count++;
            return new Total { Messages = count };
        }
    }
}
