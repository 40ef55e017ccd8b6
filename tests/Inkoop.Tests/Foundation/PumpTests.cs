using Dapper;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Platform.Work;
using Inkoop.Tests.Engines;
using Inkoop.Tests.Support;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

/// <summary>The pump over a bare database and a real mediator with a consumer that does as the test says.</summary>
public sealed class PumpTests : IAsyncLifetime
{
    private readonly SqliteEngine engine = new();
    private readonly Behaviour behaviour = new();
    private BareDatabase database = null!;
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        database = new BareDatabase(engine.Options, TimeProvider.System);
        await database.MigrateAsync();
        services = new ServiceCollection().AddLogging().AddSingleton(behaviour).AddMediator(bus => bus.AddConsumer<Recorder>()).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        database.Dispose();
        engine.Dispose();
    }

    [Fact]
    public async Task events_are_published_in_order_and_marked()
    {
        await EmitAsync("a", "b", "c");
        await using (await RunPumpAsync())
            await Eventually.GetsAsync(() => CountAsync("published_at IS NOT NULL"), count => count == 3);
        behaviour.Seen.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task what_a_consumer_refuses_is_tried_again_and_the_rest_goes_on()
    {
        behaviour.FailTimes("a", 2);
        await EmitAsync("a", "b");
        await using (await RunPumpAsync())
            await Eventually.GetsAsync(() => CountAsync("published_at IS NOT NULL"), count => count == 2);
        behaviour.Seen.ShouldBe(["b", "a"]);
    }

    [Fact]
    public async Task what_waits_for_its_subject_is_never_parked()
    {
        behaviour.NotYetTimes("a", 14);
        await EmitAsync("a");
        await using (await RunPumpAsync(new Hasty()))
            await Eventually.GetsAsync(() => CountAsync("published_at IS NOT NULL"), count => count == 1);
    }

    [Fact]
    public async Task what_keeps_failing_is_parked_with_its_reason_and_can_be_sent_again()
    {
        behaviour.FailTimes("a", 12);
        await EmitAsync("a");
        await using (await RunPumpAsync(new Hasty()))
        {
            var reason = await Eventually.GetsAsync(() => database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<string>("SELECT reason FROM event_delivery WHERE parked_at IS NOT NULL"), default), found => found is not null);
            reason!.ShouldContain("no good");
            await database.ChangeAsync("test", work => work.ExecuteAsync("UPDATE event_delivery SET parked_at = NULL, attempt_count = 0, next_attempt_at = @Now", new { work.Now }), default);
            await Eventually.GetsAsync(() => CountAsync("published_at IS NOT NULL"), count => count == 1);
        }
    }

    [Fact]
    public async Task of_two_instances_one_publishes()
    {
        await using (await RunPumpAsync())
        await using (await RunPumpAsync())
        {
            await EmitAsync([.. Enumerable.Range(0, 50).Select(i => i.ToString())]);
            await Eventually.GetsAsync(() => CountAsync("published_at IS NOT NULL"), count => count == 50);
        }

        behaviour.Seen.Count.ShouldBe(50);
    }

    [Fact]
    public async Task a_lease_is_given_back_when_the_host_stops()
    {
        await EmitAsync("a");
        await using (await RunPumpAsync())
            await Eventually.GetsAsync(() => CountAsync("published_at IS NOT NULL"), count => count == 1);
        var now = TimeProvider.System.GetUtcNow();
        var until = await database.ReadAsync(connection => connection.ExecuteScalarAsync<DateTimeOffset>("SELECT expires_at FROM lease WHERE name = 'pump'"), default);
        until.ShouldBeLessThanOrEqualTo(now);
    }

    [Fact]
    public async Task what_was_written_before_the_clock_went_back_holds_nobody_up()
    {
        await EmitAsync("a", "b");
        await database.ChangeAsync("test", async work =>
        {
            var args = new { holder = Guid.CreateVersion7(), late = work.Now.AddHours(2) };
            await work.ExecuteAsync("INSERT INTO lease (name, holder, expires_at) VALUES ('pump', @holder, @late)", args);
            return await work.ExecuteAsync("INSERT INTO event_delivery (sequence, attempt_count, next_attempt_at, reason) SELECT MIN(sequence), 1, @late, 'no good' FROM event", args);
        }, default);
        await using (await RunPumpAsync())
            await Eventually.GetsAsync(() => CountAsync("published_at IS NOT NULL"), count => count == 2);
    }

    [Fact]
    public void the_age_of_the_oldest_waiting_event_grows_also_when_the_clock_went_back()
    {
        var (oldest, now) = (new OldestWaiting(), TimeProvider.System.GetUtcNow());
        oldest.See("bare", 1, now.AddMinutes(-6), now).ShouldBe(TimeSpan.FromMinutes(6));
        oldest.See("bare", 1, now.AddHours(2), now).ShouldBeGreaterThan(TimeSpan.Zero);
        oldest.See("bare", null, null, now).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task within_one_process_events_of_different_subjects_share_their_wait()
    {
        behaviour.Meet("a", "b"); // each is handled only once both have come
        await database.ChangeAsync("test", work =>
        {
            foreach (var name in new[] { "a", "b" })
                work.Emit("review/" + name, 0, new ReviewFrozen { ContractId = Guid.CreateVersion7(), Quarter = "2026-Q1", Digest = name });
            return Task.FromResult(0);
        }, default);
        await using (await RunPumpAsync())
            await Eventually.GetsAsync(() => CountAsync("published_at IS NOT NULL"), count => count == 2);
        behaviour.Seen.ShouldBe(["a", "b"], ignoreOrder: true);
    }

    private Task EmitAsync(params string[] names) => database.ChangeAsync("test", work =>
    {
        foreach (var name in names)
            work.Emit("review/1", 0, new ReviewFrozen { ContractId = Guid.CreateVersion7(), Quarter = "2026-Q1", Digest = name });
        return Task.FromResult(0);
    }, default);

    private Task<long> CountAsync(string where) => database.ReadAsync(connection => connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM event WHERE {where}"), default);

    private async Task<RunningPump> RunPumpAsync(TimeProvider? clock = null)
    {
        var gate = new StartupGate();
        gate.Open();
        var pump = new EventPump(database, services, gate, clock ?? TimeProvider.System, NullLogger<EventPump>.Instance);
        await pump.StartAsync(default);
        return new RunningPump(pump);
    }

    private sealed record RunningPump(EventPump Pump) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Pump.StopAsync(default);
            Pump.Dispose();
        }
    }

    /// <summary>A clock on which every back-off has passed when it is looked at again.</summary>
    private sealed class Hasty : TimeProvider
    {
        private long calls;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddSeconds(31 * Interlocked.Increment(ref calls));
    }

    public sealed class Behaviour
    {
        private readonly Dictionary<string, (int Times, bool NotYet)> failures = [];
        private Dictionary<string, TaskCompletionSource> meeting = [];

        public List<string> Seen { get; } = [];

        public void FailTimes(string name, int times) => failures[name] = (times, false);

        public void NotYetTimes(string name, int times) => failures[name] = (times, true);

        public void Meet(params string[] names) => meeting = names.ToDictionary(name => name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        /// <summary>Ends when everybody that is to meet has come.</summary>
        public Task ArriveAsync(string name)
        {
            if (!meeting.TryGetValue(name, out var here))
                return Task.CompletedTask;
            here.TrySetResult();
            return Task.WhenAll(meeting.Values.Select(other => other.Task)).WaitAsync(TimeSpan.FromSeconds(20));
        }

        public void Handle(string name)
        {
            lock (Seen)
            {
                if (failures.TryGetValue(name, out var failure) && failure.Times > 0)
                {
                    failures[name] = (failure.Times - 1, failure.NotYet);
                    throw failure.NotYet ? new NotYet("its subject") : new InvalidOperationException("no good");
                }

                Seen.Add(name);
            }
        }
    }

    public sealed class Recorder(Behaviour behaviour) : IConsumer<ReviewFrozen>
    {
        public async Task Consume(ConsumeContext<ReviewFrozen> context)
        {
            await behaviour.ArriveAsync(context.Message.Digest);
            behaviour.Handle(context.Message.Digest);
        }
    }
}
