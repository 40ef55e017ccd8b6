using System.Security.Cryptography;
using Inkoop.Platform.Data;
using Inkoop.Platform.Privacy;

namespace Inkoop.Dispositions.Messages;

/// <summary>
/// The bodies of messages: one encrypted file each, beside the database. A file is written and synced before the row that names it
/// commits; what a kill leaves without a row is unreadable without the key and belongs to nobody.
/// </summary>
public sealed class MessageStore(DatabaseOptions data, PersonalData personalData)
{
    private readonly string folder = Path.Combine(data.DataDirectory, "messages");

    /// <summary>Writes a body and syncs it. Gives its size in bytes and SHA-256, both of the plain text.</summary>
    public Task<(long Size, string Digest)> WriteAsync(Guid messageId, Action<Stream> write) =>
        WriteAsync(messageId, stream =>
        {
            write(stream);
            return Task.CompletedTask;
        });

    public async Task<(long Size, string Digest)> WriteAsync(Guid messageId, Func<Stream, Task> write)
    {
        var path = PathOf(messageId);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        long size;
        string digest;
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var sealing = personalData.ProtectStream(new FileStream(path, options)))
            {
                await using var measured = new MeasuredStream(sealing);
                await write(measured);
                (size, digest) = measured.Result();
            }
        }
        catch
        {
            File.Delete(path);
            throw;
        }

        // The encrypting stream closes the file under it, so the sync comes by a second handle.
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
        return (size, digest);
    }

    /// <summary>The plain text, decrypted while it is read.</summary>
    public Stream Open(Guid messageId) => personalData.UnprotectStream(File.OpenRead(PathOf(messageId)));

    public void Delete(Guid messageId) => File.Delete(PathOf(messageId));

    // The last characters of an id are random: 256 folders of even size.
    private string PathOf(Guid messageId)
    {
        var name = messageId.ToString("N");
        return Path.Combine(folder, name[^2..], name);
    }

    private sealed class MeasuredStream(Stream inner) : Stream
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long size;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => size;

        public override long Position
        {
            get => size;
            set => throw new NotSupportedException("Written once, from start to end.");
        }

        public (long Size, string Digest) Result() => (size, Convert.ToHexStringLower(hash.GetHashAndReset()));

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash.AppendData(buffer);
            size += buffer.Length;
            inner.Write(buffer);
        }

        public override void Flush()
        {
            // The file is synced once, when it is whole.
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Written once, from start to end.");

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("Written once, from start to end.");

        public override void SetLength(long value) => throw new NotSupportedException("Written once, from start to end.");

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
