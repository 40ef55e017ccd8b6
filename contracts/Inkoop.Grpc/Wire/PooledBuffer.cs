// Buffers of the framing layer: a growing pooled buffer and the two thin streams that compression needs around buffers.

using System.Buffers;

namespace Grpc.Wire;

/// <summary>A buffer writer over one pooled array, given back when it is large or done.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int KeptSize = 64 * 1024;
    private byte[] array = [];

    public int Length { get; private set; }
    public Memory<byte> Written => array.AsMemory(0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, array.Length - Length);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return array.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return array.AsSpan(Length);
    }

    public void Reserve(int count)
    {
        if (array.Length - Length >= count)
            return;
        var wanted = Math.Max((long)Length + count, Math.Max(256, Math.Min(array.Length * 2L, Array.MaxLength)));
        var larger = ArrayPool<byte>.Shared.Rent(checked((int)wanted));
        array.AsSpan(0, Length).CopyTo(larger);
        Return();
        array = larger;
    }

    /// <summary>Empties the buffer and gives a large array back; a small one serves the next message.</summary>
    public void Clear()
    {
        Length = 0;
        if (array.Length > KeptSize)
            Return();
    }

    public void Dispose()
    {
        Length = 0;
        Return();
    }

    private void Return()
    {
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
        array = [];
    }
}

/// <summary>Write-only: what a compression stream writes lands in the buffer.</summary>
internal sealed class BufferStream(PooledBuffer target) : Stream
{
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Write(byte[] buffer, int offset, int count) => target.Write(buffer.AsSpan(offset, count));
    public override void Write(ReadOnlySpan<byte> buffer) => target.Write(buffer);
    public override void WriteByte(byte value) => target.Write([value]);
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>Read-only: a decompression stream reads a received payload in place.</summary>
internal sealed class SequenceStream(ReadOnlySequence<byte> source) : Stream
{
    private ReadOnlySequence<byte> rest = source;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, rest.Length);
        rest.Slice(0, count).CopyTo(buffer);
        rest = rest.Slice(count);
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
