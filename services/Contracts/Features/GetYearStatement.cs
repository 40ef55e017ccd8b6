using System.Data.Common;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Inkoop.Contracts.Payments;
using Inkoop.Platform;
using Inkoop.Platform.Identity;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Contracts;

// The year statement (jaaropgave) by municipality and provider: due, paid, disputed, and open, which is what the next run would pay. A provider gets its own.
public sealed partial class PaymentRpc
{
    [Permit(Role.ProcurementOfficer, Role.ContractManager, Role.Finance, Role.Auditor, Role.Provider)]
    public override async Task<GetYearStatementReply> GetYearStatement(GetYearStatementRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        check.That(request.Year is >= 2015 and <= 2200, "year", "out_of_range", "Kies een jaar vanaf 2015.");
        Guid? providerId = request.ProviderId.Length == 0 ? null : check.Id(request.ProviderId, "provider_id");
        check.ThrowIfAny();
        if (providerId is { } asked) caller.MustReach(asked);
        var asOf = AsOf(request.AsOf);

        var reply = new GetYearStatementReply { Year = request.Year, AsOf = asOf.ToTimestamp() };
        var today = DutchDay.Of(asOf);
        bool IsWanted(PayableContract contract) => today.Year >= request.Year && contract.StartsOn <= today
            && (providerId is null || contract.ProviderId == providerId) && (!caller.IsProvider || caller.ProviderIds.Contains(contract.ProviderId));
        await EachContractAsync(request.Year, asOf, IsWanted, (_, _, due) => Task.FromResult(due), (contract, due) =>
        {
            var models = due.Contract.Lots.ToDictionary(lot => lot.LotId, lot => lot.FundingModel);
            reply.Rows.AddRange(due.Statement().Where(row => request.MunicipalityCode.Length == 0 || row.MunicipalityCode == request.MunicipalityCode).Select(row => new StatementRow
            {
                MunicipalityCode = row.MunicipalityCode,
                ProviderId = row.ProviderCode,
                ProviderName = contract.ProviderName,
                ContractId = contract.ContractId.ToString(),
                ContractNumber = contract.Number,
                LotId = row.LotId,
                FundingModel = models.GetValueOrDefault(row.LotId, ""),
                SettledCents = row.DueCents,
                PaidCents = row.PaidCents,
                DisputedCents = row.DisputedCents,
                OpenCents = row.OpenCents,
            }));
            reply.Omissions.AddRange(due.LeftOut.Select(lot => new RunOmission { ContractId = contract.ContractId.ToString(), ContractNumber = contract.Number, Code = lot.Code, Text = $"Perceel {lot.LotId}: {lot.Text}" }));
        }, context.CancellationToken);

        var rows = reply.Rows.OrderBy(row => row.MunicipalityCode, StringComparer.Ordinal).ThenBy(row => row.ProviderId, StringComparer.Ordinal).ThenBy(row => row.ContractNumber, StringComparer.Ordinal).ThenBy(row => row.LotId, StringComparer.Ordinal).ToList();
        reply.Rows.Clear();
        reply.Rows.AddRange(rows);
        reply.SettledCents = rows.Sum(row => row.SettledCents);
        reply.PaidCents = rows.Sum(row => row.PaidCents);
        reply.DisputedCents = rows.Sum(row => row.DisputedCents);
        reply.OpenCents = rows.Sum(row => row.OpenCents);
        return reply;
    }

    private DateTimeOffset AsOf(Timestamp? asked) => asked?.ToDateTimeOffset() ?? clock.GetUtcNow();

    /// <summary>What each contract of the year owes by the day of the moment, the last of the year at most; by its first day when that is still to come.</summary>
    /// <param name="read">May be done again: it changes nothing outside itself.</param>
    /// <param name="take">Gets what was read, once for each contract.</param>
    private async Task EachContractAsync<T>(
        int year, DateTimeOffset asOf, Func<PayableContract, bool> wanted, Func<DbConnection, PayableContract, ContractDue, Task<T>> read,
        Action<PayableContract, T> take, CancellationToken cancellationToken)
    {
        var today = DutchDay.Of(asOf);
        foreach (var contract in (await database.ReadAsync(connection => PaymentStore.ContractsAsync(connection, year), cancellationToken)).Where(wanted))
        {
            var firstDay = contract.StartsOn.Year < year ? new DateOnly(year, 1, 1) : contract.StartsOn;
            var until = today.Year > year ? new DateOnly(year, 12, 31) : today < firstDay ? firstDay : today;
            T found;
            try
            {
                found = await database.ReadAsync(async connection =>
                {
                    var due = await PaymentStore.DueAsync(connection, contract.ContractId, year, until, asOf, asOf);
                    return await read(connection, contract, due);
                }, cancellationToken);
            }
            catch (Refused reason) when (reason.Code == "contract_not_signed")
            {
                continue; // it was not in force yet at the moment asked about: it owed nothing
            }

            take(contract, found);
        }
    }
}
