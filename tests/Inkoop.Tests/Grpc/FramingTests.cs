using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Pipelines;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

public class FramingTests
{
    private static readonly GzipCompressionProvider Gzip = new(CompressionLevel.Fastest);
    private static readonly Func<DeserializationContext, Note> Parse = context => Note.Parser.ParseFrom(context.PayloadAsReadOnlySequence());

    private static readonly Action<Note, SerializationContext> Write = (note, context) =>
    {
        context.SetPayloadLength(note.CalculateSize());
        note.WriteTo(context.GetBufferWriter());
        context.Complete();
    };

    private static MessageReader Reader(PipeReader pipe, int? limit = 1000, string? encoding = null) =>
        new(pipe, limit, encoding, encoding == "gzip" ? Gzip : null, StatusCode.Unimplemented);

    private static async Task<List<Note>> ReadAllAsync(MessageReader reader)
    {
        var notes = new List<Note>();
        while (await reader.ReadAsync(Parse, default) is (true, { } note))
            notes.Add(note);
        return notes;
    }

    // Bytes that arrive in the pieces given.
    private static PipeReader Pieces(params byte[][] pieces)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        _ = FeedAsync();
        return pipe.Reader;

        async Task FeedAsync()
        {
            foreach (var piece in pieces)
            {
                await pipe.Writer.WriteAsync(piece);
                await Task.Yield();
            }

            await pipe.Writer.CompleteAsync();
        }
    }

    [Fact]
    public async Task Messages_come_out_whole_wherever_the_stream_is_split()
    {
        Note[] sent = [new() { Number = 1, Text = "een" }, new(), new() { Body = ByteString.CopyFrom(new byte[20]) }];
        var bytes = sent.SelectMany(Raw.Frame).ToArray();
        for (var i = 0; i <= bytes.Length; i++)
            (await ReadAllAsync(Reader(Pieces(bytes[..i], bytes[i..])))).ShouldBe(sent);
    }

    [Fact]
    public async Task A_body_that_ends_within_a_message_is_an_internal_error()
    {
        var bytes = Raw.Frame(new Note { Text = "afgebroken" });
        for (var i = 1; i < bytes.Length; i++)
            (await Should.ThrowAsync<RpcException>(() => ReadAllAsync(Reader(Pieces(bytes[..i]))))).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Theory]
    [InlineData(1001u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0x80000000u)]
    [InlineData(0xFFFFFFFFu)]
    public async Task A_length_over_the_limit_is_refused_before_the_payload_comes(uint length)
    {
        var header = new byte[5];
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(1), length);
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(header);
        (await Should.ThrowAsync<RpcException>(async () => await Reader(pipe.Reader).ReadAsync(Parse, default))).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task A_message_of_exactly_the_limit_passes()
    {
        var note = new Note { Body = ByteString.CopyFrom(new byte[997]) };
        note.CalculateSize().ShouldBe(1000);
        (await ReadAllAsync(Reader(Pieces(Raw.Frame(note))))).ShouldBe([note]);
    }

    [Fact]
    public async Task A_small_message_that_inflates_over_the_limit_is_refused_while_it_inflates()
    {
        var bomb = Raw.Gzip(new byte[50_000_000]);
        bomb.Length.ShouldBeLessThan(1_000_000);
        var counting = new CountingGzip();
        var reader = new MessageReader(Pieces(Raw.Frame(1, bomb)), 1_000_000, "gzip", counting, StatusCode.Unimplemented);
        (await Should.ThrowAsync<RpcException>(() => ReadAllAsync(reader))).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        counting.Inflated.ShouldBeLessThan(2_100_000);
    }

    // Counts what was asked of it, which is what was held in memory.
    private sealed class CountingGzip : ICompressionProvider
    {
        public long Inflated { get; private set; }
        public string EncodingName => "gzip";
        public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) => throw new NotSupportedException();
        public Stream CreateDecompressionStream(Stream stream) => new Counter(this, stream);

        private sealed class Counter(CountingGzip owner, Stream source) : GZipStream(source, CompressionMode.Decompress)
        {
            public override int Read(Span<byte> buffer)
            {
                var read = base.Read(buffer);
                owner.Inflated += read;
                return read;
            }
        }
    }

    [Theory]
    [InlineData(2, "gzip", StatusCode.Internal)]
    [InlineData(255, "gzip", StatusCode.Internal)]
    [InlineData(1, null, StatusCode.Internal)]
    [InlineData(1, "identity", StatusCode.Internal)]
    [InlineData(1, "snappy", StatusCode.Unimplemented)]
    [InlineData(1, "gzip", StatusCode.Internal)] // The payload is not gzip.
    public async Task A_flag_that_does_not_fit_the_call_has_a_status(int flag, string? encoding, StatusCode code) =>
        (await Should.ThrowAsync<RpcException>(() => ReadAllAsync(Reader(Pieces(Raw.Frame((byte)flag, [1, 2, 3, 4])), 1000, encoding)))).StatusCode.ShouldBe(code);

    [Fact]
    public async Task A_single_message_may_have_nothing_behind_it()
    {
        var one = Raw.Frame(new Note { Number = 3 });
        (await Reader(Pieces(one)).ReadOnlyOneAsync(Parse, default)).Message!.Number.ShouldBe(3);
        (await Reader(Pieces()).ReadOnlyOneAsync(Parse, default)).Found.ShouldBeFalse();
        (await Should.ThrowAsync<RpcException>(async () => await Reader(Pieces(one, [0])).ReadOnlyOneAsync(Parse, default))).StatusCode.ShouldBe(StatusCode.Internal);
        (await Should.ThrowAsync<RpcException>(async () => await Reader(Pieces([.. one, .. one])).ReadOnlyOneAsync(Parse, default))).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task Any_bytes_give_messages_or_a_status_and_never_anything_else()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = random.Next(3) == 0 ? new byte[random.Next(64)] : Raw.Frame((byte)random.Next(3), new byte[random.Next(40)]);
            if (random.Next(2) == 0)
                random.NextBytes(bytes);
            else
                for (var change = random.Next(4); change > 0 && bytes.Length > 0; change--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var cut = random.Next(bytes.Length + 1);
            var reader = Reader(Pieces(bytes[..cut], bytes[cut..]), 100, random.Next(2) == 0 ? "gzip" : null);
            try
            {
                await ReadAllAsync(reader);
            }
            catch (RpcException ex)
            {
                ex.StatusCode.ShouldBeOneOf(StatusCode.Internal, StatusCode.ResourceExhausted);
            }
            finally
            {
                reader.Release();
            }
        }
    }

    [Fact]
    public async Task What_is_written_is_read_plain_and_compressed()
    {
        using var writer = new MessageWriter(null);
        foreach (var size in new[] { 0, 1, 200, 5_000, 300_000 })
            foreach (var compression in new ICompressionProvider?[] { null, Gzip })
            {
                var note = new Note { Number = size, Body = ByteString.CopyFrom(new byte[size]) };
                var frame = writer.Frame(Write, note, compression, null).ToArray();
                writer.Release();
                frame[0].ShouldBe((byte)(compression is null ? 0 : 1));
                (await ReadAllAsync(Reader(Pieces(frame), null, "gzip"))).ShouldBe([note]);
            }
    }

    [Fact]
    public void A_message_over_the_send_limit_is_refused_before_it_is_written()
    {
        using var writer = new MessageWriter(10);
        var touched = false;
        Should.Throw<RpcException>(() => writer.Frame<Note>((_, context) =>
        {
            context.SetPayloadLength(11);
            touched = true;
        }, new Note(), null, null)).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        touched.ShouldBeFalse();
        Should.Throw<RpcException>(() => writer.Frame<Note>((_, context) => context.Complete(new byte[11]), new Note(), null, null)).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        Should.Throw<RpcException>(() => writer.Frame<Note>((_, _) => { }, new Note(), null, null)).StatusCode.ShouldBe(StatusCode.Internal);
        writer.Frame<Note>((_, context) => context.Complete(new byte[10]), new Note(), null, null).Length.ShouldBe(15);
    }

    [Fact]
    public void Framing_a_message_makes_no_arrays_of_its_own()
    {
        using var writer = new MessageWriter(null);
        var note = new Note { Number = 1, Body = ByteString.CopyFrom(new byte[200]) };
        writer.Frame(Write, note, null, null);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            writer.Frame(Write, note, null, null);
            writer.Release();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000);
    }
}
