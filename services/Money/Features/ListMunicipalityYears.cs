using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
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
        reply.Municipalities.AddRange(MunicipalityYears.Of(region.MunicipalityBudgets(request.Year), amounts, region.Mergers(), DutchDay.Of(asOf))
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
            }));
        return reply;
    }
}
