using System.Text.Json;
using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Tests.Engines;
using Inkoop.Wire.Events;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;

namespace Inkoop.Tests.Rebuilding;

/// <summary>Names, and how many of them there were: a sum is wrong as soon as one event is missed, or counts twice.</summary>
public sealed class Counted : Projection, IConsumer<ProviderRegistered>
{
    public Counted(BareDatabase database, int shape, Func<UnitOfWork, Task>? alsoDoes = null) : base(database, "counted", ["counted_name", "counted_sum"], shape) =>
        On<ProviderRegistered>(async (work, e) =>
        {
            if (await work.ExecuteAsync("UPDATE counted_name SET version = @Version, name = @Name WHERE provider_id = @ProviderId AND version < @Version", e) == 0)
                await work.ExecuteAsync(InsertName, e);
            if (await work.ExecuteAsync("UPDATE counted_sum SET number = number + 1 WHERE kind = 'all'") == 0)
                await work.ExecuteAsync("INSERT INTO counted_sum (kind, number) VALUES ('all', 1)");
            if (alsoDoes is not null)
                await alsoDoes(work);
        });

    public int TimesReplaced { get; private set; }

    public Task Consume(ConsumeContext<ProviderRegistered> context) => ApplyAsync(context);

    protected override Task ReplacedAsync(UnitOfWork work)
    {
        TimesReplaced++;
        return Task.CompletedTask;
    }

    private const string InsertName = """
        INSERT INTO counted_name (provider_id, version, name)
        SELECT @ProviderId, @Version, @Name WHERE NOT EXISTS (SELECT 1 FROM counted_name WHERE provider_id = @ProviderId)
        """;
}

/// <summary>One projection with its database, its consumer and a log to build it from.</summary>
public sealed class RebuildRig : IAsyncDisposable
{
    private readonly TestEngine engine = new SqliteEngine();
    private readonly List<(Guid Id, ProviderRegistered Event)> log = [];
    private ServiceProvider services = null!;

    public BareDatabase Database { get; private set; } = null!;

    public Counted Projection { get; private set; } = null!;

    public int LogCount => log.Count;

    /// <summary>Where each reading of the log began.</summary>
    public List<long> Began { get; } = [];

    public static async Task<RebuildRig> StartAsync(int shape = 0, Func<UnitOfWork, Task>? alsoDoes = null)
    {
        var rig = new RebuildRig();
        rig.Database = new BareDatabase(rig.engine.Options, TimeProvider.System);
        await rig.Database.MigrateAsync(new Migration("Test/0001_counted", Tables));
        rig.Become(shape, alsoDoes);
        return rig;
    }

    /// <summary>The program as a later release has it.</summary>
    public void Become(int shape, Func<UnitOfWork, Task>? alsoDoes = null)
    {
        Projection = new Counted(Database, shape, alsoDoes);
        services = new ServiceCollection().AddLogging().AddSingleton(Projection).AddMediator(bus => bus.AddConsumer<Counted>()).BuildServiceProvider();
    }

    /// <summary>Something happens: it stands in the log, and may not be delivered yet.</summary>
    public (Guid Id, ProviderRegistered Event) Happens(Random random)
    {
        var known = log.Count > 0 && random.Next(3) == 0 ? log[random.Next(log.Count)].Event : null;
        var e = new ProviderRegistered
        {
            ProviderId = known?.ProviderId ?? Guid.CreateVersion7(),
            Version = random.Next(1, 1_000_000),
            Name = $"Aanbieder {random.Next(100)}",
            KvkNumber = "12345678",
        };
        log.Add((Guid.CreateVersion7(), e));
        return log[^1];
    }

    public Task DeliverAsync((Guid Id, ProviderRegistered Event) one) =>
        services.GetRequiredService<IMediator>().Publish(one.Event, Pipe.Execute<PublishContext>(context => context.MessageId = one.Id));

    /// <summary>The log as it is by then; <paramref name="before"/> hears of each event before it is read.</summary>
    public async IAsyncEnumerable<LogEntry> ReadAsync(long after, Func<long, Task>? before = null)
    {
        Began.Add(after);
        for (var i = (int)after; i < log.Count; i++)
        {
            if (before is not null)
                await before(i + 1);
            yield return new LogEntry(i + 1, log[i].Id, nameof(ProviderRegistered), JsonSerializer.Serialize(log[i].Event, EventJson.Options), i == after ? log.Count - i : 0);
        }
    }

    public Rebuild Rebuild(Func<long, Task>? before = null, IReadOnlyDictionary<string, string[]>? schema = null) =>
        new(Projection, (_, _, after, _) => ReadAsync(after, before), schema, atOnce: 7);

    public Task<string> DigestAsync() => Database.ReadAsync(connection => Projection.DigestAsync(connection), default);

    public Task<long> SumAsync() => ScalarAsync("SELECT COALESCE(SUM(number), 0) FROM counted_sum");

    public Task<long> ScalarAsync(string sql) => Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(sql), default);

    public Task<int> ExecuteAsync(string sql) => Database.ChangeAsync("test", work => work.ExecuteAsync(sql), default);

    public async Task<IReadOnlyList<string>> DeclaredAsync() => (await Database.ReadAsync(connection => connection.QueryAsync<string>(
        "SELECT concat(type, ' ', name, ' ', replace(sql, '\"', '')) FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1"), default)).AsList();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        engine.Dispose();
    }

    private const string Tables = """
        CREATE TABLE counted_name (provider_id char(36) NOT NULL, version bigint NOT NULL, name varchar(100) NOT NULL, CONSTRAINT pk_counted_name PRIMARY KEY (provider_id));
        CREATE INDEX ix_counted_name_name ON counted_name (name);
        CREATE UNIQUE INDEX ux_counted_name_version ON counted_name (version, provider_id) WHERE version > 0;
        CREATE TABLE counted_sum (kind varchar(10) NOT NULL CONSTRAINT pk_counted_sum PRIMARY KEY, number bigint NOT NULL);
        """;
}
