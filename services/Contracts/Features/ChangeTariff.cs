using Grpc.Core;
using Inkoop.Agreements;
using Inkoop.Contracts.Drafting;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts;

// A product of a signed contract gets another tariff from a day; the days before keep theirs, and what was known before stays readable.
public sealed partial class ContractRpc
{
    public override Task<ChangeTariffReply> ChangeTariff(ChangeTariffRequest request, ServerCallContext context) =>
        database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var check = new Check();
            var contractId = check.Id(request.ContractId, "contract_id");
            var productId = check.Text(request.ProductId, "product_id", 1, 10);
            var from = check.Date(request.ValidFrom, "valid_from");
            var rateE8 = ProductCheck.ReadRate(request.RateEur, "rate_eur", check);
            var reason = check.Text(request.Reason, "reason", 1, 500);
            check.ThrowIfAny();

            var current = await ContractStore.LoadToChangeAsync(work, contractId, request.ExpectedVersion);
            var changed = TariffChange.Apply(current, productId, from, rateE8);
            await ContractStore.SaveAsync(work, changed, new Because(reason, from));
            work.Emit($"contract/{contractId}", changed.Version, new TariffChanged
            {
                ContractId = contractId,
                Version = changed.Version,
                ProductId = productId,
                ValidFrom = from,
                Reason = reason,
                RecordedAt = work.Now,
                Terms = changed.ToTerms(),
            });
            return new ChangeTariffReply { Contract = ContractWire.ToWire(changed, work.Now) };
        });
}

/// <summary>A tariff change (tariefwijziging) on a signed contract.</summary>
public static class TariffChange
{
    /// <exception cref="Refused">The contract is a draft (contract_not_signed), or the tariff is that already (tariff_unchanged).</exception>
    /// <exception cref="Invalid">The product is not in the contract, or the day lies outside it.</exception>
    public static ContractState Apply(ContractState contract, string productId, DateOnly from, long rateE8)
    {
        if (!contract.IsSigned) throw new Refused("contract_not_signed", "Een concept wijzigt u door het opnieuw op te slaan; een tariefwijziging hoort bij een ondertekend contract.");
        var check = new Check();
        var product = contract.Products.FirstOrDefault(candidate => candidate.ProductId == productId);
        check.That(product is not null, "product_id", "product_unknown", "Dit product staat niet in het contract.");
        check.That(contract.StartsOn <= from && from <= contract.EndsOn, "valid_from", "outside_contract", "Deze dag valt buiten de looptijd van het contract.");
        check.ThrowIfAny();
        var tariffs = TariffCalendar.Change(product!.Tariffs, from, rateE8, contract.EndsOn);
        return contract with
        {
            Version = contract.Version + 1,
            Products = [.. contract.Products.Select(candidate => ReferenceEquals(candidate, product) ? candidate with { Tariffs = tariffs } : candidate)],
        };
    }
}
