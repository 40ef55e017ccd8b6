using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Inkoop.Platform.Rpc;

/// <summary>
/// gzip for messages, counted while it unpacks: a few kilobytes that unpack to gigabytes are refused at the limit and never stand in
/// memory whole. The framework's own provider checks the size of a message before it is unpacked only.
/// </summary>
public sealed class BoundedGzip(int mostBytes) : ICompressionProvider
{
    public string EncodingName => "gzip";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new GZipStream(stream, compressionLevel ?? CompressionLevel.Fastest, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream) => new Counted(new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true), mostBytes);

    private sealed class Counted(GZipStream inner, int most) : Stream
    {
        private long seen;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => seen; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            seen += read;
            return seen <= most ? read
                : throw new RpcException(new Status(StatusCode.ResourceExhausted, $"Een bericht mag uitgepakt hoogstens {most} bytes zijn."));
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
