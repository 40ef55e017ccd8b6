using Grpc.Core;
using Inkoop.Agreements;
using Inkoop.Ijw;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts;

// A draft becomes a contract in force: from here on declarations are judged by it and nothing in it changes without a new version.
public sealed partial class ContractRpc
{
    public override Task<SignContractReply> SignContract(SignContractRequest request, ServerCallContext context) =>
        database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var check = new Check();
            var contractId = check.Id(request.ContractId, "contract_id");
            var signedOn = check.Date(request.SignedOn, "signed_on");
            check.That(signedOn <= DutchDay.Of(work.Now), "signed_on", "in_the_future", "Een ondertekening ligt niet in de toekomst.");
            check.ThrowIfAny();

            var signed = Signing.Sign(await ContractStore.LoadToChangeAsync(work, contractId, request.ExpectedVersion), signedOn);
            await ContractStore.SaveAsync(work, signed);
            work.Emit($"contract/{contractId}", signed.Version, new ContractSigned
            {
                ContractId = contractId,
                Version = signed.Version,
                RecordedAt = work.Now,
                Terms = signed.ToTerms(),
            });
            return new SignContractReply { Contract = ContractWire.ToWire(signed, work.Now) };
        });
}

/// <summary>When a draft may be signed (ondertekening).</summary>
public static class Signing
{
    /// <exception cref="Refused">It is signed already (contract_signed), or lacks what a contract needs (contract_incomplete, with all that lacks).</exception>
    public static ContractState Sign(ContractState draft, DateOnly signedOn)
    {
        if (draft.IsSigned) throw new Refused("contract_signed", "Dit contract is al ondertekend.");
        var missing = Missing(draft).ToList();
        if (missing.Count > 0) throw new Refused("contract_incomplete", $"Het contract is nog niet compleet: {string.Join("; ", missing)}.");
        return draft with { Version = draft.Version + 1, SignedOn = signedOn };
    }

    private static IEnumerable<string> Missing(ContractState draft)
    {
        if (draft.ProviderId is null) yield return "er is geen aanbieder";
        if (draft.Buyers.Count == 0) yield return "er is geen inkopende gemeente";
        if (!draft.Products.Any(product => IsPayable(product, draft)) && !draft.Lots.Any(lot => lot.Activities is not null || lot.Categories is not null))
            yield return "er is geen product met een tarief op de eerste dag, en geen perceel dat zegt welke activiteiten of categorieën het dekt";
    }

    // Euros are declared as they are, a stay has day tariffs of its own, and what the other models pay is agreed for the lot: none of these has a tariff by its nature.
    private static bool IsPayable(ProductTerm product, ContractState draft) =>
        product.Unit == Units.Euro || product.Variant == "task" || draft.Lot(product.LotId).FundingModel is not (FundingModels.PriceTimesQuantity or FundingModels.Output)
        || draft.Lot(product.LotId).Funding?.PriceTimesQuantity?.Stays.Any(stay => stay.ProductId == product.ProductId) == true
        || TariffCalendar.On(product.Tariffs, draft.StartsOn, draft.EndsOn) is not null;
}
