using Dapper;
using Grpc.Core;
using Inkoop.Money.Payments;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// Payment runs, the newest first. A provider gets those that pay it something, with its own totals.
public sealed partial class PaymentRpc
{
    public override async Task<ListPaymentRunsReply> ListPaymentRuns(ListPaymentRunsRequest request, ServerCallContext context)
    {
        var own = RunWire.Own(Caller.Of(context));
        var skip = PageToken.Read(request.PageToken);
        var take = PageToken.Size(request.PageSize);
        var check = new Check();
        check.That(request.Year == 0 || request.Year is >= 2015 and <= 2200, "year", "out_of_range", "Kies een jaar vanaf 2015.");
        check.ThrowIfAny();

        var where = Conditions.Where(
            (request.Year != 0, "r.year = @year"),
            (request.Status != PaymentRunStatus.Unspecified, "r.status = @status"),
            (own is not null, OwnRuns));
        var arguments = new { year = request.Year, status = WireText.Name(request.Status), own, skip, take = take + 1 };
        return await database.ReadAsync(async connection =>
        {
            var total = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM payment_run r {where}", arguments);
            var cents = own is null ? await connection.ExecuteScalarAsync<long?>($"SELECT SUM(r.total_cents) FROM payment_run r {where}", arguments) ?? 0 : 0;
            var rows = (await connection.QueryAsync<RunRow>(database.Dialect.Page($"{RunWire.SelectRun} {where} ORDER BY r.proposed_at DESC, r.run_id"), arguments)).ToList();
            var reply = new ListPaymentRunsReply { TotalCount = total, TotalCents = cents, NextPageToken = PageToken.Next(skip, take, rows.Count) };
            foreach (var run in rows.Take(take)) reply.Runs.Add(own is null ? RunWire.ToWire(run, false) : Summary(await RunWire.ReadAsync(connection, run, own)));
            return reply;
        }, context.CancellationToken);
    }

    private static PaymentRun Summary(PaymentRun run)
    {
        run.Municipalities.Clear();
        run.ContractIds.Clear();
        run.Omissions.Clear();
        return run;
    }

    private const string OwnRuns = """
        r.approved_at IS NOT NULL AND EXISTS (SELECT 1 FROM payment_run_contract c WHERE c.run_id = r.run_id AND c.line_count > 0 AND c.provider_id IN @own)
        """;
}
