using Inkoop.AllInOne;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Work;
using Inkoop.Tests.Support;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

public sealed class BackgroundWorkTests
{
    private readonly LoggedLines logged = new();
    private readonly StartupGate gate = new();

    [Fact]
    public async Task work_whose_host_never_opened_ends_without_a_word()
    {
        using var work = new Fragile(gate, logged, fails: 0);
        await work.StartAsync(CancellationToken.None);
        await work.StopAsync(CancellationToken.None);

        work.ExecuteTask!.IsFaulted.ShouldBeFalse();
        work.Starts.ShouldBe(0);
        logged.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task work_that_fails_for_a_while_starts_anew_until_it_is_done()
    {
        using var work = new Fragile(gate, logged, fails: 1);
        await work.StartAsync(CancellationToken.None);
        gate.Open();

        await work.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));

        work.Starts.ShouldBe(2);
        logged.Lines.Select(line => line.Level).ShouldBe([LogLevel.Error]);
    }

    /// <summary>A BackgroundService of its own kind would end its host on a failure, and shout when the host never opens.</summary>
    [Fact]
    public void everything_of_ours_that_works_in_the_background_is_such_work() =>
        AllInOneHost.Modules().Select(module => module.GetType().Assembly).Append(typeof(AllInOneHost).Assembly).Append(typeof(BackgroundWork).Assembly).Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => typeof(IHostedService).IsAssignableFrom(type) && !typeof(BackgroundWork).IsAssignableFrom(type))
            .ShouldBeEmpty();

    private sealed class Fragile(StartupGate gate, ILogger logger, int fails) : BackgroundWork(gate, TimeProvider.System, logger)
    {
        public int Starts { get; private set; }

        protected override Task WorkAsync(CancellationToken stoppingToken) =>
            ++Starts <= fails ? throw new IOException("away") : Task.CompletedTask;
    }
}
