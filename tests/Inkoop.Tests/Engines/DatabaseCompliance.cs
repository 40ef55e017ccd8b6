using Dapper;
using Inkoop.Platform.Data;
using Shouldly;

namespace Inkoop.Tests.Engines;

/// <summary>What every engine must do alike; the sealed subclasses say on which one.</summary>
public abstract class DatabaseCompliance<TEngine> : IDisposable where TEngine : TestEngine, new()
{
    private static readonly CancellationToken none = CancellationToken.None;
    private readonly TEngine engine = new();

    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    public virtual async Task values_come_back_as_they_went()
    {
        var database = await OpenAsync();
        var row = new ThingRow
        {
            ThingId = Guid.CreateVersion7(),
            OnDay = new DateOnly(2024, 2, 29),
            At = new DateTimeOffset(2026, 10, 25, 2, 30, 0, 123, TimeSpan.FromHours(2)),
            AmountCents = 10_000_000_000_000,
            Name = "Ĝemeente 's-Gravenhage – Zoë",
            Flag = true,
            Body = [0, 255, 7],
            Later = null,
        };
        await database.ChangeAsync("test", async work => { await work.InsertManyAsync("thing", [row]); return 0; }, none);

        var found = await database.ReadAsync(connection => connection.QuerySingleAsync<ThingRow>("SELECT * FROM thing WHERE thing_id = @ThingId", new { row.ThingId }), none);

        found.OnDay.ShouldBe(row.OnDay);
        found.At.ShouldBe(row.At);
        found.AmountCents.ShouldBe(row.AmountCents);
        found.Name.ShouldBe(row.Name);
        found.Flag.ShouldBeTrue();
        found.Body.ShouldBe(row.Body);
        found.Later.ShouldBeNull();
    }

    public virtual async Task a_change_that_throws_leaves_nothing()
    {
        var database = await OpenAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => database.ChangeAsync<int>("test", async work =>
        {
            await work.InsertManyAsync("thing", [Row("half")]);
            work.Emit("thing/1", 1, new Wire.Events.ReviewFrozen { ContractId = Guid.CreateVersion7(), Quarter = "2026-Q1", Digest = "" });
            throw new InvalidOperationException("half-way");
        }, none));

