using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Inkoop.Wire.Platform.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Upgrade;

/// <summary>An upgrade that is killed (SIGKILL) goes on at the next start and comes to the same.</summary>
[Collection(nameof(SeparateProcesses))]
public sealed class KilledUpgradeTests : IAsyncLifetime
{
    private readonly OneProcess process = new();

    public Task InitializeAsync()
    {
        EarlierRelease.UnpackInto(process.Folder);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => process.DisposeAsync();

    [Fact]
    public async Task it_comes_to_the_same_wherever_it_is_killed()
    {
        // While the databases are migrated, each after a copy of it was made.
        foreach (var copies in new[] { 1, 3 })
        {
            process.Launch();
            await Eventually.SeesAsync(() => Directory.GetFiles(process.Folder, "*.bak").Length, count => count >= copies);
            process.Kill();
        }

        // Ready, and the work in the background has only begun.
        await process.StartAsync();
        process.Kill();

        // Some figures are made, others are not.
        await process.StartAsync();
        var all = await UnfinishedAsync();
        await Eventually.GetsAsync(UnfinishedAsync, count => count < all || count == 0);
        process.Kill();

        await process.StartAsync();
        await EarlierRelease.StandsAsync(process);
        await Rebuilds.EqualWhatGrewLiveAsync(process);

        // What is told again because of the upgrade is told once.
        var told = (await EarlierRelease.LogAsync(process, "contracts")).Select(line => line.Split(' ')).Where(entry => entry[2] == "ContractRestated")
            .Select(entry => $"{entry[3]} {entry[4]}").ToList();
        told.Count.ShouldBe(10, "eight contracts, and a version for each of two changes of a tariff");
        told.ShouldBeUnique();
    }

    private async Task<long> UnfinishedAsync()
    {
        long count = 0;
        foreach (var service in EarlierRelease.Services)
        {
            var log = process.ClientOf<EventLogService.EventLogServiceClient>(service, Role.Operator);
            count += (await log.ListProjectionsAsync(new ListProjectionsRequest { Service = service }, new CallOptions().WithWaitForReady())).UnfinishedCount;
        }
        return count;
    }
}
