// Framing, outbound: one flag byte (1 = compressed), four bytes of big-endian length, the payload. A frame is complete and
// within the limit before any of it is sent, so a failing serialiser never leaves half a message on the wire.

using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>Frames the messages of one call, one at a time, in a pooled buffer that is used again for the next.</summary>
internal sealed class MessageWriter(int? maxSize) : SerializationContext, IDisposable
{
    private readonly PooledBuffer plain = new();
    private PooledBuffer? compressed;
    private State state;

    private enum State
    {
        Idle,
        Started,
        Complete,
    }

    /// <summary>The frame of the message; valid until <see cref="Release"/>.</summary>
    /// <exception cref="RpcException">The message is larger than the limit (RESOURCE_EXHAUSTED).</exception>
    public ReadOnlyMemory<byte> Frame<T>(Action<T, SerializationContext> serializer, T message, ICompressionProvider? compression, CompressionLevel? level)
    {
        plain.Clear();
        Skip(plain, MessageFrame.HeaderSize);
        state = State.Started;
        try
        {
            serializer(message, this);
            if (state != State.Complete)
                throw new RpcException(new Status(StatusCode.Internal, "Serialization did not return a payload."));
        }
        finally
        {
            state = State.Idle;
        }

        var size = plain.Length - MessageFrame.HeaderSize;
        CheckSize(size);
        return compression is null ? Finish(plain, size, 0) : Compress(compression, level);
    }

    /// <summary>Says that the last frame has been sent.</summary>
    public void Release()
    {
        plain.Clear();
        compressed?.Clear();
    }

    public void Dispose()
    {
        plain.Dispose();
        compressed?.Dispose();
    }

    public override void SetPayloadLength(int payloadLength)
    {
        Expect(State.Started);
        CheckSize(payloadLength);
        plain.Reserve(payloadLength);
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        Expect(State.Started);
        return plain;
    }

    public override void Complete()
    {
        Expect(State.Started);
        state = State.Complete;
    }

    public override void Complete(byte[] payload)
    {
        Expect(State.Started);
        CheckSize(payload.Length);
        plain.Write(payload);
        state = State.Complete;
    }

    private ReadOnlyMemory<byte> Compress(ICompressionProvider compression, CompressionLevel? level)
    {
        compressed ??= new PooledBuffer();
        compressed.Clear();
        Skip(compressed, MessageFrame.HeaderSize);
        using (var stream = compression.CreateCompressionStream(new BufferStream(compressed), level))
            stream.Write(plain.Written.Span[MessageFrame.HeaderSize..]);
        return Finish(compressed, compressed.Length - MessageFrame.HeaderSize, 1);
    }

    private static ReadOnlyMemory<byte> Finish(PooledBuffer frame, int size, byte flag)
    {
        var header = frame.Written.Span;
        header[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], size);
        return frame.Written;
    }

    private static void Skip(PooledBuffer buffer, int count)
    {
        buffer.Reserve(count);
        buffer.Advance(count);
    }

    private void CheckSize(int size)
    {
        if (size > maxSize)
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
    }

    private void Expect(State expected)
    {
        if (state != expected)
            throw new InvalidOperationException(state == State.Complete
                ? "Serialization has already been completed."
                : "The serialization context is only valid while its message is serialized.");
    }
}
