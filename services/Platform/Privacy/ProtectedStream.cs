using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Inkoop.Platform.Privacy;

/// <summary>
/// A file as a row of encrypted frames of at most 64 KiB, each a length and a protected value bound to its file and its number;
/// the last one says so, so frames cannot be dropped, swapped, cut off or taken from another file.
/// </summary>
internal sealed class ProtectedStream(Stream inner, PersonalData protection, string file, bool writing) : Stream
{
    private const int FrameSize = 64 * 1024;
    private readonly byte[] pending = new byte[FrameSize];
    private byte[] current = [];
    private int pendingCount;
    private int currentPosition;
    private int frame;
    private bool ended;

    public override bool CanRead => !writing;

    public override bool CanWrite => writing;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException("A protected stream is read once, from start to end.");

    public override long Position
    {
        get => throw new NotSupportedException("A protected stream is read once, from start to end.");
        set => throw new NotSupportedException("A protected stream is read once, from start to end.");
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (pendingCount == FrameSize)
                WriteFrame(last: false);
            var taken = Math.Min(buffer.Length, FrameSize - pendingCount);
            buffer[..taken].CopyTo(pending.AsSpan(pendingCount));
            pendingCount += taken;
            buffer = buffer[taken..];
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (currentPosition == current.Length)
        {
            if (ended)
                return 0;
            ReadFrame();
        }

        var taken = Math.Min(buffer.Length, current.Length - currentPosition);
        current.AsSpan(currentPosition, taken).CopyTo(buffer);
        currentPosition += taken;
        return taken;
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A protected stream is read once, from start to end.");

    public override void SetLength(long value) => throw new NotSupportedException("A protected stream is read once, from start to end.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (writing && !ended)
            {
                WriteFrame(last: true);
                ended = true;
                inner.Flush();
            }

            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void WriteFrame(bool last)
    {
        var value = protection.Protect(Context(last, bound: true), pending.AsSpan(0, pendingCount));
        Span<byte> head = stackalloc byte[5];
        head[0] = last ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], value.Length);
        inner.Write(head);
        inner.Write(value);
        pendingCount = 0;
        frame++;
    }

    private void ReadFrame()
    {
        Span<byte> head = stackalloc byte[5];
        if (inner.ReadAtLeast(head, 5, throwOnEndOfStream: false) < 5)
            throw new CryptographicException("The protected file ends before its last frame.");
        var last = head[0] == 1;
        var length = BinaryPrimitives.ReadInt32BigEndian(head[1..]);
        if (length is < 0 or > FrameSize + 64)
            throw new CryptographicException("Not a protected file.");
        var value = new byte[length];
        inner.ReadExactly(value);
        current = protection.Unprotect(Context(last, bound: !PersonalData.IsUnnumbered(value)), value);
        currentPosition = 0;
        ended = last;
        frame++;
    }

    // Files of an earlier version have frames that name no file.
    private string Context(bool last, bool bound) => (bound ? file + ":" : "") + $"stream:{frame}:{(last ? "last" : "more")}";
}
