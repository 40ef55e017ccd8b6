// Message compression: the providers and their names as they stand in grpc-encoding and grpc-accept-encoding.

using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.Net.Compression
{
    /// <summary>One way to compress messages.</summary>
    public interface ICompressionProvider
    {
        /// <summary>Its name on the wire.</summary>
        string EncodingName { get; }

        /// <summary>A stream that compresses into the given one.</summary>
        Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

        /// <summary>A stream that reads the given one decompressed.</summary>
        Stream CreateDecompressionStream(Stream stream);
    }

    public sealed class GzipCompressionProvider(CompressionLevel defaultCompressionLevel) : ICompressionProvider
    {
        public string EncodingName => "gzip";

        public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
            new GZipStream(stream, compressionLevel ?? defaultCompressionLevel, leaveOpen: true);

        public Stream CreateDecompressionStream(Stream stream) => new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <summary>"deflate" on the wire means the zlib format of RFC 1950.</summary>
    public sealed class DeflateCompressionProvider(CompressionLevel defaultCompressionLevel) : ICompressionProvider
    {
        public string EncodingName => "deflate";

        public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
            new ZLibStream(stream, compressionLevel ?? defaultCompressionLevel, leaveOpen: true);

        public Stream CreateDecompressionStream(Stream stream) => new ZLibStream(stream, CompressionMode.Decompress, leaveOpen: true);
    }
}

namespace Grpc.Wire
{
    /// <summary>The encodings one side knows.</summary>
    internal sealed class Encodings
    {
        public const string Identity = "identity";

        private readonly Dictionary<string, ICompressionProvider> providers = new(StringComparer.Ordinal);

        public Encodings(IEnumerable<ICompressionProvider>? added)
        {
            foreach (var provider in added ?? [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)])
                providers.TryAdd(provider.EncodingName, provider);
            AcceptHeader = string.Join(',', [Identity, .. providers.Keys]);
        }

        /// <summary>The value of grpc-accept-encoding.</summary>
        public string AcceptHeader { get; }

        public ICompressionProvider? Find(string? name) => name is not null && providers.TryGetValue(name, out var provider) ? provider : null;

        /// <summary>Whether a peer's grpc-accept-encoding names the encoding.</summary>
        public static bool Accepts(ReadOnlySpan<char> acceptHeader, string encoding)
        {
            foreach (var range in acceptHeader.Split(','))
                if (acceptHeader[range].Trim().Equals(encoding, StringComparison.OrdinalIgnoreCase))
                    return true;
            return false;
        }
    }
}
