using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Inkoop.Tests.Support;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

public class FlowTests
{
    private static readonly Note Block = new() { Body = ByteString.CopyFrom(new byte[64 * 1024]) };

    // Waits until a count has stood still for a while, and answers it.
    private static async Task<int> StandsStillAsync(Func<int> count)
    {
        var last = -1;
        var same = 0;
        await Eventually.SeesAsync(() =>
        {
            var now = count();
            same = now == last && now > 0 ? same + 1 : 0;
            last = now;
            return same;
        }, times => times > 60, 60);
        return last;
    }

    [Fact]
    public async Task A_client_that_stops_reading_stops_the_server_from_writing()
    {
        await using var server = await ProbeServer.StartAsync();
        var written = 0;
        server.Script.Produce = async (_, responses, context) =>
        {
            while (!context.CancellationToken.IsCancellationRequested)
            {
                await responses.WriteAsync(Block);
                Interlocked.Increment(ref written);
            }
        };
        using var call = server.Client.Produce(new Note());
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        (await StandsStillAsync(() => Volatile.Read(ref written))).ShouldBeLessThan(400); // 25 MiB: connection windows, not the heap.
    }

    [Fact]
    public async Task A_server_that_stops_reading_stops_the_client_from_writing()
    {
        await using var server = await ProbeServer.StartAsync();
        var release = new TaskCompletionSource();
        server.Script.Collect = async (requests, _) =>
        {
            await release.Task;
            var count = 0;
            while (await requests.MoveNext())
                count++;
            return new Note { Number = count };
        };
        using var call = server.Client.Collect();
        var written = 0;
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                await call.RequestStream.WriteAsync(Block);
                Interlocked.Increment(ref written);
            }

            await call.RequestStream.CompleteAsync();
        });
        (await StandsStillAsync(() => Volatile.Read(ref written))).ShouldBeLessThan(100);
        release.SetResult();
        await writing;
        (await call).Number.ShouldBe(200);
    }

    [Fact]
    public async Task A_body_larger_than_the_limit_of_plain_requests_passes()
    {
        await using var server = await ProbeServer.StartAsync();
        using var call = server.Client.Collect();
        var block = new Note { Number = 1, Body = ByteString.CopyFrom(new byte[1024 * 1024]) };
        for (var i = 0; i < 40; i++)
            await call.RequestStream.WriteAsync(block);
        await call.RequestStream.CompleteAsync();
        (await call).Number.ShouldBe(40);
    }

    [Fact]
    public async Task A_stream_may_be_idle_longer_than_a_slow_upload_may()
    {
        await using var server = await ProbeServer.StartAsync(kestrel: options =>
        {
            options.Limits.MinRequestBodyDataRate = new MinDataRate(1_000_000, TimeSpan.FromSeconds(1.1));
            options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        using var call = server.Client.Chat();
        await call.RequestStream.WriteAsync(new Note { Number = 1 });
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        using (var tick = new PeriodicTimer(TimeSpan.FromSeconds(3)))
            await tick.WaitForNextTickAsync();
        await call.RequestStream.WriteAsync(new Note { Number = 2 });
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        call.ResponseStream.Current.Number.ShouldBe(2);
    }

    [Fact]
    public async Task More_calls_than_a_connection_takes_run_at_the_same_time()
    {
        await using var server = await ProbeServer.StartAsync();
        var all = new TaskCompletionSource();
        var running = 0;
        server.Script.One = async (request, _) =>
        {
            if (Interlocked.Increment(ref running) == 250)
                all.SetResult();
            await all.Task.WaitAsync(TimeSpan.FromSeconds(60));
            return request;
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 250).Select(async i => (await server.Client.OneAsync(new Note { Number = i })).Number));
        answers.ShouldBe(Enumerable.Range(0, 250));
    }

    [Fact]
    public async Task A_flood_of_streams_is_served()
    {
        await using var server = await ProbeServer.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(async i => (await server.Client.OneAsync(new Note { Number = i })).Number));
        answers.Sum().ShouldBe(1_999_000);
        server.Log.Loud.ShouldBeEmpty();
    }

    [Fact]
    public async Task Streams_on_one_connection_do_not_wait_for_each_other()
    {
        await using var server = await ProbeServer.StartAsync();
        var calls = Enumerable.Range(0, 50).Select(_ => server.Client.Chat()).ToArray();
        for (var round = 0; round < 5; round++)
            foreach (var call in calls.Reverse())
            {
                await call.RequestStream.WriteAsync(new Note { Number = round });
                (await call.ResponseStream.MoveNext()).ShouldBeTrue();
                call.ResponseStream.Current.Number.ShouldBe(round);
            }

        foreach (var call in calls)
            call.Dispose();
    }

    [Fact]
    public async Task Messages_held_back_leave_with_the_next_flush()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.Produce = async (_, responses, _) =>
        {
            responses.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
            for (var i = 0; i < 10; i++)
                await responses.WriteAsync(new Note { Number = i });
        };
        using var call = server.Client.Produce(new Note());
        var seen = new List<int>();
        await foreach (var note in call.ResponseStream.ReadAllAsync())
            seen.Add(note.Number);
        seen.ShouldBe(Enumerable.Range(0, 10));
    }

    [Fact]
    public async Task A_stream_without_a_message_is_legal_both_ways()
    {
        await using var server = await ProbeServer.StartAsync();
        using var call = server.Client.Chat();
        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
    }

    [Fact]
    public async Task Keep_alive_pings_are_set_on_the_handler_and_keep_an_idle_stream()
    {
        await using var server = await ProbeServer.StartAsync();
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { KeepAlivePingDelay = TimeSpan.FromSeconds(1), KeepAlivePingTimeout = TimeSpan.FromSeconds(10) },
            DisposeHttpClient = true,
        });
        using var call = new Probe.ProbeClient(channel).Chat();
        using (var tick = new PeriodicTimer(TimeSpan.FromSeconds(3)))
            await tick.WaitForNextTickAsync();
        await call.RequestStream.WriteAsync(new Note { Number = 4 });
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
    }
}
