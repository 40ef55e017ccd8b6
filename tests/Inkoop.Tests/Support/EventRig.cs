using Inkoop.Platform.Data;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Tests.Engines;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;

namespace Inkoop.Tests.Support;

/// <summary>Makes rigs and the orders to feed them.</summary>
public static class EventRig
{
    public static async Task<EventRig<TDatabase>> StartAsync<TDatabase>(ServiceModule module, Func<DatabaseOptions, TDatabase> open) where TDatabase : Database
    {
        var rig = new EventRig<TDatabase>(module, open);
        await Migrator.RunAsync(
            rig.Database.Dialect, Migration.Find(rig.Database.Dialect.Name, typeof(Database).Assembly, module.GetType().Assembly), module.ExpectedSchema, TimeProvider.System, CancellationToken.None);
        return rig;
    }

    /// <summary>A random order in which about half of the events come twice.</summary>
    public static IReadOnlyList<(Guid Id, object Event)> Shuffle(IReadOnlyList<(Guid Id, object Event)> events, int seed)
    {
        var random = new Random(seed);
        var shuffled = events.Concat(events.Where(_ => random.Next(2) == 0)).ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }
}

/// <summary>One service's consumers over a database of its own, fed through a real mediator: events in any order, any number of times.</summary>
public sealed class EventRig<TDatabase> : IAsyncDisposable where TDatabase : Database
{
    private readonly SqliteEngine engine = new();
    private readonly ServiceProvider services;

    internal EventRig(ServiceModule module, Func<DatabaseOptions, TDatabase> open)
    {
        Database = open(engine.Options);
        services = new ServiceCollection().AddLogging().AddSingleton(Database).AddSingleton(TimeProvider.System)
            .AddMediator(bus => module.AddConsumers(bus)).BuildServiceProvider();
    }

    public TDatabase Database { get; }

    public async Task PublishAsync(IEnumerable<(Guid Id, object Event)> events)
    {
        var mediator = services.GetRequiredService<IMediator>();
        foreach (var (id, @event) in events)
            await mediator.Publish(@event, @event.GetType(), Pipe.Execute<PublishContext>(context => context.MessageId = id));
    }

    /// <summary>Empties the tables and the inbox, for the next order of the same events.</summary>
    public Task ForgetAsync(params IEnumerable<string> tables) => Database.ChangeAsync("test", async work =>
    {
        foreach (var table in tables.Append("inbox").Append("event"))
            await work.ExecuteAsync($"DELETE FROM {table}");
        return 0;
    }, CancellationToken.None);

    public Task<string> DigestAsync(Projection projection) => Database.ReadAsync(connection => projection.DigestAsync(connection), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        engine.Dispose();
    }
}