        (await CountAsync(database, "thing")).ShouldBe(0);
        (await CountAsync(database, "event")).ShouldBe(0);
    }

    public virtual async Task a_duplicate_key_is_recognised()
    {
        var database = await OpenAsync();
        var row = Row("one");
        await database.ChangeAsync("test", async work => { await work.InsertManyAsync("thing", [row]); return 0; }, none);

        var exception = await Should.ThrowAsync<System.Data.Common.DbException>(() => database.ChangeAsync("test", async work => { await work.InsertManyAsync("thing", [row]); return 0; }, none));

        database.Dialect.IsDuplicateKey(exception).ShouldBeTrue();
    }

    public virtual async Task search_takes_percent_and_underscore_as_themselves()
    {
        var database = await OpenAsync();
        await database.ChangeAsync("test", async work => { await work.InsertManyAsync("thing", [Row("100% zorg"), Row("1000 zorg"), Row("a_b"), Row("axb")]); return 0; }, none);

        async Task<IEnumerable<string>> Find(string text) => await database.ReadAsync(
            connection => connection.QueryAsync<string>(@"SELECT name FROM thing WHERE name LIKE @like ESCAPE '\' ORDER BY name", new { like = Dialect.Like(text) }), none);

        (await Find("100%")).ShouldBe(["100% zorg"]);
        (await Find("a_b")).ShouldBe(["a_b"]);
    }

    public virtual async Task a_page_is_a_part_of_the_order()
    {
        var database = await OpenAsync();
        await database.ChangeAsync("test", async work => { await work.InsertManyAsync("thing", [.. Enumerable.Range(0, 25).Select(i => Row($"n{i:00}"))]); return 0; }, none);

        var page = await database.ReadAsync(connection => connection.QueryAsync<string>(database.Dialect.Page("SELECT name FROM thing ORDER BY name"), new { skip = 10, take = 3 }), none);

        page.ShouldBe(["n10", "n11", "n12"]);
    }

    public virtual async Task days_compare_as_days()
    {
        var database = await OpenAsync();
        await database.ChangeAsync("test", async work => { await work.InsertManyAsync("thing", [Row("a") with { OnDay = new(2025, 12, 31) }, Row("b") with { OnDay = new(2026, 1, 1) }]); return 0; }, none);

        var names = await database.ReadAsync(connection => connection.QueryAsync<string>("SELECT name FROM thing WHERE on_day BETWEEN @from AND @until", new { from = new DateOnly(2026, 1, 1), until = new DateOnly(2026, 1, 1) }), none);

        names.ShouldBe(["b"]);
    }

    public virtual async Task migrating_twice_does_nothing_the_second_time()
    {
        var database = await OpenAsync();
        await database.MigrateAsync(Thing(database));
        (await CountAsync(database, "migration")).ShouldBe(Migration.Find(database.Dialect.Name, typeof(Database).Assembly).Count + 1);
    }

    public virtual async Task an_edited_migration_is_refused()
    {
        var database = await OpenAsync();
        var thing = Thing(database);
        (await Should.ThrowAsync<InvalidOperationException>(() => database.MigrateAsync(thing with { Sql = thing.Sql + " " }))).Message.ShouldContain("thing");
    }

    public virtual async Task a_column_dropped_by_other_hands_is_found()
    {
        var database = await OpenAsync();
        await using var connection = await database.Dialect.OpenAsync(none);
        var exception = await Should.ThrowAsync<InvalidOperationException>(() => Migrator.VerifyAsync(database.Dialect, connection, new Dictionary<string, string[]> { ["thing"] = ["thing_id", "gone"] }, none));
        exception.Message.ShouldContain("thing.gone");
    }

    public virtual async Task writers_at_once_all_land()
    {
        var database = await OpenAsync();
        await database.ChangeAsync("test", async work => { await work.InsertManyAsync("thing", [Row("counter") with { AmountCents = 0 }]); return 0; }, none);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => database.ChangeAsync("test", async work =>
        {
            var now = await work.ScalarAsync<long>("SELECT amount_cents FROM thing WHERE name = 'counter'");
            return await work.ExecuteAsync("UPDATE thing SET amount_cents = @next WHERE name = 'counter'", new { next = now + 1 });
        }, none))));

        (await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT amount_cents FROM thing WHERE name = 'counter'"), none)).ShouldBe(40);
    }

    private async Task<BareDatabase> OpenAsync()
    {
        var service = $"bare{Guid.CreateVersion7():N}";
        await engine.PrepareAsync(service);
        var database = new BareDatabase(engine.Options, TimeProvider.System, service);
        await database.MigrateAsync(Thing(database));
        return database;
    }

    private static Migration Thing(BareDatabase database) => new("test/0001_thing", database.Dialect.Name == "sqlite"
        ? "CREATE TABLE thing (thing_id char(36) NOT NULL PRIMARY KEY, on_day date NOT NULL, at datetimeoffset NOT NULL, amount_cents bigint NOT NULL, name varchar(100) NOT NULL, flag bit NOT NULL, body blob NOT NULL, later date NULL)"
        : "CREATE TABLE thing (thing_id char(36) NOT NULL PRIMARY KEY, on_day date NOT NULL, at datetimeoffset(7) NOT NULL, amount_cents bigint NOT NULL, name nvarchar(100) NOT NULL, flag bit NOT NULL, body varbinary(max) NOT NULL, later date NULL)");

    private static Task<long> CountAsync(BareDatabase database, string table) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}"), none);

    private static ThingRow Row(string name) => new() { ThingId = Guid.CreateVersion7(), OnDay = new(2026, 1, 1), At = DateTimeOffset.UnixEpoch, Name = name, Body = [1] };

    private sealed record ThingRow
    {
        public Guid ThingId { get; init; }
        public DateOnly OnDay { get; init; }
        public DateTimeOffset At { get; init; }
        public long AmountCents { get; init; }
        public string Name { get; init; } = "";
        public bool Flag { get; init; }
        public byte[] Body { get; init; } = [];
        public DateOnly? Later { get; init; }
    }
}
