using System.Security.Cryptography;

namespace Inkoop.Dispositions.Messages;

/// <summary>Takes a body in and measures it: in memory while it is small, from there on into what <paramref name="spill"/> opens.</summary>
internal sealed class BodyStream(int largest, Func<Stream> spill) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream memory = new();
    private Stream? spilled;
    private long size;

    public bool IsSpilled => spilled is not null;

    /// <summary>The whole body, when it was not spilled.</summary>
    public ReadOnlySpan<byte> Small => memory.GetBuffer().AsSpan(0, (int)memory.Length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => size;

    public override long Position
    {
        get => size;
        set => throw new NotSupportedException("Written once, from start to end.");
    }

    /// <summary>Ends the body: its size in bytes and its SHA-256. What was spilled is closed, not synced.</summary>
    public (long Size, string Digest) Finish()
    {
        spilled?.Dispose();
        return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        hash.AppendData(buffer);
        size += buffer.Length;
        if (spilled is null && size > largest)
        {
            spilled = spill();
            spilled.Write(memory.GetBuffer().AsSpan(0, (int)memory.Length));
            memory.SetLength(0);
        }

        (spilled ?? memory).Write(buffer);
    }

    public override void Flush()
    {
        // It is synced once, when it is whole.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Written once, from start to end.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("Written once, from start to end.");

    public override void SetLength(long value) => throw new NotSupportedException("Written once, from start to end.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            spilled?.Dispose();
            memory.Dispose();
            hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
