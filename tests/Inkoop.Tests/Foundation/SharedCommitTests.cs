using Dapper;
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

    private static Task<int> EnterAsync(Platform.Data.UnitOfWork work, int i) =>
        work.ExecuteAsync("INSERT INTO lease (name, holder, expires_at) VALUES (@name, @holder, @Now)", new { name = i.ToString(), holder = Guid.CreateVersion7(), work.Now });

    private Task<List<int>> StoredAsync() =>
        database.ReadAsync(async connection => (await connection.QueryAsync<int>("SELECT CAST(name AS integer) FROM lease ORDER BY 1")).AsList(), default);
}
