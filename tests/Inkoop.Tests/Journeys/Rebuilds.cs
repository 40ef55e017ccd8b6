using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Platform.V1;
using Shouldly;

namespace Inkoop.Tests.Journeys;

/// <summary>What grew live and what the logs say.</summary>
public static class Rebuilds
{
    /// <summary>Every projection of every service, rebuilt from the logs, is what it was.</summary>
    public static async Task EqualWhatGrewLiveAsync(InkoopSystem system)
    {
        // Twice: figures that were made of the last events are told in events of their own.
        foreach (var service in SeparateProcesses.ServiceNames.Concat(SeparateProcesses.ServiceNames))
        {
            var log = system.ClientOf<EventLogService.EventLogServiceClient>(service, Role.Operator);
            await Eventually.GetsAsync(async () => await log.ListProjectionsAsync(new ListProjectionsRequest { Service = service }),
                state => state.WaitingCount + state.UnfinishedCount == 0, TimeSpan.FromSeconds(60));
        }

        foreach (var service in SeparateProcesses.ServiceNames)
        {
            var log = system.ClientOf<EventLogService.EventLogServiceClient>(service, Role.Operator);
            foreach (var projection in (await log.ListProjectionsAsync(new ListProjectionsRequest { Service = service })).Projections)
            {
                var replay = await log.ReplayProjectionAsync(new ReplayProjectionRequest { Service = service, Projection = projection.Name });
                replay.EventsApplied.ShouldBeGreaterThan(0, projection.Name);
                replay.DigestAfter.ShouldBe(replay.DigestBefore, $"{service}/{projection.Name}");
            }
        }
    }
}
