using System.Data.Common;
using Dapper;
using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Money.Cells;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Data;
using Inkoop.Wire;
using Inkoop.Wire.Faults;
using Period = Inkoop.Ijw.Period;

namespace Inkoop.Money.Payments;

/// <summary>A signed contract that runs in a year.</summary>
internal sealed record PayableContract
{
    public Guid ContractId { get; init; }
    public string Number { get; init; } = "";
    public Guid ProviderId { get; init; }
    public string ProviderName { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }

    public bool RunsIn(int year) => StartsOn.Year <= year && EndsOn.Year >= year;
}

/// <summary>Reads what payments rest on. One contract at a time, so that a region needs no more memory than its largest contract.</summary>
internal static class PaymentStore
{
    /// <summary>Signed contracts of the year by number.</summary>
    public static async Task<IReadOnlyList<PayableContract>> ContractsAsync(DbConnection connection, int year) =>
        (await connection.QueryAsync<PayableContract>($"{SelectContract} WHERE starts_on <= @lastDay AND ends_on >= @firstDay ORDER BY number_key, contract_id",
            new { firstDay = new DateOnly(year, 1, 1), lastDay = new DateOnly(year, 12, 31) })).AsList();

    /// <summary>Funding models of their lots, by contract and lot.</summary>
    public static async Task<IReadOnlyDictionary<(Guid ContractId, string LotId), string>> ModelsAsync(DbConnection connection, IReadOnlyList<Guid> contractIds)
    {
        var models = new Dictionary<(Guid, string), string>();
        foreach (var chunk in contractIds.Chunk(500))
            foreach (var lot in await connection.QueryAsync<LotModelRow>("SELECT contract_id, lot_id, funding_model FROM known_contract_lot WHERE contract_id IN @ids", new { ids = chunk.InList() }))
                models[(lot.ContractId, lot.LotId)] = lot.FundingModel;
        return models;
    }

    public static async Task<PayableContract> ContractAsync(DbConnection connection, Guid contractId) =>
        await connection.QueryFirstAsync<PayableContract>($"{SelectContract} WHERE contract_id = @contractId", new { contractId });

    /// <summary>What the contract owes in the year by what was known at a moment, and by the runs and disputes that stood then.</summary>
    /// <param name="paymentsAsOf">The runs and disputes that count; the far future for all of now.</param>
    public static async Task<ContractDue> DueAsync(DbConnection connection, Guid contractId, int year, DateOnly until, DateTimeOffset asOf, DateTimeOffset paymentsAsOf)
    {
        // First how often something happened, then what: what comes in between shows as a later count, and the approval refuses.
        var history = await HistoryAsync(connection, contractId, year, paymentsAsOf, DutchDay.Of(asOf));
        var contract = await SettlementStore.ContractAsync(connection, contractId, asOf);
        var last = history.PaidUntil > until ? history.PaidUntil.Value : until;
        var facts = await SettlementStore.FactsAsync(connection, contract, new Period(new DateOnly(year, 1, 1), last), asOf);
        return ContractDue.Of(contract, facts, year, until, asOf, history);
    }

    /// <param name="today">The day by which a run is paid or not.</param>
    public static async Task<PaymentHistory> HistoryAsync(DbConnection connection, Guid contractId, int year, DateTimeOffset asOf, DateOnly today)
    {
        var arguments = new { contractId, year, asOf, today };
        var counted = (await connection.QueryAsync<PaidRow>(Paid, arguments)).AsList();
        return new PaymentHistory
        {
            PaymentCount = await connection.ExecuteScalarAsync<long?>(CountOf, arguments) ?? 0,
            Paid = [.. counted.Select(row => row.Amount(row.Cents))],
            Approved = [.. counted.Where(row => row.ApprovedCents != 0).Select(row => row.Amount(row.ApprovedCents))],
            Disputes = [.. (await connection.QueryAsync<DisputeAmountRow>(Disputed, arguments)).Select(row => new DisputedAmount
            {
                LotId = row.LotId,
                Key = row.PaymentKey,
                MunicipalityCode = row.MunicipalityCode,
                DisputedCents = row.DisputedCents,
                // At that moment it may not have been resolved yet.
                IsUpheld = row.Status == DisputeDecisions.Upheld && row.ResolvedAt <= asOf,
                AmountCents = row.AmountCents,
            })],
            Agreed = [.. (await connection.QueryAsync<PaidRow>(Agreed, arguments)).Select(row => new LotAmount(row.LotId, row.PaymentKey, row.MunicipalityCode, row.ProviderId, row.Cents))],
            PaidUntil = await connection.ExecuteScalarAsync<DateOnly?>(PaidUntil, arguments),
        };
    }

