using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Tests.Engines;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

public sealed class SharedCommitTests : IAsyncLifetime
{
    private readonly SqliteEngine engine = new();
    private BareDatabase database = null!;

    public async Task InitializeAsync()
    {
        database = new BareDatabase(engine.Options, TimeProvider.System);
        await database.MigrateAsync();
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        engine.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task a_refusal_among_many_undoes_itself_and_nothing_else()
    {
        var changes = Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            try
            {
                return await database.ChangeAsync("test", async work =>
                {
                    await EnterAsync(work, i);
                    return i % 3 == 0 ? throw new Refused("every_third", "nee") : i;
                }, default);
            }
            catch (Refused)
            {
                return -1;
            }
        })).ToList();
        var answers = await Task.WhenAll(changes);

        answers.Count(answer => answer == -1).ShouldBe(67);
        (await StoredAsync()).ShouldBe([.. Enumerable.Range(0, 200).Where(i => i % 3 != 0)]);
    }

    [Fact]
    public async Task a_caller_that_left_changes_nothing()
    {
        using var left = new CancellationTokenSource();
        await left.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => database.ChangeAsync("test", work => EnterAsync(work, 1), left.Token));

        (await StoredAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task an_answer_comes_after_the_commit()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            await database.ChangeAsync("test", work => EnterAsync(work, i), default);
            (await StoredAsync()).ShouldContain(i);
        })));
    }

    [Fact]
    public async Task a_change_that_failed_because_the_database_did_not_open_does_not_happen_later()
    {
        var away = engine.Options.DataDirectory + "-away";
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Move(engine.Options.DataDirectory, away);
        for (var i = 0; i < 3; i++)
            await Should.ThrowAsync<Exception>(() => database.ChangeAsync("test", work => EnterAsync(work, 1), default));
        Directory.Move(away, engine.Options.DataDirectory);

        await database.ChangeAsync("test", work => EnterAsync(work, 2), default);

        (await StoredAsync()).ShouldBe([2]);
    }

    [Fact]
    public async Task a_full_disk_is_told_to_everybody_by_its_own_name_and_seen_in_health()
    {
        database.FaultWithin(TimeSpan.FromMinutes(1)).ShouldBeNull();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fill = database.ChangeAsync("test", async work =>
        {
            await begun.Task; // so that the others wait for the same commit
            var pages = await work.ScalarAsync<long>("PRAGMA page_count");
            await work.ExecuteAsync($"PRAGMA max_page_count = {pages}");
            return await work.ExecuteAsync("INSERT INTO key_check (number, value, recorded_at) VALUES (1, randomblob(1000000), '')");
        }, default);
        var others = Enumerable.Range(0, 5).Select(i => database.ChangeAsync("test", work => EnterAsync(work, i), default)).ToList();
        begun.SetResult();

        foreach (var one in others.Prepend(fill))
        {
            var fault = StorageFault.Of(await Record.ExceptionAsync(() => one));
            if (one == fill || one.IsFaulted)
                fault.ShouldNotBeNull().Reason.ShouldBe("disk_full");
        }

        database.FaultWithin(TimeSpan.FromMinutes(1)).ShouldNotBeNull().Reason.ShouldBe("disk_full");
        (await StoredAsync()).Count.ShouldBe(others.Count(one => one.IsCompletedSuccessfully));
    }

    [Theory]
    [InlineData(5, "database_busy")]
    [InlineData(13, "disk_full")]
    [InlineData(10, "storage_unusable")]
    [InlineData(1, null)]
    public void what_the_storage_says_has_a_name(int code, string? reason) =>
        StorageFault.Of(new InvalidOperationException("around it", new Microsoft.Data.Sqlite.SqliteException("", code)))?.Reason.ShouldBe(reason);

    [Fact]
    public async Task while_another_program_holds_the_database_a_change_is_refused_by_name_and_a_repeat_starts_afresh()
    {
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(engine.Options.DataDirectory, database.Service + ".db")};Pooling=False");
        await other.OpenAsync();
        await other.ExecuteAsync("BEGIN IMMEDIATE");
        using var impatient = new BareDatabase(engine.Options with { Patience = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        var refused = Enumerable.Range(0, 3).Select(_ => Task.Run(() => impatient.ChangeAsync("test", work => EnterAsync(work, 1), default))).ToList();
        foreach (var one in refused)
            StorageFault.Of(await Record.ExceptionAsync(() => one)).ShouldNotBeNull().Reason.ShouldBe("database_busy");
        await other.ExecuteAsync("ROLLBACK");

        await impatient.ChangeAsync("test", work => EnterAsync(work, 2), default);
        (await StoredAsync()).ShouldBe([2]);
    }

    private static Task<int> EnterAsync(Platform.Data.UnitOfWork work, int i) =>
        work.ExecuteAsync("INSERT INTO lease (name, holder, expires_at) VALUES (@name, @holder, @Now)", new { name = i.ToString(), holder = Guid.CreateVersion7(), work.Now });

    private Task<List<int>> StoredAsync() =>
        database.ReadAsync(async connection => (await connection.QueryAsync<int>("SELECT CAST(name AS integer) FROM lease ORDER BY 1")).AsList(), default);
}
