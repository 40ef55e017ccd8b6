using System.Data.Common;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Inkoop.Money.Cells;
using Inkoop.Money.Payments;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// The year statement (jaaropgave) by municipality and provider: due, paid, in payment, disputed, and open, which is what the next run would pay. A provider gets its own.
public sealed partial class PaymentRpc
{
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
        var years = await YearsAsync(request.Year, request.AsOf, IsWanted, context.CancellationToken);
        var models = await database.ReadAsync(
            connection => PaymentStore.ModelsAsync(connection, [.. years.Select(year => year.Contract.ContractId)]), context.CancellationToken);
        var claimed = await ClaimedAsync(request.Year, asOf, context.CancellationToken);
        foreach (var (contract, sums) in years)
        {
            var claims = claimed[contract.ContractId].ToDictionary(claim => (claim.LotId, claim.MunicipalityCode));
            reply.Rows.AddRange(claims.Values.Where(claim => !sums.Years.Any(row => IsOf(claim, row)))
                .Where(claim => request.MunicipalityCode.Length == 0 || claim.MunicipalityCode == request.MunicipalityCode).Select(claim => new StatementRow
                {
                    MunicipalityCode = claim.MunicipalityCode,
                    ProviderId = claim.ProviderId.ToString(),
                    ProviderName = contract.ProviderName,
                    ContractId = contract.ContractId.ToString(),
                    ContractNumber = contract.Number,
                    LotId = claim.LotId,
                    FundingModel = models.GetValueOrDefault((contract.ContractId, claim.LotId), ""),
                    ClaimedCents = claim.Cents,
                }));
            reply.Rows.AddRange(sums.Years.Where(row => row.DueCents != 0 || row.PaidCents != 0 || row.ApprovedCents != 0 || row.DisputedCents != 0)
                .Where(row => request.MunicipalityCode.Length == 0 || row.MunicipalityCode == request.MunicipalityCode).Select(row => new StatementRow
                {
                    MunicipalityCode = row.MunicipalityCode,
                    ProviderId = row.ProviderId,
                    ProviderName = contract.ProviderName,
                    ContractId = contract.ContractId.ToString(),
                    ContractNumber = contract.Number,
                    LotId = row.LotId,
                    FundingModel = models.GetValueOrDefault((contract.ContractId, row.LotId), ""),
                    DueCents = row.DueCents,
                    PaidCents = row.PaidCents,
                    ApprovedCents = row.ApprovedCents,
                    DisputedCents = row.DisputedCents,
                    OpenCents = row.OpenCents(),
                    ClaimedCents = claims.Values.Where(claim => IsOf(claim, row)).Sum(claim => claim.Cents),
                }));
            reply.Omissions.AddRange(sums.Omissions.Select(lot => new RunOmission
            {
                ContractId = contract.ContractId.ToString(),
                ContractNumber = contract.Number,
                Code = lot.Code,
                Text = $"Perceel {lot.LotId}: {lot.Text}",
            }));
        }

        var rows = reply.Rows.OrderBy(row => row.MunicipalityCode, StringComparer.Ordinal).ThenBy(row => row.ProviderId, StringComparer.Ordinal).ThenBy(row => row.ContractNumber, StringComparer.Ordinal).ThenBy(row => row.LotId, StringComparer.Ordinal).ToList();
        reply.Rows.Clear();
        reply.Rows.AddRange(rows);
        reply.DueCents = rows.Sum(row => row.DueCents);
        reply.PaidCents = rows.Sum(row => row.PaidCents);
        reply.ApprovedCents = rows.Sum(row => row.ApprovedCents);
        reply.DisputedCents = rows.Sum(row => row.DisputedCents);
        reply.OpenCents = rows.Sum(row => row.OpenCents);
        reply.ClaimedCents = rows.Sum(row => row.ClaimedCents);
        return reply;
    }

    private static bool IsOf(ClaimedRow claim, YearCell row) =>
        claim.LotId == row.LotId && claim.MunicipalityCode == row.MunicipalityCode && claim.ProviderId.ToString() == row.ProviderId
        && (row.DueCents != 0 || row.PaidCents != 0 || row.ApprovedCents != 0 || row.DisputedCents != 0);

    /// <summary>What stood claimed at a moment, by contract.</summary>
    private Task<ILookup<Guid, ClaimedRow>> ClaimedAsync(int year, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection => (await connection.QueryAsync<ClaimedRow>(PaymentStore.Claimed, new { year, asOf })).ToLookup(row => row.ContractId), cancellationToken);

    private sealed record ClaimedRow
    {
        public Guid ContractId { get; init; }
        public string LotId { get; init; } = "";
        public string MunicipalityCode { get; init; } = "";
        public Guid ProviderId { get; init; }
        public long Cents { get; init; }
    }

    private DateTimeOffset AsOf(Timestamp? asked) => Moments.Read(asked, "as_of") ?? clock.GetUtcNow();

    /// <summary>The figures of a year of every signed contract that is wanted, by number: from their cells, or as of a moment from what was recorded.</summary>
    private Task<IReadOnlyList<(PayableContract Contract, YearSums Sums)>> YearsAsync(
        int year, Timestamp? asOf, Func<PayableContract, bool> wanted, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
    {
        var moment = AsOf(asOf);
        var contracts = (await PaymentStore.ContractsAsync(connection, year)).Where(wanted).ToList();
        var kept = asOf is null ? await CellStore.SumsAsync(connection, [.. contracts.Select(contract => contract.ContractId)], year, moment) : null;
        var result = new List<(PayableContract, YearSums)>();
        foreach (var contract in contracts)
            result.Add((contract, kept?[contract.ContractId] ?? (await CellStore.ComputeAsync(connection, contract.ContractId, year, moment)).Sums()));
        return (IReadOnlyList<(PayableContract, YearSums)>)result;
    }, cancellationToken);
}
