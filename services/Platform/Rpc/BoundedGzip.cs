using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Inkoop.Platform.Rpc;

/// <summary>
/// gzip for messages, counted while it unpacks: a few kilobytes that unpack to gigabytes are refused at the limit and never stand in
/// memory whole. The framework's own provider checks the size of a message before it is unpacked only. What is no gzip, or ends too
/// soon, is the caller's mistake and is answered as such (INTERNAL, as the protocol has it), not logged as ours.
/// </summary>
public sealed class BoundedGzip(int mostBytes) : ICompressionProvider
{
    public string EncodingName => "gzip";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new GZipStream(stream, compressionLevel ?? CompressionLevel.Fastest, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream) => new Counted(new Packed(stream), mostBytes);

    private sealed class Counted(Packed packed, int most) : Inward
    {
        private readonly GZipStream inner = new(packed, CompressionMode.Decompress, leaveOpen: true);
        private long seen;

        public override int Read(Span<byte> buffer)
        {
            int read;
            try
            {
                read = inner.Read(buffer);
            }
            catch (InvalidDataException)
            {
                throw Broken();
            }

            // GZipStream ends without a word where its input ends too soon.
            if (read == 0 && buffer.Length > 0 && !packed.EndsWith(seen))
                throw Broken();
            seen += read;
            return seen <= most ? read
                : throw new RpcException(new Status(StatusCode.ResourceExhausted, $"Een bericht mag uitgepakt hoogstens {most} bytes zijn."));
        }

        private static RpcException Broken() =>
            new(new Status(StatusCode.Internal, "Het bericht is niet uit te pakken: het is geen geldige of geen volledige gzip."));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>What comes in, of which the last four bytes say how much was packed (RFC 1952, ISIZE).</summary>
    private sealed class Packed(Stream inner) : Inward
    {
        private const int LeastBytes = 18;
        private uint tail;
        private long length;

        public bool EndsWith(long unpacked) => length >= LeastBytes && tail == (uint)unpacked;

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            length += read;
            foreach (var last in buffer[Math.Max(0, read - sizeof(uint))..read])
                tail = (tail >> 8) | ((uint)last << 24);
            return read;
        }
    }

    /// <summary>Read once, from start to end: nothing else is asked of it.</summary>
    private abstract class Inward : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public abstract override int Read(Span<byte> buffer);
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
