using Inkoop.Platform.Data;
using Inkoop.Platform.Privacy;

namespace Inkoop.Dispositions.Messages;

/// <summary>A body that was written and is not on record yet.</summary>
/// <param name="Size">Bytes of the plain text.</param>
/// <param name="Digest">SHA-256 of the plain text.</param>
/// <param name="Sealed">The encrypted body, to be stored with its row; null when it stands in a file.</param>
public sealed record WrittenBody(Guid MessageId, long Size, string Digest, byte[]? Sealed);

/// <summary>
/// The bodies of messages, encrypted. One of at most 64 KiB is stored with the row that names it, in one transaction; a larger one in a file
/// beside the database, written and synced before that row commits (docs/decisions/0009). What a kill leaves without a row is unreadable
/// without the key, and swept a day later.
/// </summary>
public sealed class MessageStore(DispositionsDatabase database, PersonalData personalData)
{
    private const int LargestWithRow = 64 * 1024;
    private readonly string folder = Path.Combine(database.DataDirectory, "messages");

    public Task<WrittenBody> WriteAsync(Guid messageId, Action<Stream> write) =>
        WriteAsync(messageId, stream =>
        {
            write(stream);
            return Task.CompletedTask;
        });

    /// <summary>Writes a body; <see cref="KeepAsync"/> puts it on record.</summary>
    public async Task<WrittenBody> WriteAsync(Guid messageId, Func<Stream, Task> write)
    {
        var path = PathOf(messageId);
        await using var body = new BodyStream(LargestWithRow, () => CreateFile(messageId, path));
        try
        {
            await write(body);
            var (size, digest) = body.Finish();
            if (!body.IsSpilled)
                return new WrittenBody(messageId, size, digest, personalData.Protect(Context(messageId), body.Small));
            // The encrypting stream closed the file under it, so the sync comes by a second handle.
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(handle);
            return new WrittenBody(messageId, size, digest, null);
        }
        catch
        {
            await body.DisposeAsync();
            Delete(messageId);
            throw;
        }
    }

    /// <summary>In the transaction that puts the message itself on record, after its row.</summary>
    public static Task KeepAsync(UnitOfWork work, WrittenBody body) =>
        body.Sealed is { } value ? work.ExecuteAsync("INSERT INTO message_body (message_id, body) VALUES (@MessageId, @value)", new { body.MessageId, value }) : Task.CompletedTask;

    /// <summary>The plain text of a message on record.</summary>
    public async Task<Stream> OpenAsync(Guid messageId, CancellationToken cancellationToken)
    {
        var value = await database.ReadAsync(
            connection => connection.FirstOrDefaultAsync<byte[]>("SELECT body FROM message_body WHERE message_id = @messageId", new { messageId }, cancellationToken), cancellationToken);
        return Open(messageId, value);
    }

    /// <summary>The plain text of a body that was just written.</summary>
    public Stream Open(WrittenBody body) => Open(body.MessageId, body.Sealed);

    /// <summary>Throws away the file of a body that did not come on record; does nothing where there is none.</summary>
    public void Delete(Guid messageId)
    {
        var path = PathOf(messageId);
        if (File.Exists(path))
            File.Delete(path);
    }

    /// <summary>Deletes the files from before that moment that no message on record has: what a kill left between the file and its row. Gives how many.</summary>
    public async Task<int> SweepAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var swept = 0;
        foreach (var files in FilesBefore(before).Chunk(500))
        {
            var known = await database.ReadAsync(
                connection => connection.QueryAsync<Guid>("SELECT message_id FROM message WHERE message_id IN @ids", new { ids = files.InList() }, cancellationToken), cancellationToken);
            foreach (var orphan in files.Except(known))
            {
                Delete(orphan);
                swept++;
            }
        }

        return swept;
    }

    /// <summary>
    /// The messages on record whose body is nowhere, before a moment: none by what this program does; a folder that was lost or put back
    /// without the database that belongs to it leaves them.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> MissingAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var outside = await database.ReadAsync(connection => connection.QueryAsync<Guid>(WithoutBody, new { before }, cancellationToken), cancellationToken);
        return [.. outside.Where(messageId => !File.Exists(PathOf(messageId)))];
    }

    private IEnumerable<Guid> FilesBefore(DateTimeOffset before) =>
        !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => File.GetLastWriteTimeUtc(path) < before.UtcDateTime)
            .Select(path => Guid.TryParseExact(Path.GetFileName(path), "N", out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty);

    // A larger body, and one from before small ones stood with their rows, is decrypted while it is read.
    private Stream Open(Guid messageId, byte[]? value) => value is null
        ? personalData.UnprotectStream(Context(messageId), File.OpenRead(PathOf(messageId)))
        : new MemoryStream(personalData.Unprotect(Context(messageId), value), writable: false);

    private Stream CreateFile(Guid messageId, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return personalData.ProtectStream(Context(messageId), new FileStream(path, options));
    }

    // A body moved to the row of another message does not open.
    private static string Context(Guid messageId) => $"message/{messageId}";

    // The last characters of an id are random: 256 folders of even size.
    private string PathOf(Guid messageId)
    {
        var name = messageId.ToString("N");
        return Path.Combine(folder, name[^2..], name);
    }

    private const string WithoutBody =
        """
        SELECT m.message_id FROM message m
        WHERE m.received_at < @before AND NOT EXISTS (SELECT 1 FROM message_body b WHERE b.message_id = m.message_id)
        ORDER BY m.received_at, m.message_id
        """;
}
