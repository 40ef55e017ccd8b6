using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Money.Cells;
using Inkoop.Money.Payments;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Identity;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// Per municipality: what it set aside for the year, what the care costs by now, what was bound and is not declared yet, and what will be left. A council reader gets its own municipality.
public sealed partial class PaymentRpc
{
    public override async Task<ListMunicipalityYearsReply> ListMunicipalityYears(ListMunicipalityYearsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        check.That(request.Year is >= 2015 and <= 2200, "year", "out_of_range", "Kies een jaar vanaf 2015.");
        check.ThrowIfAny();
        var asOf = AsOf(request.AsOf);
        var region = await database.ReadAsync(connection => SettlementStore.RegionAsync(connection, asOf), context.CancellationToken);
        var figures = await YearsAsync(request.Year, request.AsOf, _ => true, context.CancellationToken);
        var amounts = figures.SelectMany(one => YearAmount.Of(one.Sums));

        var reply = new ListMunicipalityYearsReply { AsOf = asOf.ToTimestamp() };
        reply.Municipalities.AddRange(MunicipalityYears.Of(region.MunicipalityBudgets(request.Year), amounts, region.Mergers(),
                Inkoop.Ijw.Dates.Earliest(DutchDay.Of(asOf), new DateOnly(request.Year, 12, 31)))
            .Where(year => !caller.Is(Role.CouncilReader) || year.MunicipalityCode == caller.MunicipalityCode)
            .Select(year => new MunicipalityYear
            {
                MunicipalityCode = year.MunicipalityCode,
                HasBudget = year.BudgetCents is not null,
                BudgetCents = year.BudgetCents ?? 0,
                SettledCents = year.SettledCents,
                ObligoCents = year.ObligoCents,
                ForecastCents = year.ForecastCents,
                ResultCents = year.ResultCents,
                PaidCents = year.PaidCents,
                ApprovedCents = year.ApprovedCents,
            }));
        reply.Omissions.AddRange(await OmittedAsync(figures, request.Year, asOf, caller, context.CancellationToken));
        return reply;
    }

    /// <summary>Lots whose sum is in no municipality's amounts, with what it is by the contract. A council reader hears of those that its municipality buys in.</summary>
    private async Task<IReadOnlyList<MunicipalityOmission>> OmittedAsync(
        IReadOnlyList<(PayableContract Contract, YearSums Sums)> figures, int year, DateTimeOffset asOf, Caller caller, CancellationToken cancellationToken)
    {
        var omitted = new List<MunicipalityOmission>();
        foreach (var (contract, sums) in figures)
        {
            var lots = sums.Omissions.Where(lot => lot.Code == YearOfContract.ObligoTooLarge || (!sums.Years.Any(cell => cell.LotId == lot.LotId && cell.ExpectedCents != 0)
                && !sums.Lots.Any(cell => cell.LotId == lot.LotId && cell.SettledCents != 0))).ToList();
            if (lots.Count == 0) continue;
            var state = await database.ReadAsync(connection => SettlementStore.ContractAsync(connection, contract.ContractId, asOf), cancellationToken);
            if (caller.Is(Role.CouncilReader) && state.Buyers.All(buyer => buyer.MunicipalityCode != caller.MunicipalityCode)) continue;
            omitted.AddRange(lots.Select(lot => new MunicipalityOmission
            {
                ContractId = contract.ContractId.ToString(),
                ContractNumber = contract.Number,
                LotId = lot.LotId,
                Code = lot.Code,
                Text = lot.Text,
                AmountCents = state.Lots.FirstOrDefault(one => one.LotId == lot.LotId) is { } agreed && Settlements.LotSettlement.IsPaidByTheYear(agreed)
                    ? YearOfContract.SumOf(FundingOf.Terms(state, agreed, year, [])) : 0,
            }));
        }
        return omitted;
    }
}
