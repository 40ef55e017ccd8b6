using System.Data.Common;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money.Payments;

/// <summary>Payment runs as callers see them. A provider sees a run from its approval on, and of it only its own part: totals, municipalities, contracts and omissions.</summary>
internal static class RunWire
{
    /// <summary>What limits a caller to its own rows; null for who sees all.</summary>
    public static string[]? Own(Caller caller) => caller.IsProvider ? caller.ProviderIds.InList() : null;

    /// <summary>The run when the caller may see it; a provider is denied a run without a line of its own in the same words as one that is not there.</summary>
    public static async Task<RunRow> ReachAsync(DbConnection connection, Guid runId, string[]? own)
    {
        var run = await connection.QueryFirstOrDefaultAsync<RunRow>($"{SelectRun} WHERE r.run_id = @runId", new { runId });
        if (own is not null && (run is null || run.ApprovedAt is null || await connection.ExecuteScalarAsync<long>(CountOwn, new { runId, own }) == 0)) throw new Denied();
        return run ?? throw new NotFound("payment_run", runId);
    }

    /// <summary>The run whole, as far as it is the caller's.</summary>
    public static async Task<PaymentRun> ReadAsync(DbConnection connection, RunRow run, string[]? own, DbTransaction? transaction = null)
    {
        var arguments = new { runId = run.RunId, own };
        var mine = own is null ? "" : " AND provider_id IN @own";
        var totals = (await connection.QueryAsync<TotalRow>($"{Totals}{mine} GROUP BY municipality_code ORDER BY municipality_code", arguments, transaction)).AsList();
        var contracts = (await connection.QueryAsync<RunContractRow>($"{SelectContracts}{mine} ORDER BY contract_number, contract_id", arguments, transaction)).AsList();
        var omissions = await connection.QueryAsync<RunOmissionRow>(SelectOmissions, arguments, transaction);
        var wire = ToWire(own is null ? run : run with
        {
            TotalCents = totals.Sum(total => total.Cents),
            LineCount = totals.Sum(total => total.LineCount),
            DisputedCents = contracts.Sum(contract => contract.DisputedCents),
        }, own is not null);
        wire.Municipalities.AddRange(totals.Select(total => new MunicipalityTotal { MunicipalityCode = total.MunicipalityCode, Cents = total.Cents, LineCount = total.LineCount }));
        if (run.IsSelection) wire.ContractIds.AddRange(contracts.Select(contract => contract.ContractId.ToString()));
        var reached = contracts.Select(contract => contract.ContractId).ToHashSet();
        wire.Omissions.AddRange(omissions.Where(omission => reached.Contains(omission.ContractId)).Select(omission => new RunOmission
        {
            ContractId = omission.ContractId.ToString(),
            ContractNumber = omission.ContractNumber,
            Code = omission.Code,
            Text = omission.LotId.Length == 0 ? omission.Text : $"Perceel {omission.LotId}: {omission.Text}",
        }));
        return wire;
    }

    /// <summary>The run by itself. Who of the region did what is no matter of a provider.</summary>
    public static PaymentRun ToWire(RunRow run, bool forProvider) => new()
    {
        RunId = run.RunId.ToString(),
        Version = run.Version,
        Year = run.Year,
        Until = WireText.Day(run.UntilOn),
        AsOf = run.AsOf.ToTimestamp(),
        Status = WireText.Parse<PaymentRunStatus>(run.Status),
        TotalCents = run.TotalCents,
        LineCount = run.LineCount,
        DisputedCents = run.DisputedCents,
        ProposedBy = forProvider ? "" : run.ProposedBy,
        ApprovedBy = forProvider ? "" : run.ApprovedBy ?? "",
        PaidOn = WireText.Day(run.PaidOn),
        Reason = run.Reason ?? "",
    };

    public const string SelectRun = """
        SELECT r.run_id, r.version, r.year, r.until_on, r.as_of, r.status, r.is_selection, r.total_cents, r.line_count, r.disputed_cents, r.proposed_by, r.proposed_at,
            r.approved_by, r.approved_at, r.paid_on, r.paid_by, r.ended_at, r.reason
        FROM payment_run r
        """;

    private const string CountOwn = "SELECT COUNT(*) FROM payment_run_contract WHERE run_id = @runId AND line_count > 0 AND provider_id IN @own";

    private const string Totals = "SELECT municipality_code, SUM(cents) AS cents, COUNT(*) AS line_count FROM payment_line WHERE run_id = @runId";

    private const string SelectContracts = """
        SELECT run_id, contract_id, contract_number, provider_id, until_on, line_count, payment_count, advanced_cents, contract_version, disputed_cents
        FROM payment_run_contract WHERE run_id = @runId
        """;

    private const string SelectOmissions = "SELECT run_id, contract_id, lot_id, contract_number, code, text FROM payment_run_omission WHERE run_id = @runId ORDER BY contract_number, lot_id";

    private sealed record TotalRow
    {
        public string MunicipalityCode { get; init; } = "";
        public long Cents { get; init; }
        public long LineCount { get; init; }
    }
}
