using Dapper;
using Grpc.Core;
using Inkoop.Funding;
using Inkoop.Money.Payments;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// The payment file (betaalbestand) of a run in its order, or every line of one contract over all runs. The lines of the municipalities add up to the run.
public sealed partial class PaymentRpc
{
    private const int MostLinesOfPage = 1_000;

    public override async Task<ListPaymentLinesReply> ListPaymentLines(ListPaymentLinesRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var own = RunWire.Own(caller);
        var skip = PageToken.Read(request.PageToken);
        var take = request.PageSize == 0 ? PageToken.DefaultSize : request.PageSize;
        var check = new Check();
        check.That(take is >= 1 and <= MostLinesOfPage, "page_size", "out_of_range", $"Tussen 1 en {MostLinesOfPage}.");
        check.That(request.RunId.Length > 0 || request.ContractId.Length > 0, "run_id", "required", "Geef een run_id of een contract_id.");
        Guid? runId = request.RunId.Length == 0 ? null : check.Id(request.RunId, "run_id");
        Guid? contractId = request.ContractId.Length == 0 ? null : check.Id(request.ContractId, "contract_id");
        check.ThrowIfAny();

        var where = Conditions.Where(
            (runId is not null, "l.run_id = @runId"),
            (contractId is not null, "l.contract_id = @contractId"),
            (request.MunicipalityCode.Length > 0, "l.municipality_code = @municipalityCode"),
            (own is not null, "l.provider_id IN @own AND r.approved_at IS NOT NULL"));
        var arguments = new { runId, contractId, municipalityCode = request.MunicipalityCode, own, skip, take = take + 1 };
        return await database.ReadAsync(async connection =>
        {
            if (contractId is { } contract) await ContractReach.CheckAsync(connection, caller, contract);
            if (runId is { } run) await RunWire.ReachAsync(connection, run, own);
            var withClients = caller.WorksWithClients;
            var total = await connection.QueryFirstAsync<SumRow>(withClients ? $"{SumLines} {where}" : $"SELECT COUNT(*) AS line_count, COALESCE(SUM(cents), 0) AS cents FROM ({AddedUp(where)}) added", arguments);
            var rows = (await connection.QueryAsync<LineRow>(
                database.Dialect.Page(withClients ? $"{SelectLines} {where} ORDER BY r.proposed_at, l.run_id, l.line_number" : $"{AddedUp(where)} ORDER BY r.proposed_at, l.run_id, MIN(l.line_number)"), arguments)).ToList();
            var reply = new ListPaymentLinesReply { TotalCount = total.LineCount, TotalCents = total.Cents, NextPageToken = PageToken.Next(skip, take, rows.Count) };
            reply.Lines.AddRange(rows.Take(take).Select(ToWire));
            return reply;
        }, context.CancellationToken);
    }

    private static PaymentLine ToWire(LineRow line) => new()
    {
        RunId = line.RunId.ToString(),
        ContractId = line.ContractId.ToString(),
        ContractNumber = line.ContractNumber,
        LotId = line.LotId,
        ProviderId = line.ProviderId,
        ProviderName = line.ProviderName,
        MunicipalityCode = line.MunicipalityCode,
        Key = line.PaymentKey,
        SettledCents = line.SettledCents,
        BeforeCents = line.BeforeCents,
        DisputedCents = line.DisputedCents,
        Cents = line.Cents,
        IsDifference = line.IsDifference,
    };

    private const string FromLines = """
        FROM payment_line l
            JOIN payment_run r ON r.run_id = l.run_id
            JOIN payment_run_contract c ON c.run_id = l.run_id AND c.contract_id = l.contract_id
            LEFT JOIN known_provider p ON p.provider_id = l.provider_id
        """;

    private const string SumLines =
        "SELECT COUNT(*) AS line_count, COALESCE(SUM(l.cents), 0) AS cents FROM payment_line l JOIN payment_run r ON r.run_id = l.run_id";

    // What was paid for one client each, added up: for whoever does not work with clients (Regeling Jeugdwet 6b).
    private static string AddedUp(string where) => $"""
        SELECT l.run_id, l.contract_id, c.contract_number, l.lot_id, l.provider_id, COALESCE(p.name, '') AS provider_name, l.municipality_code, {KindOrKey} AS payment_key,
            SUM(l.settled_cents) AS settled_cents, SUM(l.before_cents) AS before_cents, SUM(l.disputed_cents) AS disputed_cents, SUM(l.cents) AS cents,
            CAST(MAX(CASE WHEN l.is_difference = 1 THEN 1 ELSE 0 END) AS bit) AS is_difference
        {FromLines}
        {where}
        GROUP BY r.proposed_at, l.run_id, l.contract_id, c.contract_number, l.lot_id, l.provider_id, COALESCE(p.name, ''), l.municipality_code, {KindOrKey}
        """;

    private static readonly string KindOrKey =
        $"CASE {string.Join(' ', PaymentKeys.KindsOfOneClient.Select(kind => $"WHEN l.payment_key LIKE '{kind}/%' THEN '{kind}'"))} ELSE l.payment_key END";

    private const string SelectLines = $"""
        SELECT l.run_id, l.contract_id, c.contract_number, l.lot_id, l.provider_id, COALESCE(p.name, '') AS provider_name, l.municipality_code, l.payment_key,
            l.settled_cents, l.before_cents, l.disputed_cents, l.cents, l.is_difference
        {FromLines}
        """;

    private sealed record SumRow
    {
        public long LineCount { get; init; }
        public long Cents { get; init; }
    }

    private sealed record LineRow
    {
        public Guid RunId { get; init; }
        public Guid ContractId { get; init; }
        public string ContractNumber { get; init; } = "";
        public string LotId { get; init; } = "";
        public string ProviderId { get; init; } = "";
        public string ProviderName { get; init; } = "";
        public string MunicipalityCode { get; init; } = "";
        public string PaymentKey { get; init; } = "";
        public long SettledCents { get; init; }
        public long BeforeCents { get; init; }
        public long DisputedCents { get; init; }
        public long Cents { get; init; }
        public bool IsDifference { get; init; }
    }
}
