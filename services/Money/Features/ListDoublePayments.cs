using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Payments;
using Inkoop.Money.Settlements;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// The check that two funding models side by side pay no youth-day twice: nothing in the answer is the right answer.
public sealed partial class PaymentRpc
{
    public override async Task<ListDoublePaymentsReply> ListDoublePayments(ListDoublePaymentsRequest request, ServerCallContext context)
    {
        var check = new Check();
        check.That(request.Year is >= 2015 and <= 2200, "year", "out_of_range", "Kies een jaar vanaf 2015.");
        check.ThrowIfAny();
        var asOf = AsOf(request.AsOf);
        var contracts = new List<ContractCare>();
        var mergers = (await database.ReadAsync(connection => SettlementStore.RegionAsync(connection, asOf), context.CancellationToken)).Mergers();
        foreach (var contract in await database.ReadAsync(connection => PaymentStore.ContractsAsync(connection, request.Year), context.CancellationToken))
        {
            try
            {
                contracts.Add(await database.ReadAsync(async connection =>
                {
                    var state = await SettlementStore.ContractAsync(connection, contract.ContractId, asOf);
                    var allocations = (await connection.QueryAsync<AllocationVersion>("SELECT * FROM allocation WHERE contract_id = @ContractId", contract)).AsList();
                    var persons = await KnownPersons.ReadAsync(connection, contract.ContractId, asOf);
                    var reports = persons.Join(await connection.QueryAsync<CareReport>("SELECT * FROM care WHERE contract_id = @ContractId", contract));
                    return new ContractCare(state, CareFacts.Standing(reports, allocations, asOf, DutchDay.Of(asOf)), allocations.GroupBy(version => version.AllocationId).ToDictionary(same => same.Key, same => same.First().Category));
                }, context.CancellationToken));
            }
            catch (Refused reason) when (reason.Code == "contract_not_signed")
            {
                // It was not in force yet at the moment asked about: it paid nothing.
            }
        }

        // Care that runs has been paid for until today, not until the end of the year.
        var year = Period.Year(request.Year);
        var today = DutchDay.Of(asOf);
        var found = today < year.From ? [] : DoublePayments.Of(contracts, year with { Until = today < year.Until ? today : year.Until }, mergers);
        var lots = contracts.SelectMany(one => one.Contract.Lots.Select(lot => (one.Contract, Lot: lot))).ToDictionary(one => DoublePayments.Arrangement(one.Contract.ContractId, one.Lot.LotId));
        var reply = new ListDoublePaymentsReply { DayCount = found.Sum(days => days.Days), AsOf = asOf.ToTimestamp() };
        reply.Payments.AddRange(found.Select(days => new DoublePayment
        {
            MunicipalityCode = days.MunicipalityCode,
            Category = days.Category,
            DayCount = days.Days,
            FirstDay = WireText.Day(days.FirstDay),
            LastDay = WireText.Day(days.LastDay),
            Arrangements =
            {
                days.Arrangements.Where(lots.ContainsKey).Select(id => lots[id]).Select(one => new PayingArrangement
                {
                    ContractId = one.Contract.ContractId.ToString(),
                    ContractNumber = one.Contract.Number,
                    LotId = one.Lot.LotId,
                    FundingModel = one.Lot.FundingModel,
                }),
            },
        }));
        return reply;
    }
}
