using Inkoop.Platform.Identity;
using Inkoop.Tests.Dispositions;
using Inkoop.Tests.Support;
using Inkoop.Wire.Events;
using Inkoop.Wire.Platform.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Journeys;

/// <summary>Who may see sums only gets no event that tells of a single client, whatever event that is.</summary>
public sealed class WithheldPayloads(InkoopApp app) : IClassFixture<InkoopApp>
{
    [Fact]
    public void an_event_is_about_clients_when_a_pseudonym_stands_anywhere_in_it()
    {
        var about = EventCatalog.All.Select(type => type.Name).Where(EventCatalog.IsAboutClients).Order(StringComparer.Ordinal);
        about.ShouldBe(["CareStarted", "CareStopped", "DispositionIssued", "LinesJudged", "LotStanding", "PersonTold", "ProductAllocated"]); // a standing counts as few as one
        EventCatalog.IsAboutClients("Unknown").ShouldBeTrue();
    }

    [Fact]
    public async Task a_contract_manager_reads_no_pseudonym_in_any_log()
    {
        var buying = await new Buying(app, "65650991").SignAsync(Buying.EffortInMinutes());
        await buying.AllocateAsync("B-991");
        foreach (var service in new[] { "providers", "contracts", "money", "dispositions", "indicators", "reviews" })
        {
            var officer = await EventsAsync(service, Role.ProcurementOfficer);
            var manager = await EventsAsync(service, Role.ContractManager);
            manager.Count.ShouldBe(officer.Count);
            foreach (var (seen, whole) in manager.Zip(officer))
            {
                seen.PayloadWithheld.ShouldBe(EventCatalog.IsAboutClients(seen.Type), seen.Type);
                seen.PayloadJson.ShouldBe(seen.PayloadWithheld ? "" : whole.PayloadJson);
                seen.PayloadJson.ShouldNotContain("seudonym");
                var one = await Log(Role.ContractManager).ListEventsAsync(new ListEventsRequest { Service = service, EventId = seen.EventId });
                one.Events.Single().PayloadJson.ShouldBe(seen.PayloadJson);
            }

            if (service == "dispositions")
                officer.ShouldContain(logged => logged.PayloadJson.Contains("seudonym"));
        }
    }

    private EventLogService.EventLogServiceClient Log(string role) => app.Client<EventLogService.EventLogServiceClient>(role);

    private async Task<List<LoggedEvent>> EventsAsync(string service, string role) =>
        [.. (await Log(role).ListEventsAsync(new ListEventsRequest { Service = service, PageSize = 50 })).Events];
}