    /// <summary>Counts that something happened to the payments of a contract, so that a proposal made before it is not approved. Until the end of the transaction nobody else counts it.</summary>
    public static async Task CountAsync(UnitOfWork work, Guid contractId, int year)
    {
        await CellStore.TouchAsync(work, contractId, year, year);
        var account = new { contractId, year };
        if (await work.ExecuteAsync(CountOneMore, account) > 0) return;
        try
        {
            await work.ExecuteAsync("INSERT INTO payment_account (contract_id, year, payment_count) VALUES (@contractId, @year, 1)", account);
        }
        catch (DbException exception) when (work.Dialect.IsDuplicateKey(exception))
        {
            // Another transaction counted it for the first time meanwhile.
            await work.ExecuteAsync(CountOneMore, account);
        }
    }

    private const string CountOneMore = "UPDATE payment_account SET payment_count = payment_count + 1 WHERE contract_id = @contractId AND year = @year";

    private const string SelectContract = "SELECT contract_id, number, provider_id, provider_name, starts_on, ends_on FROM known_contract";

    private const string CountOf = "SELECT payment_count FROM payment_account WHERE contract_id = @contractId AND year = @year";

    /// <summary>A run counts from its approval until it is reversed.</summary>
    public const string CountsAt = "r.approved_at IS NOT NULL AND r.approved_at <= @asOf AND (r.ended_at IS NULL OR r.ended_at > @asOf)";

    private const string Paid = $"""
        SELECT l.lot_id, l.payment_key, l.municipality_code, l.provider_id, SUM(l.cents) AS cents,
            SUM(CASE WHEN r.paid_on <= @today THEN 0 ELSE l.cents END) AS approved_cents
        FROM payment_line l JOIN payment_run r ON r.run_id = l.run_id
        WHERE l.contract_id = @contractId AND l.year = @year AND {CountsAt}
        GROUP BY l.lot_id, l.payment_key, l.municipality_code, l.provider_id
        """;

    private const string PaidUntil = $"""
        SELECT MAX(c.until_on)
        FROM payment_run_contract c JOIN payment_run r ON r.run_id = c.run_id
        WHERE c.contract_id = @contractId AND r.year = @year AND c.line_count > 0 AND {CountsAt}
        """;

    private const string Agreed = """
        SELECT lot_id, payment_key, municipality_code, provider_id, agreed_cents AS cents
        FROM dispute
        WHERE contract_id = @contractId AND year = @year AND status = 'agreed' AND agreed_cents <> 0 AND resolved_at <= @asOf
        """;

    /// <summary>What stood claimed at a moment, by contract, lot and municipality.</summary>
    public const string Claimed = """
        SELECT contract_id, lot_id, municipality_code, provider_id, SUM(disputed_cents) AS cents
        FROM dispute
        WHERE year = @year AND direction = 'too_little' AND opened_at <= @asOf AND (resolved_at IS NULL OR resolved_at > @asOf)
        GROUP BY contract_id, lot_id, municipality_code, provider_id
        """;

    private const string Disputed = """
        SELECT lot_id, payment_key, municipality_code, disputed_cents, amount_cents, status, resolved_at
        FROM dispute
        WHERE contract_id = @contractId AND year = @year AND direction = 'too_much' AND opened_at <= @asOf
            AND (status <> 'dismissed' OR resolved_at > @asOf)
        """;

    private sealed record LotModelRow
    {
        public Guid ContractId { get; init; }
        public string LotId { get; init; } = "";
        public string FundingModel { get; init; } = "";
    }

    private sealed record PaidRow
    {
        public string LotId { get; init; } = "";
        public string PaymentKey { get; init; } = "";
        public string MunicipalityCode { get; init; } = "";
        public string ProviderId { get; init; } = "";
        public long Cents { get; init; }
        public long ApprovedCents { get; init; }

        public LotAmount Amount(long cents) => new(LotId, PaymentKey, MunicipalityCode, ProviderId, cents);
    }

    private sealed record DisputeAmountRow
    {
        public string LotId { get; init; } = "";
        public string PaymentKey { get; init; } = "";
        public string MunicipalityCode { get; init; } = "";
        public long DisputedCents { get; init; }
        public long AmountCents { get; init; }
        public string Status { get; init; } = "";
        public DateTimeOffset? ResolvedAt { get; init; }
    }
}
