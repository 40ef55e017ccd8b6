namespace Inkoop.Ijw;

/// <summary>Refuses to hand out more bytes than a message may have (OP179), whatever the sender announced.</summary>
internal sealed class BoundedStream(Stream inner, long maxBytes) : Stream
{
    private long total;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        total += read;
        if (total <= maxBytes) return read;
        throw new IjwFaultException(new IjwFault
        {
            Code = IjwFaultCodes.TooLarge,
            Path = "",
            Message = $"Het bericht is groter dan {maxBytes / (1024 * 1024)} MB.",
        });
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
