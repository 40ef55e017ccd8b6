using System.Collections.Concurrent;
using System.Text;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Inkoop.Wire.Events;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

/// <summary>What a consumer cannot apply yet waits in the broker, a real one without plugins, and holds nobody up.</summary>
[Collection(nameof(SeparateProcesses))]
public sealed class RedeliveryTests
{
    private static readonly Guid poison = Guid.CreateVersion7();
    private static readonly ConcurrentDictionary<Guid, int> attempts = new();
    private static readonly ConcurrentBag<Guid> consumed = [];
    private static volatile bool isAway;
    private readonly LoggedLines logged = new();

    [Fact]
    public void patience_lasts_about_two_minutes_of_which_a_place_in_the_queue_is_held_for_seconds() =>
        Redelivery.Delays.Sum(delay => delay.TotalSeconds).ShouldBeInRange(110, 130);

    [Fact]
    public void the_envelope_counts_and_keeps_all_else()
    {
        var envelope = Encoding.UTF8.GetBytes("""{"messageId":"1","message":{"name":"é"},"headers":{"a":1}}""");
        var counted = Redelivery.Counted(Redelivery.Counted(envelope, 1), 2);
        Encoding.UTF8.GetString(counted).ShouldContain("\"MT-Redelivery-Count\":2");
        var back = System.Text.Json.Nodes.JsonNode.Parse(Redelivery.Counted(counted, 0));
        System.Text.Json.Nodes.JsonNode.DeepEquals(back, System.Text.Json.Nodes.JsonNode.Parse(envelope)).ShouldBeTrue();
    }

    [ToolFact("rabbitmq-server")]
    public async Task others_are_consumed_meanwhile_and_a_kill_loses_nothing()
    {
        var broker = new RabbitMqBroker();
        try
        {
            await broker.StartAsync();
            var host = await StartAsync(broker.Address);
            isAway = true;
            // More than the consumer takes at once: with retries in memory nothing would come past them.
            var early = Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7()).ToList();
            foreach (var id in early)
                await PublishAsync(host, id, "early");
            await PublishAsync(host, poison, "poison");
            await Eventually.SeesAsync(() => attempts.Count(entry => early.Contains(entry.Key)), count => count == early.Count);
            for (var i = 0; i < 100; i++)
                await PublishAsync(host, Guid.CreateVersion7(), "late");
            await Eventually.SeesAsync(() => consumed.Count, count => count == 100, seconds: 20);

            // The consumer is gone while the broker has them all; then the broker is killed too.
            // Not disposed: MassTransit keeps the logging of the first bus of a process for those that follow.
            await host.StopAsync();
            await broker.StopAsync();
            await broker.StartAsync();
            isAway = false;
            host = await StartAsync(broker.Address);
            await Eventually.SeesAsync(() => early.Count(consumed.Contains), count => count == early.Count, seconds: 90);
            await host.StopAsync();
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException(string.Join('\n', [exception.Message, .. logged.Lines.Select(line => line.Text).TakeLast(40), .. broker.LastWords(20)]), exception);
        }
        finally
        {
            await broker.StopAsync();
        }
    }

    private async Task<IHost> StartAsync(string address)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(logged).SetMinimumLevel(LogLevel.Debug);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Inkoop:Bus"] = address });
        builder.Services.AddSingleton<Fragile>();
        global::Inkoop.Platform.Hosting.Bus.Add(builder.Services, builder.Configuration, [new Module()], [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(40)]);
        builder.Services.AddSingleton(ConsumerQueues.Of(builder.Services, builder.Configuration));
        builder.Services.AddSingleton<DeadLetters>();
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(60));
        return host;
    }

    private static Task PublishAsync(IHost host, Guid id, string name) => host.Services.GetRequiredService<IBus>().Publish(
        new ProviderRegistered { ProviderId = id, Version = 1, Name = name, KvkNumber = "12345678" }, context => context.MessageId = id);

    private sealed class Fragile : IConsumer<ProviderRegistered>
    {
        public Task Consume(ConsumeContext<ProviderRegistered> context)
        {
            attempts.AddOrUpdate(context.MessageId!.Value, 1, (_, count) => count + 1);
            if (context.Message.Name == "poison" || context.Message.Name == "early" && isAway)
                throw new InvalidOperationException(context.Message.Name);
            consumed.Add(context.MessageId!.Value);
            return Task.CompletedTask;
        }
    }

    private sealed class Module : ServiceModule
    {
        public override string Name => "test";

        public override IReadOnlyDictionary<string, string[]> ExpectedSchema => new Dictionary<string, string[]>();

        public override void AddServices(IServiceCollection services, IConfiguration configuration)
        {
        }

        public override void MapRpcs(IEndpointRouteBuilder app)
        {
        }

        public override void AddConsumers(IRegistrationConfigurator bus) => bus.AddConsumer<Fragile>();
    }
}
