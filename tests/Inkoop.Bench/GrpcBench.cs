using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Inkoop.Bench;

/// <summary>
/// Calls through the gRPC runtime beside their floor: plain HTTP/2 requests of the same bytes to the same Kestrel, in turns, so that
/// what else the machine does falls on both. Server and client are two processes. The ratio of processor time per message (1 means
/// as cheap as the floor) hardly depends on what else runs; that of messages per second does.
/// </summary>
internal static class GrpcBench
{
    private const int Rounds = 5;
    private static readonly Packet Message = new() { Body = ByteString.CopyFrom(new byte[200]) };
    private static readonly byte[] Frame = FrameOf(Message);

    private sealed record Cell(double PerSecond, double ClientBytes, double ServerBytes, double Microseconds);

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args is [var text] ? double.Parse(text, CultureInfo.InvariantCulture) : 0.7;
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Dll(), "grpc-server"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            var port = await server.StandardOutput.ReadLineAsync();
            var address = new Uri($"http://127.0.0.1:{port}");
            using var channel = GrpcChannel.ForAddress(address);
            using var http = new HttpMessageInvoker(new SocketsHttpHandler { EnableMultipleHttp2Connections = true });
            var client = new Bench.BenchClient(channel);
            Console.WriteLine("| case | calls at once | gRPC/s | raw HTTP/2 per s | ratio | CPU µs/message, both processes (raw) | CPU ratio | client bytes/message (raw) | server bytes/message (raw) |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
            foreach (var concurrency in new[] { 1, 16, 64 })
                await CompareAsync("unary echo", concurrency, seconds, http, address,
                    async () =>
                    {
                        await client.EchoAsync(Message);
                        return 1;
                    },
                    () => RawEchoAsync(http, address));
            foreach (var concurrency in new[] { 1, 16, 64 })
                await CompareAsync("client stream", concurrency, seconds, http, address,
                    () => StreamAsync(client, seconds / 4), () => RawStreamAsync(http, address, seconds / 4));
            return 0;
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
        }
    }

    private static async Task CompareAsync(
        string name, int concurrency, double seconds, HttpMessageInvoker http, Uri address, Func<Task<long>> grpc, Func<Task<long>> raw)
    {
        await MeasureAsync(grpc, concurrency, seconds, http, address);
        await MeasureAsync(raw, concurrency, seconds, http, address);
        var pairs = new List<(Cell Grpc, Cell Raw)>();
        for (var round = 0; round < Rounds; round++)
            pairs.Add((await MeasureAsync(grpc, concurrency, seconds, http, address), await MeasureAsync(raw, concurrency, seconds, http, address)));
        var ratios = pairs.Select(pair => pair.Grpc.PerSecond / pair.Raw.PerSecond).Order().ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {concurrency} | {Median(pairs.Select(pair => pair.Grpc.PerSecond)):N0} | {Median(pairs.Select(pair => pair.Raw.PerSecond)):N0} | {Median(ratios):F2} [{ratios[0]:F2}-{ratios[^1]:F2}] "
            + $"| {Median(pairs.Select(pair => pair.Grpc.Microseconds)):F2} ({Median(pairs.Select(pair => pair.Raw.Microseconds)):F2}) | {Median(pairs.Select(pair => pair.Raw.Microseconds / pair.Grpc.Microseconds)):F2} "
            + $"| {Median(pairs.Select(pair => pair.Grpc.ClientBytes)):N0} ({Median(pairs.Select(pair => pair.Raw.ClientBytes)):N0}) "
            + $"| {Median(pairs.Select(pair => pair.Grpc.ServerBytes)):N0} ({Median(pairs.Select(pair => pair.Raw.ServerBytes)):N0}) |"));
    }

    private static async Task<Cell> MeasureAsync(Func<Task<long>> call, int concurrency, double seconds, HttpMessageInvoker http, Uri address)
    {
        var serverBefore = await UsedAsync(http, address);
        var clientBefore = (Bytes: GC.GetTotalAllocatedBytes(true), Cpu: Environment.CpuUsage.TotalTime.Ticks);
        var clock = Stopwatch.StartNew();
        var messages = (await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            var sent = 0L;
            while (clock.Elapsed.TotalSeconds < seconds)
                sent += await call();
            return sent;
        })))).Sum();
        var elapsed = clock.Elapsed.TotalSeconds;
        var cpu = Environment.CpuUsage.TotalTime.Ticks - clientBefore.Cpu;
        var client = GC.GetTotalAllocatedBytes(true) - clientBefore.Bytes;
        var server = await UsedAsync(http, address);
        return new Cell(
            messages / elapsed, (double)client / messages, (double)(server.Bytes - serverBefore.Bytes) / messages,
            (double)(cpu + server.Cpu - serverBefore.Cpu) / TimeSpan.TicksPerMicrosecond / messages);
    }

    private static async Task<long> StreamAsync(Bench.BenchClient client, double seconds)
    {
        using var call = client.Count();
        var clock = Stopwatch.StartNew();
        var sent = 0L;
        while (sent % 256 != 0 || clock.Elapsed.TotalSeconds < seconds)
        {
            await call.RequestStream.WriteAsync(Message);
            sent++;
        }

        await call.RequestStream.CompleteAsync();
        return (await call).Messages == sent ? sent : throw new InvalidOperationException("Messages were lost.");
    }

    private static async Task<long> RawEchoAsync(HttpMessageInvoker http, Uri address)
    {
        using var request = Request(address, "/raw/echo", new ByteArrayContent(Frame));
        using var response = await http.SendAsync(request, CancellationToken.None);
        var answer = await response.Content.ReadAsByteArrayAsync();
        return answer.Length == Frame.Length ? 1 : throw new InvalidOperationException("The echo is not what was sent.");
    }

    private static async Task<long> RawStreamAsync(HttpMessageInvoker http, Uri address, double seconds)
    {
        var content = new FramesContent(seconds);
        using var request = Request(address, "/raw/count", content);
        using var response = await http.SendAsync(request, CancellationToken.None);
        var bytes = long.Parse(await response.Content.ReadAsStringAsync(), CultureInfo.InvariantCulture);
        return bytes == content.Sent * Frame.Length ? content.Sent : throw new InvalidOperationException("Bytes were lost.");
    }

    private static async Task<(long Bytes, long Cpu)> UsedAsync(HttpMessageInvoker http, Uri address)
    {
        using var request = Request(address, "/used", null);
        using var response = await http.SendAsync(request, CancellationToken.None);
        var numbers = (await response.Content.ReadAsStringAsync()).Split(' ');
        return (long.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    private static HttpRequestMessage Request(Uri address, string path, HttpContent? content) => new(content is null ? HttpMethod.Get : HttpMethod.Post, new Uri(address, path))
    {
        Content = content,
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    // Under "dotnet x.dll" the process is dotnet: it needs the dll again.
    private static string[] Dll() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];

    private static byte[] FrameOf(Packet packet)
    {
        var frame = new byte[5 + packet.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - 5);
        packet.ToByteArray().CopyTo(frame, 5);
        return frame;
    }

    // The floor of a stream: one write and one flush per message, as gRPC does it.
    private sealed class FramesContent(double seconds) : HttpContent
    {
        public long Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var clock = Stopwatch.StartNew();
            while (Sent % 256 != 0 || clock.Elapsed.TotalSeconds < seconds)
            {
                await stream.WriteAsync(Frame);
                await stream.FlushAsync();
                Sent++;
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
