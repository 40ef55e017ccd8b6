using System.Data.Common;
using Dapper;
using Inkoop.Indicators.Registry;
using Inkoop.Platform.Data;
using Inkoop.Wire;
using Inkoop.Wire.Indicators.V1;

namespace Inkoop.Indicators.Submissions;

/// <summary>Reads what the rules of a row need: a provider's own contracts, the registry and what is in by now.</summary>
internal static class SubmissionFacts
{
    /// <summary>A book without submissions; <see cref="LearnAsync"/> adds those that the rows touch.</summary>
    public static async Task<SubmissionBook> OpenBookAsync(DbConnection connection, DbTransaction? transaction, IReadOnlySet<Guid> providerIds, DateOnly today)
    {
        var definitions = (await connection.QueryAsync<IndicatorDefinition>(Definitions, transaction: transaction)).AsList();
        return new SubmissionBook(today, definitions, await ContractsAsync(connection, transaction, providerIds, null));
    }

    public static async Task LearnAsync(
        SubmissionBook book, DbConnection connection, DbTransaction? transaction, string organisation, IReadOnlyCollection<SubmissionRow> rows)
    {
        var requestIds = rows.Select(row => row.RequestId.Trim()).Where(id => id.Length is > 0 and <= 100).Distinct(StringComparer.Ordinal).ToList();
        foreach (var row in await connection.QueryAsync<RequestRow>(AnsweredRequests, new { organisation, requestIds }, transaction))
            book.Learn(row.RequestId, new AnsweredRequest(row.RequestDigest, row.SubmissionId, row.Version, row.Late));

        var quarters = rows.Select(row => row.Quarter).Where(quarter => Quarter.TryParse(quarter, out _)).Distinct().ToList();
        var contractIds = rows.Select(row => ContractOf(book, row)).OfType<Guid>().Distinct().ToList();
        if (quarters.Count == 0 || contractIds.Count == 0)
            return;
        foreach (var (key, submission) in await CurrentAsync(connection, transaction, contractIds, quarters))
            book.Learn(key, submission);
    }

    /// <summary>Contracts of the given providers (all when null), or only <paramref name="contractId"/>.</summary>
    public static async Task<IReadOnlyList<KnownContract>> ContractsAsync(
        DbConnection connection, DbTransaction? transaction, IReadOnlySet<Guid>? providerIds, Guid? contractId)
    {
        if (providerIds is { Count: 0 })
            return [];
        var where = (providerIds is null ? "" : " AND c.provider_id IN @providerIds") + (contractId is null ? "" : " AND c.contract_id = @contractId");
        var parameters = new { providerIds = providerIds?.InList() ?? [], contractId };
        var contracts = await connection.QueryAsync<ContractRow>(
            "SELECT c.contract_id, c.number, c.provider_id, c.starts_on, c.ends_on FROM known_contract c WHERE 1 = 1" + where, parameters, transaction);
        var agreements = (await connection.QueryAsync<AgreementRow>(
            "SELECT k.contract_id, k.indicator_code FROM known_contract_kpi k INNER JOIN known_contract c ON c.contract_id = k.contract_id WHERE 1 = 1" + where,
            parameters, transaction)).ToLookup(row => row.ContractId, row => row.IndicatorCode);
        return contracts.Select(row => new KnownContract
        {
            ContractId = row.ContractId,
            Number = row.Number,
            ProviderId = row.ProviderId,
            StartsOn = row.StartsOn,
            EndsOn = row.EndsOn,
            AgreedIndicators = agreements[row.ContractId].ToHashSet(StringComparer.Ordinal),
        }).ToList();
    }

    public static async Task<IReadOnlyDictionary<SubmissionKey, CurrentSubmission>> CurrentAsync(
        DbConnection connection, DbTransaction? transaction, IReadOnlyCollection<Guid> contractIds, IReadOnlyCollection<string> quarters)
    {
        var found = new Dictionary<SubmissionKey, CurrentSubmission>();
        // SQL Server takes 2,100 parameters a statement.
        foreach (var ids in contractIds.Chunk(1_000))
        {
            foreach (var row in await connection.QueryAsync<CurrentRow>(CurrentSubmissions, new { ids = ids.InList(), quarters }, transaction))
                found[new SubmissionKey(row.ContractId, row.IndicatorCode, Quarter.Parse(row.Quarter))] = new CurrentSubmission(row.SubmissionId, row.Version, row.Late);
        }
        return found;
    }

    private static Guid? ContractOf(SubmissionBook book, SubmissionRow row) =>
        row.ContractId.Length > 0
            ? Guid.TryParse(row.ContractId, out var id) ? book.Contract(id)?.ContractId : null
            : book.Contract(row.ContractNumber.Trim())?.ContractId;

    public const string Definitions =
        """
        SELECT code, version, name, definition, kind, numerator, denominator, source, informant, why,
            derived, asked, minutes_estimate, valid_from, valid_until
        FROM indicator ORDER BY code, version
        """;

    private const string AnsweredRequests =
        "SELECT request_id, request_digest, submission_id, version, late FROM submission WHERE organisation = @organisation AND request_id IN @requestIds";

    private const string CurrentSubmissions =
        """
        SELECT contract_id, indicator_code, quarter, submission_id, version, late FROM submission
        WHERE is_current = 1 AND contract_id IN @ids AND quarter IN @quarters
        """;

    private sealed record ContractRow
    {
        public Guid ContractId { get; init; }
        public string Number { get; init; } = "";
        public Guid ProviderId { get; init; }
        public DateOnly StartsOn { get; init; }
        public DateOnly EndsOn { get; init; }
    }

    private sealed record AgreementRow
    {
        public Guid ContractId { get; init; }
        public string IndicatorCode { get; init; } = "";
    }

    private sealed record RequestRow
    {
        public string RequestId { get; init; } = "";
        public string RequestDigest { get; init; } = "";
        public Guid SubmissionId { get; init; }
        public long Version { get; init; }
        public bool Late { get; init; }
    }

    private sealed record CurrentRow
    {
        public Guid ContractId { get; init; }
        public string IndicatorCode { get; init; } = "";
        public string Quarter { get; init; } = "";
        public Guid SubmissionId { get; init; }
        public long Version { get; init; }
        public bool Late { get; init; }
    }
}
