// Framing, inbound: finds whole messages in a byte stream that splits and merges them freely, and never reads ahead of the
// application. The limit is checked on the length prefix, before the payload is buffered, and again on the inflated size.

using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

internal static class MessageFrame
{
    public const int HeaderSize = 5;
    public const int DefaultMaxReceiveSize = 4 * 1024 * 1024;

    public static RpcException Error(StatusCode code, string detail) => new(new Status(code, detail));
}

/// <summary>Reads the messages of one call from its body.</summary>
/// <param name="pipe">The body.</param>
/// <param name="maxSize">Most bytes of one message, compressed or not; null for no limit.</param>
/// <param name="encoding">The peer's grpc-encoding; null when it sent none.</param>
/// <param name="compression">The provider for that encoding; null when there is none of that name.</param>
/// <param name="unknownEncoding">Status of a message that comes compressed in an encoding we do not have.</param>
internal sealed class MessageReader(
    PipeReader pipe, int? maxSize, string? encoding, ICompressionProvider? compression, StatusCode unknownEncoding) : DeserializationContext
{
    private PooledBuffer? inflated;
    private ReadOnlySequence<byte> payload;
    private ReadOnlySequence<byte> held;
    private bool holding;
    private bool completed;

    /// <summary>The body broke: the peer reset the stream or the connection is gone.</summary>
    public bool IsBroken { get; private set; }

    public override int PayloadLength => (int)payload.Length;
    public override byte[] PayloadAsNewBuffer() => payload.ToArray();
    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => payload;

    /// <summary>The next message of a stream; found is false at the end of the body.</summary>
    public ValueTask<(bool Found, T? Message)> ReadAsync<T>(Func<DeserializationContext, T> deserializer, CancellationToken token) =>
        holding && TryTake(deserializer, out var message) ? new((true, message)) : WaitAsync(deserializer, token);

    /// <summary>The only message of the body, read to the end: nothing may follow it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<(bool Found, T? Message)> ReadOnlyOneAsync<T>(Func<DeserializationContext, T> deserializer, CancellationToken token)
    {
        var only = await ReadAsync(deserializer, token).ConfigureAwait(false);
        while (only.Found)
        {
            if (holding && !held.IsEmpty)
                throw MessageFrame.Error(StatusCode.Internal, "Additional data after the message received.");
            if (completed)
                break;
            LetGo();
            await FillAsync(token).ConfigureAwait(false);
        }

        return only;
    }

    /// <summary>Gives back what the body still lends. The call is over.</summary>
    public void Release()
    {
        inflated?.Dispose();
        try
        {
            LetGo();
        }
        catch (Exception ex) when (ex is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The peer reset the body meanwhile: there is nothing left to give back.
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(bool Found, T? Message)> WaitAsync<T>(Func<DeserializationContext, T> deserializer, CancellationToken token)
    {
        while (true)
        {
            if (holding && completed)
                return held.IsEmpty ? (false, default) : throw MessageFrame.Error(StatusCode.Internal, "Incomplete message.");
            LetGo();
            await FillAsync(token).ConfigureAwait(false);
            if (TryTake(deserializer, out var message))
                return (true, message);
        }
    }

    // Messages that arrived together are taken from the same piece of the body, one by one as the application asks.
    private bool TryTake<T>(Func<DeserializationContext, T> deserializer, out T? message)
    {
        message = default;
        if (!TryFrame(held, out var flag, out var body))
            return false;
        held = held.Slice(body.End);
        message = Decode(deserializer, flag, body);
        if (held.IsEmpty)
            LetGo();
        return true;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FillAsync(CancellationToken token)
    {
        try
        {
            var result = await pipe.ReadAsync(token).ConfigureAwait(false);
            held = result.Buffer;
            completed = result.IsCompleted;
            holding = true;
        }
        catch when (!token.IsCancellationRequested)
        {
            IsBroken = true;
            throw;
        }
    }

    // What has been taken is free for the sender again; of the rest more is wanted.
    private void LetGo()
    {
        if (!holding)
            return;
        holding = false;
        try
        {
            pipe.AdvanceTo(held.Start, held.End);
        }
        catch
        {
            // A body that was reset after it had been read says so here.
            IsBroken = true;
            throw;
        }
    }

    private bool TryFrame(ReadOnlySequence<byte> buffer, out byte flag, out ReadOnlySequence<byte> body)
    {
        flag = 0;
        body = default;
        if (buffer.Length < MessageFrame.HeaderSize)
            return false;
        Span<byte> header = stackalloc byte[MessageFrame.HeaderSize];
        buffer.Slice(0, MessageFrame.HeaderSize).CopyTo(header);
        flag = header[0];
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (flag > 1)
            throw MessageFrame.Error(StatusCode.Internal, "Unexpected compressed flag value in message header.");
        if (length > (uint)(maxSize ?? int.MaxValue))
            throw MessageFrame.Error(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.");
        if (buffer.Length - MessageFrame.HeaderSize < length)
            return false;
        body = buffer.Slice(MessageFrame.HeaderSize, length);
        return true;
    }

    private T Decode<T>(Func<DeserializationContext, T> deserializer, byte flag, ReadOnlySequence<byte> body)
    {
        payload = flag == 0 ? body : Inflate(body);
        try
        {
            return deserializer(this);
        }
        catch (Exception ex) when (ex is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.Internal, "Failed to deserialize message.", ex));
        }
        finally
        {
            payload = default;
            inflated?.Clear();
        }
    }

    private ReadOnlySequence<byte> Inflate(ReadOnlySequence<byte> body)
    {
        if (encoding is null or "identity")
            throw MessageFrame.Error(StatusCode.Internal, "A message came compressed although the call names no compression.");
        if (compression is null)
            throw MessageFrame.Error(unknownEncoding, $"Unsupported grpc-encoding value '{encoding}'.");
        inflated ??= new PooledBuffer();
        try
        {
            using var stream = compression.CreateDecompressionStream(new SequenceStream(body));
            while (true)
            {
                var read = stream.Read(inflated.GetSpan(4096));
                if (read == 0)
                    return new ReadOnlySequence<byte>(inflated.Written);
                inflated.Advance(read);
                if (inflated.Length > (maxSize ?? Array.MaxLength))
                    throw MessageFrame.Error(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size once decompressed.");
            }
        }
        catch (InvalidDataException ex)
        {
            throw new RpcException(new Status(StatusCode.Internal, "A compressed message could not be decompressed.", ex));
        }
    }
}
