using System.Data.Common;
using Dapper;
using Grpc.Core;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Reviews.Packs;
using Inkoop.Reviews.Projections;
using Inkoop.Reviews.Statistics;
using Inkoop.Wire;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Reviews;

// Every review of a quarter (the last one that is over when none is named): one per contract in force, with its colours counted.
public sealed partial class ReviewRpc
{
    public override async Task<ListReviewsReply> ListReviews(ListReviewsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        var quarter = request.Quarter.Length > 0 ? CheckQuarter(check, request.Quarter) : Quarter.Of(Today()).Previous;
        Guid? providerId = request.ProviderId.Length > 0 ? check.Id(request.ProviderId, "provider_id") : null;
        var search = check.Text(request.Search, "search", 0, 100);
        check.ThrowIfAny();
        if (providerId is { } asked)
            caller.MustReach(asked);

        var (skip, take) = (PageToken.Read(request.PageToken), PageToken.Size(request.PageSize));
        var mine = providerId is not null || caller.IsProvider;
        var providerIds = (providerId is { } one ? [one] : caller.ProviderIds.ToList()).InList();
        var where = "WHERE c.starts_on <= @LastDay AND c.ends_on >= @FirstDay"
            + (mine ? " AND c.provider_id IN @providerIds" : "")
            + (search.Length == 0 ? "" : @" AND (c.search_text LIKE @like ESCAPE '\' OR p.search_text LIKE @like ESCAPE '\')");
        var parameters = new { quarter.FirstDay, quarter.LastDay, providerIds, like = Dialect.Like(SearchText.Of(search)), skip, take = take + 1 };

        return await database.ReadAsync(async connection =>
        {
            var contracts = (await connection.QueryAsync<ContractRow>(
                database.Dialect.Page($"{SelectContracts} {where} ORDER BY c.number, c.contract_id"), parameters)).AsList();
            var reply = new ListReviewsReply
            {
                TotalCount = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) {FromContracts} {where}", parameters),
                NextPageToken = PageToken.Next(skip, take, contracts.Count),
            };
            reply.Reviews.AddRange(await SummariesAsync(connection, contracts.Take(take).ToList(), quarter));
            return reply;
        }, context.CancellationToken);
    }

    private static async Task<IEnumerable<ReviewSummary>> SummariesAsync(DbConnection connection, IReadOnlyList<ContractRow> contracts, Quarter quarter)
    {
        if (contracts.Count == 0)
            return [];
        var parameters = new { ids = contracts.Select(contract => contract.ContractId).InList(), quarter = quarter.ToString(), quarter.Year, lastMonth = quarter.LastDay.Month };
        async Task<IReadOnlyList<T>> List<T>(string sql) => (await connection.QueryAsync<T>(sql, parameters)).AsList();

        var totals = QuarterTotalRow.Of(await List<MonthTotalRow>(PageTotals), []).ToLookup(row => row.ContractId);
        var budgets = (await List<BudgetPageRow>(PageBudgets)).ToDictionary(row => row.ContractId, row => row.BudgetCents);
        var kpis = (await List<KpiRow>(PageKpis)).ToLookup(row => row.ContractId);
        var results = (await List<ResultRow>(PageResults)).ToDictionary(row => (row.ContractId, row.IndicatorCode));
        var definitions = await List<DefinitionRow>(PackReader.Definitions);
        var open = (await List<OpenPageRow>(PageOpenActions)).ToDictionary(row => row.ContractId, row => row.OpenCount);
        var reviews = (await List<ReviewPageRow>(PageReviews)).ToDictionary(row => row.ContractId);

        return contracts.Select(contract =>
        {
            var review = reviews.GetValueOrDefault(contract.ContractId);
            var openCount = (int)open.GetValueOrDefault(contract.ContractId);
            if (review?.FrozenSummary is { } frozen)
            {
                // What was signed is what is listed; only the work agreed in it goes on.
                var summary = ReviewSummary.Parser.ParseFrom(frozen);
                summary.OpenActionCount = openCount;
                return summary;
            }
            var mine = totals[contract.ContractId];
            return Summary.Count(new ReviewSummary
            {
                ContractId = contract.ContractId.ToString(),
                ContractNumber = contract.Number,
                ProviderId = contract.ProviderId.ToString(),
                ProviderName = contract.ProviderName,
                Quarter = quarter.ToString(),
                ProducedQuarterCents = mine.FirstOrDefault(row => row.Quarter == quarter.ToString())?.SettledCents ?? 0,
                UsedShare = Pack.Four(BudgetSignal.Of(budgets.TryGetValue(contract.ContractId, out var budget) ? budget : null, mine.Sum(row => row.SettledCents)).Share),
                OpenActionCount = openCount,
                BuyerSigned = review?.BuyerSignedAt is not null,
                ProviderSigned = review?.ProviderSignedAt is not null,
            }, kpis[contract.ContractId].Select(kpi => Judgement.Of(
                results.TryGetValue((contract.ContractId, kpi.IndicatorCode), out var result)
                    ? new Measured(Pack.DefinitionOf(definitions, kpi.IndicatorCode, quarter)?.Kind == "mean", result.Numerator, result.Denominator)
                    : null,
                new Norm(kpi.NormE8, kpi.AtMost, kpi.IsDuty)).Colour));
        });
    }

    private const string FromContracts = "FROM known_contract c LEFT JOIN known_provider p ON p.provider_id = c.provider_id";

    private const string SelectContracts =
        $"SELECT c.contract_id, c.number, c.title, c.provider_id, COALESCE(p.name, c.provider_name) AS provider_name, c.starts_on, c.ends_on {FromContracts}";

    private const string PageTotals =
        """
        SELECT contract_id, year, month, SUM(settled_cents) AS settled_cents
        FROM settled_month WHERE contract_id IN @ids AND year = @Year AND month <= @lastMonth
        GROUP BY contract_id, year, month
        """;

    private const string PageBudgets = "SELECT contract_id, budget_cents FROM known_contract_budget WHERE contract_id IN @ids AND year = @Year";

    private const string PageKpis = "SELECT contract_id, indicator_code, norm_e8, at_most, is_duty FROM known_contract_kpi WHERE contract_id IN @ids";

    private const string PageResults =
        """
        SELECT contract_id, indicator_code, quarter, version, numerator, denominator, late
        FROM indicator_result WHERE contract_id IN @ids AND quarter = @quarter
        """;

    private const string PageOpenActions =
        """
        SELECT contract_id, COUNT(*) AS open_count FROM review_action
        WHERE contract_id IN @ids AND raised_in <= @quarter AND closed_on IS NULL GROUP BY contract_id
        """;

    private const string PageReviews =
        "SELECT contract_id, buyer_signed_at, provider_signed_at, frozen_summary FROM review WHERE contract_id IN @ids AND quarter = @quarter";

    private sealed record BudgetPageRow
    {
        public Guid ContractId { get; init; }
        public long BudgetCents { get; init; }
    }

    private sealed record OpenPageRow
    {
        public Guid ContractId { get; init; }
        public long OpenCount { get; init; }
    }

    private sealed record ReviewPageRow
    {
        public Guid ContractId { get; init; }
        public DateTimeOffset? BuyerSignedAt { get; init; }
        public DateTimeOffset? ProviderSignedAt { get; init; }
        public byte[]? FrozenSummary { get; init; }
    }
}
