using System.Globalization;
using Inkoop.Demo.Plan;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;

namespace Inkoop.Demo.Walk;

// What finance records for the settlements.
internal sealed partial class DemoCalls
{
    public async Task RecordAsync(PlannedFact planned, int number, CancellationToken cancellationToken)
    {
        var fact = SettlementFact.Parser.ParseJson(planned.Json);
        if (planned.ContractIndex is { } index) fact.ContractId = await ContractIdAsync(index, cancellationToken);
        await RecordAsync(fact, string.Create(CultureInfo.InvariantCulture, $"fact-{number}"), cancellationToken);
    }

    public async Task ReachAsync(PlannedPart part, CancellationToken cancellationToken)
    {
        var client = plan.Clients[part.ClientIndex];
        var allocation = client.Allocations.Single(one => one.Number == part.AllocationNumber);
        var dispositions = new DispositionService.DispositionServiceClient(await backend.AsAsync("dispositions", Role.ProcurementOfficer));
        var found = await dispositions.ListDispositionsAsync(
            new ListDispositionsRequest { MunicipalityCode = client.MunicipalityCode, Search = client.DispositionNumber, PageSize = 2 }, cancellationToken: cancellationToken);
        // Asked again with the same id, it answers what it answered then: which allocation that was.
        var allocated = await AllocateAsync(dispositions, found.Dispositions.Single(disposition => disposition.Number == client.DispositionNumber).DispositionId, client, allocation, cancellationToken);
        await RecordAsync(new SettlementFact
        {
            ContractId = await ContractIdAsync(allocation.ContractIndex, cancellationToken),
            PartReached = new PartReached { AllocationId = allocated.Allocation.AllocationId, Part = part.Part, On = Iso(part.On) },
        }, string.Create(CultureInfo.InvariantCulture, $"part-{part.AllocationNumber}-{part.Part}"), cancellationToken);
    }

    private async Task RecordAsync(SettlementFact fact, string item, CancellationToken cancellationToken)
    {
        var facts = new FactService.FactServiceClient(await backend.AsAsync("money", Role.Finance));
        await facts.RecordFactAsync(new RecordFactRequest { RequestId = RequestId(item), Fact = fact }, cancellationToken: cancellationToken);
    }
}
