using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Grpc.Core;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

/// <summary>What goes over the wire frame by frame, seen by a client that is nothing but frames.</summary>
public class FrameLevelTests
{
    private const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, Ping = 6;
    private const byte EndStream = 1, EndHeaders = 4;

    private sealed record Frame(byte Type, byte Flags, int Stream, byte[] Payload)
    {
        public bool Ends => (Flags & EndStream) != 0;
    }

    private sealed class RawClient : IDisposable
    {
        private readonly TcpClient tcp = new();
        private NetworkStream stream = null!;

        public static async Task<RawClient> ConnectAsync(Uri address)
        {
            var client = new RawClient();
            await client.tcp.ConnectAsync(address.Host, address.Port);
            client.stream = client.tcp.GetStream();
            await client.stream.WriteAsync(Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
            await client.SendAsync(Settings, 0, 0, []);
            return client;
        }

        public async Task SendAsync(byte type, byte flags, int id, byte[] payload)
        {
            var frame = new byte[9 + payload.Length];
            frame[0] = (byte)(payload.Length >> 16);
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)payload.Length);
            frame[3] = type;
            frame[4] = flags;
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), id);
            payload.CopyTo(frame, 9);
            await stream.WriteAsync(frame);
        }

        // Header fields as literals that need no table.
        public Task OpenAsync(int id, string method, params (string Name, string Value)[] more)
        {
            var block = new MemoryStream();
            foreach (var (name, value) in (IEnumerable<(string, string)>)[
                (":method", "POST"), (":scheme", "http"), (":path", $"/inkoop.tests.Probe/{method}"), (":authority", "probe"), ("content-type", "application/grpc"), .. more])
            {
                block.WriteByte(0);
                block.WriteByte((byte)name.Length);
                block.Write(Encoding.ASCII.GetBytes(name));
                block.WriteByte((byte)value.Length);
                block.Write(Encoding.ASCII.GetBytes(value));
            }

            return SendAsync(Headers, EndHeaders, id, block.ToArray());
        }

        public async Task<Frame> ReadAsync()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (true)
            {
                var header = new byte[9];
                await stream.ReadExactlyAsync(header, patience.Token);
                var payload = new byte[header[0] << 16 | header[1] << 8 | header[2]];
                await stream.ReadExactlyAsync(payload, patience.Token);
                var frame = new Frame(header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)), payload);
                if (frame.Type == Settings && frame.Flags == 0)
                    await SendAsync(Settings, 1, 0, []);
                if (frame.Type is Data or Headers or Reset)
                    return frame;
            }
        }

        public void Dispose() => tcp.Dispose();
    }

    [Fact]
    public async Task A_status_without_messages_is_one_header_frame_that_ends_the_stream()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.One = (_, _) => throw new RpcException(new Status(StatusCode.Aborted, "nee"));
        using var client = await RawClient.ConnectAsync(server.Address);
        await client.OpenAsync(1, "One");
        await client.SendAsync(Data, EndStream, 1, Raw.Frame(new Note()));
        var only = await client.ReadAsync();
        only.Type.ShouldBe(Headers);
        only.Ends.ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_is_headers_data_and_trailers_that_end_the_stream()
    {
        await using var server = await ProbeServer.StartAsync();
        using var client = await RawClient.ConnectAsync(server.Address);
        await client.OpenAsync(1, "One");
        await client.SendAsync(Data, EndStream, 1, Raw.Frame(new Note { Number = 300 }));
        (await client.ReadAsync()).Type.ShouldBe(Headers);
        var data = await client.ReadAsync();
        data.Type.ShouldBe(Data);
        data.Ends.ShouldBeFalse();
        data.Payload.ShouldBe(Raw.Frame(new Note { Number = 300 }));
        var trailers = await client.ReadAsync();
        trailers.Type.ShouldBe(Headers);
        trailers.Ends.ShouldBeTrue();
    }

    [Fact]
    public async Task A_client_that_has_no_timer_is_told_the_deadline_and_the_stream_is_reset()
    {
        await using var server = await ProbeServer.StartAsync();
        var cancelled = new TaskCompletionSource();
        server.Script.One = async (_, context) =>
        {
            context.CancellationToken.Register(() => cancelled.TrySetResult());
            await cancelled.Task;
            throw new InvalidOperationException("too late to matter");
        };
        using var client = await RawClient.ConnectAsync(server.Address);
        await client.OpenAsync(1, "One", ("grpc-timeout", "50m"));
        await client.SendAsync(Data, EndStream, 1, Raw.Frame(new Note()));
        var status = await client.ReadAsync();
        status.Type.ShouldBe(Headers);
        status.Ends.ShouldBeTrue();
        Encoding.ASCII.GetString(status.Payload).ShouldContain("Deadline Exceeded");
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20));
        server.Log.Loud.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_stops_writing_is_ended_by_its_deadline()
    {
        await using var server = await ProbeServer.StartAsync();
        using var client = await RawClient.ConnectAsync(server.Address);
        await client.OpenAsync(1, "Collect", ("grpc-timeout", "80m"));
        await client.SendAsync(Data, 0, 1, [0, 0, 0]);
        var status = await client.ReadAsync();
        (status.Type, status.Ends).ShouldBe((Headers, true));
        var reset = await client.ReadAsync();
        reset.Type.ShouldBe(Reset);
        BinaryPrimitives.ReadInt32BigEndian(reset.Payload).ShouldBe(8);
        server.Log.Loud.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reset_in_any_state_cancels_the_call_quietly()
    {
        await using var server = await ProbeServer.StartAsync();
        var running = 0;
        server.Script.Chat = async (requests, responses, context) =>
        {
            Interlocked.Increment(ref running);
            try
            {
                await foreach (var note in requests.ReadAllAsync(context.CancellationToken))
                    await responses.WriteAsync(note);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        };
        using var client = await RawClient.ConnectAsync(server.Address);
        var cancel = new byte[] { 0, 0, 0, 8 };
        for (var i = 0; i < 60; i++)
        {
            var id = 2 * i + 1;
            await client.OpenAsync(id, i % 2 == 0 ? "Chat" : "One");
            if (i % 3 > 0)
                await client.SendAsync(Data, 0, id, Raw.Frame(new Note { Number = i })[..(i % 5 + 1)]);
            await client.SendAsync(Reset, 0, id, cancel);
        }

        await client.OpenAsync(999, "One");
        await client.SendAsync(Data, EndStream, 999, Raw.Frame(new Note { Number = 9 }));
        while ((await client.ReadAsync()).Stream != 999)
        {
        }

        await Eventually.SeesAsync(() => Volatile.Read(ref running), count => count == 0);
        server.Log.Loud.ShouldBeEmpty();
    }
}
