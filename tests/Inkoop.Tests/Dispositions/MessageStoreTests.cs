using System.Security.Cryptography;
using System.Text;
using Dapper;
using Inkoop.Dispositions;
using Inkoop.Dispositions.Messages;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Platform.Privacy;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

public sealed class MessageStoreTests : IAsyncLifetime
{
    private const int Limit = 64 * 1024;
    private readonly string folder = Directory.CreateTempSubdirectory("inkoop-bodies-").FullName;
    private DispositionsDatabase database = null!;
    private MessageStore store = null!;

    public async Task InitializeAsync()
    {
        database = new DispositionsDatabase(new DatabaseOptions { DataDirectory = folder }, TimeProvider.System, new EventSignal());
        store = new MessageStore(database, new PersonalData([new byte[32]]));
        var migrations = Migration.Find(database.Dialect.Name, typeof(Database).Assembly, typeof(DispositionsService).Assembly);
        await Migrator.RunAsync(database.Dialect, migrations, new DispositionsService().ExpectedSchema, TimeProvider.System, CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(Limit, 0)]
    [InlineData(Limit + 1, 1)]
    [InlineData(5 * Limit, 1)]
    public async Task a_body_comes_back_as_it_was_from_its_row_or_from_a_file(int size, int files)
    {
        var text = RandomNumberGenerator.GetBytes(size);
        var body = await RecordAsync(text);
        (body.Size, body.Digest).ShouldBe((size, Convert.ToHexStringLower(SHA256.HashData(text))));
        Files().Length.ShouldBe(files);
        await using var read = await store.OpenAsync(body.MessageId, CancellationToken.None);
        (await ReadAsync(read)).AsSpan().SequenceEqual(text).ShouldBeTrue();
        await using var again = store.Open(body);
        (await ReadAsync(again)).AsSpan().SequenceEqual(text).ShouldBeTrue();
    }

    [Fact]
    public async Task a_message_whose_body_is_nowhere_is_found()
    {
        var kept = await RecordAsync(new byte[10]);
        var large = await RecordAsync(new byte[2 * Limit]);
        var later = TimeProvider.System.GetUtcNow().AddMinutes(1);
        (await store.MissingAsync(later, CancellationToken.None)).ShouldBeEmpty();

        store.Delete(large.MessageId);
        (await store.MissingAsync(later, CancellationToken.None)).ShouldBe([large.MessageId]);
        kept.Sealed.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(2 * Limit)]
    public async Task no_body_stands_anywhere_as_text(int size)
    {
        await RecordAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("Proefpersoon", size / 12 + 1))));
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            (await reader.ReadToEndAsync()).ShouldNotContain("Proefpersoon");
        }
    }

    [Fact]
    public async Task a_body_in_the_row_of_another_message_does_not_open()
    {
        var one = await RecordAsync([1]);
        var other = await RecordAsync([2]);
        await database.ChangeAsync("test", work => work.ExecuteAsync(
            "UPDATE message_body SET body = (SELECT b.body FROM message_body b WHERE b.message_id = @one) WHERE message_id = @other", new { one = one.MessageId, other = other.MessageId }), CancellationToken.None);
        await Should.ThrowAsync<CryptographicException>(() => store.OpenAsync(other.MessageId, CancellationToken.None));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2 * Limit)]
    public async Task a_body_that_breaks_off_leaves_nothing(int size)
    {
        await Should.ThrowAsync<InvalidOperationException>(() => store.WriteAsync(Guid.CreateVersion7(), stream =>
        {
            stream.Write(new byte[size]);
            throw new InvalidOperationException("cut off");
        }));
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task an_old_file_that_no_message_has_is_swept_and_no_other()
    {
        var large = new byte[2 * Limit];
        var recorded = await RecordAsync(large);
        var orphan = await store.WriteAsync(Guid.CreateVersion7(), stream => stream.Write(large));
        var young = await store.WriteAsync(Guid.CreateVersion7(), stream => stream.Write(large));
        var dayAgo = TimeProvider.System.GetUtcNow().AddDays(-1);
        foreach (var id in new[] { recorded.MessageId, orphan.MessageId })
            File.SetLastWriteTimeUtc(FileOf(id), dayAgo.UtcDateTime.AddMinutes(-1));

        (await store.SweepAsync(dayAgo, CancellationToken.None)).ShouldBe(1);

        Files().ShouldBe([FileOf(recorded.MessageId), FileOf(young.MessageId)], ignoreOrder: true);
        (await store.SweepAsync(dayAgo, CancellationToken.None)).ShouldBe(0);
    }

    private async Task<WrittenBody> RecordAsync(byte[] text)
    {
        var messageId = Guid.CreateVersion7();
        var body = await store.WriteAsync(messageId, stream =>
        {
            foreach (var part in text.Chunk(1_000))
                stream.Write(part);
        });
        await database.ChangeAsync("test", async work =>
        {
            await work.InsertManyAsync("message", [new MessageRow { MessageId = messageId, Kind = "JW323", Status = MessageRow.Sent, ReceivedAt = work.Now }]);
            await MessageStore.KeepAsync(work, body);
            return true;
        }, CancellationToken.None);
        return body;
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole);
        return whole.ToArray();
    }

    private string[] Files() => Directory.Exists(Path.Combine(folder, "messages")) ? Directory.GetFiles(Path.Combine(folder, "messages"), "*", SearchOption.AllDirectories) : [];

    private string FileOf(Guid id) => Files().Single(path => path.EndsWith(id.ToString("N"), StringComparison.Ordinal));
}
