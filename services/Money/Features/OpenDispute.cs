using Grpc.Core;
using Inkoop.Money.Payments;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// Part of an amount is not agreed. Too much: that part is held back from the next run on, the rest stays payable. Too little: it stands as a claim and no payment changes, so that
// proposals stay what they are.
public sealed partial class PaymentRpc
{
    public override async Task<DisputeReply> OpenDispute(OpenDisputeRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        check.Text(request.RequestId, "request_id", 1, 100);
        var contractId = check.Id(request.ContractId, "contract_id");
        var key = check.Text(request.Key, "key", 1, 150);
        var code = check.Text(request.MunicipalityCode, "municipality_code", 4, 4);
        var reason = check.Text(request.Reason, "reason", 1, 1_000);
        check.That(request.DisputedCents is > 0 and <= DisputeDecisions.Most, "disputed_cents", "out_of_range", "Een betwist bedrag is groter dan nul en hoogstens tien miljard euro.");
        var evidence = check.Text(request.Evidence, "evidence", 0, 200);
        check.That(request.Year == 0 || request.Year is >= 2015 and <= 2200, "year", "out_of_range", "Kies een jaar vanaf 2015.");
        check.ThrowIfAny();
        var direction = DisputeDecisions.DirectionOf(request.Direction, caller.IsProvider);
        var isClaim = direction == DisputeDecisions.TooLittle;
        var found = await FindAsync(caller, contractId, request.Year, key, code, clock.GetUtcNow(), context.CancellationToken);

        return await database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var open = await work.ScalarAsync<long>(CountOpen, new { contractId, found.Year, key, code, direction });
            if (isClaim) DisputeDecisions.ClaimOn(found.LotId.Length > 0, open > 0);
            else DisputeDecisions.OpenOn(found.AmountCents, found.HeldCents, request.DisputedCents, open > 0);
            var row = new DisputeRow
            {
                DisputeId = Guid.CreateVersion7(work.Now),
                Version = 1,
                ContractId = contractId,
                ContractNumber = found.Contract.Number,
                ProviderId = found.Contract.ProviderId,
                Year = found.Year,
                LotId = found.LotId,
                PaymentKey = key,
                MunicipalityCode = code,
                DisputedCents = request.DisputedCents,
                AmountCents = found.AmountCents,
                Status = DisputeDecisions.Open,
                Reason = reason,
                OpenedBy = work.Actor,
                OpenedAt = work.Now,
                Direction = direction,
                Evidence = evidence.Length > 0 ? evidence : null,
            };
            await work.InsertManyAsync("dispute", [row]);
            if (!isClaim) await PaymentStore.CountAsync(work, contractId, row.Year);
            work.Emit($"dispute/{row.DisputeId}", row.Version, new DisputeOpened
            {
                DisputeId = row.DisputeId,
                Version = row.Version,
                ContractId = contractId,
                ProviderId = row.ProviderId,
                Year = row.Year,
                Key = key,
                MunicipalityCode = code,
                DisputedCents = row.DisputedCents,
                Direction = direction,
            });
            return new DisputeReply { Dispute = DisputeWire.ToWire(row, caller.WorksWithClients) };
        });
    }

    /// <summary>The amount that is disputed as it is due over the whole of its year, or was paid in it; zero in no lot when there is none.</summary>
    private Task<Disputable> FindAsync(Caller caller, Guid contractId, int year, string key, string code, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection =>
        {
            await ContractReach.CheckAsync(connection, caller, contractId);
            var contract = await PaymentStore.ContractAsync(connection, contractId);
            var newest = Math.Min(contract.EndsOn.Year, DutchDay.Of(asOf).Year);
            for (var candidate = year == 0 ? newest : year; candidate >= contract.StartsOn.Year && contract.RunsIn(candidate); candidate--)
            {
                var due = await PaymentStore.DueAsync(connection, contractId, candidate, new DateOnly(candidate, 12, 31), asOf, DateTimeOffset.MaxValue);
                if (due.Due.Concat(due.Before).FirstOrDefault(amount => amount.Key == key && amount.MunicipalityCode == code) is { } amount)
                    return new Disputable(contract, candidate, amount.LotId, Holds.AmountOf(amount.LotId, key, code, due.Due, due.Credits),
                        due.Holds.Where(hold => hold.LotId == amount.LotId && hold.Key == key && hold.MunicipalityCode == code).Sum(hold => hold.Cents));
                if (year != 0) break;
            }
            return new Disputable(contract, year == 0 ? newest : year, "", 0, 0);
        }, cancellationToken);

    private sealed record Disputable(PayableContract Contract, int Year, string LotId, long AmountCents, long HeldCents);

    private const string CountOpen = """
        SELECT COUNT(*) FROM dispute
        WHERE contract_id = @contractId AND year = @Year AND payment_key = @key AND municipality_code = @code AND status = 'open' AND direction = @direction
        """;
}
