using System.Globalization;
using Inkoop.Demo.Plan;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;

namespace Inkoop.Demo.Walk;

// What finance records for the settlements.
internal sealed partial class DemoCalls
{
    private const int UncheckedDays = 21;

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
        var item = string.Create(CultureInfo.InvariantCulture, $"part-{part.AllocationNumber}-{part.Part}");
        // The provider states it, and the region checks it: the newest ones still wait.
        var provider = new FactService.FactServiceClient(await backend.AsAsync("money", Role.Provider, plan.Contracts[allocation.ContractIndex].AgbCode));
        var stated = (await provider.RecordFactAsync(new RecordFactRequest
        {
            RequestId = RequestId(item),
            Fact = new SettlementFact
            {
                ContractId = await ContractIdAsync(allocation.ContractIndex, cancellationToken),
                PartReached = new PartReached { AllocationId = allocated.Allocation.AllocationId, Part = part.Part, On = Iso(part.On) },
            },
        }, cancellationToken: cancellationToken)).Fact;
        if (!stated.NeedsCheck || part.On > plan.Region.LastQuarter.LastDay.AddDays(-UncheckedDays)) return;
        var region = new FactService.FactServiceClient(await backend.AsAsync("money", Role.ContractManager));
        await region.ConfirmFactAsync(new ConfirmFactRequest { RequestId = RequestId("check-" + item), FactId = stated.FactId }, cancellationToken: cancellationToken);
    }

    public async Task DisputeAsync(PlannedDispute planned, CancellationToken cancellationToken)
    {
        var payments = new PaymentService.PaymentServiceClient(planned.IsClaim
            ? await backend.AsAsync("money", Role.Provider, planned.Declaration.AgbCode)
            : await backend.AsAsync("money", Role.Finance));
        var request = new OpenDisputeRequest
        {
            RequestId = RequestId("dispute-" + planned.Line.Reference),
            ContractId = await ContractIdAsync(planned.Line.ContractIndex, cancellationToken),
            Year = planned.Line.From.Year,
            Key = "line/" + planned.Line.Reference,
            MunicipalityCode = planned.Declaration.MunicipalityCode,
            DisputedCents = planned.Cents,
            Reason = planned.Reason,
            Evidence = planned.Evidence,
            Direction = planned.IsClaim ? DisputeDirection.TooLittle : DisputeDirection.TooMuch,
        };
        await payments.OpenDisputeAsync(request, cancellationToken: cancellationToken);
    }

    private async Task RecordAsync(SettlementFact fact, string item, CancellationToken cancellationToken)
    {
        var facts = new FactService.FactServiceClient(await backend.AsAsync("money", Role.Finance));
        await facts.RecordFactAsync(new RecordFactRequest { RequestId = RequestId(item), Fact = fact }, cancellationToken: cancellationToken);
    }
}
