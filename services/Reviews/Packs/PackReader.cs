using System.Data.Common;
using Dapper;
using Inkoop.Wire;

namespace Inkoop.Reviews.Packs;

/// <summary>Reads the facts of one pack: a dozen small queries on keys, over rows that were added up when their events arrived.</summary>
internal static class PackReader
{
    /// <summary>Null: no such contract.</summary>
    public static Task<ContractRow?> ContractAsync(DbConnection connection, DbTransaction? transaction, Guid contractId) =>
        connection.QueryFirstOrDefaultAsync<ContractRow>(Contract, new { contractId }, transaction);

    public static Task<ReviewRow?> ReviewAsync(DbConnection connection, DbTransaction? transaction, Guid contractId, Quarter quarter) =>
        connection.QueryFirstOrDefaultAsync<ReviewRow>(Review, new { contractId, quarter = quarter.ToString() }, transaction);

    public static async Task<PackFacts> FactsAsync(DbConnection connection, DbTransaction? transaction, ContractRow contract, Quarter quarter)
    {
        var parameters = new
        {
            contract.ContractId,
            quarter = quarter.ToString(),
            previous = quarter.Previous.ToString(),
            trendFrom = quarter.Plus(1 - Pack.TrendQuarters).ToString(),
            quarter.Year,
            previousYear = quarter.Previous.Year,
            trendYear = quarter.Plus(1 - Pack.TrendQuarters).Year,
            quarter.FirstDay,
            quarter.LastDay,
        };
        async Task<IReadOnlyList<T>> List<T>(string sql) => (await connection.QueryAsync<T>(sql, parameters, transaction)).AsList();

        return new PackFacts
        {
            Contract = contract,
            YearBudgetCents = await connection.ExecuteScalarAsync<long?>(YearBudget, parameters, transaction),
            Products = await List<ProductRow>(Products),
            Kpis = await List<KpiRow>(Kpis),
            Definitions = await List<DefinitionRow>(Definitions),
            Municipalities = await List<MunicipalityRow>(Municipalities),
            // Eight quarters back always holds those of the year: at most four.
            Totals = QuarterTotalRow.Of(await List<MonthTotalRow>(Totals), await List<DeclaredRow>(Declared)),
            Cells = CellRow.Of(await List<CellMonthRow>(Cells)),
            Standings = await List<StandingRow>(Standings),
            Results = await List<ResultRow>(Results),
            Derived = await List<DerivedRow>(Derived),
            ClientCount = await connection.ExecuteScalarAsync<long>(Clients, parameters, transaction),
            Actions = await List<ActionRow>(Actions),
            Review = await ReviewAsync(connection, transaction, contract.ContractId, quarter),
        };
    }

    public const string Definitions = "SELECT code, version, name, kind, valid_from, valid_until FROM indicator_definition";

    private const string Contract =
        """
        SELECT c.contract_id, c.number, c.title, c.provider_id, COALESCE(p.name, c.provider_name) AS provider_name, c.starts_on, c.ends_on
        FROM known_contract c LEFT JOIN known_provider p ON p.provider_id = c.provider_id
        WHERE c.contract_id = @contractId
        """;

    private const string Review =
        """
        SELECT version, buyer_signed_by, buyer_signed_at, provider_signed_by, provider_signed_at, counter_view,
            buyer_signed_digest, provider_signed_digest, frozen_pack, digest
        FROM review WHERE contract_id = @contractId AND quarter = @quarter
        """;

    private const string YearBudget = "SELECT budget_cents FROM known_contract_budget WHERE contract_id = @ContractId AND year = @Year";

    private const string Products = "SELECT product_id, description FROM known_contract_product WHERE contract_id = @ContractId";

    private const string Kpis =
        "SELECT contract_id, indicator_code, norm_e8, at_most, is_duty FROM known_contract_kpi WHERE contract_id = @ContractId ORDER BY position";

    private const string Municipalities =
        """
        SELECT m.code, m.name FROM known_municipality m
        WHERE m.code IN (SELECT s.municipality_code FROM settled_month s WHERE s.contract_id = @ContractId AND s.year >= @previousYear)
        """;

    private const string Totals =
        """
        SELECT contract_id, year, month, SUM(settled_cents) AS settled_cents
        FROM settled_month WHERE contract_id = @ContractId AND year BETWEEN @trendYear AND @Year
        GROUP BY contract_id, year, month
        """;

    private const string Declared = "SELECT contract_id, quarter, accepted_line_count, rejected_line_count FROM declared_quarter WHERE contract_id = @ContractId AND quarter = @quarter";

    private const string Cells =
        """
        SELECT year, month, product_id, municipality_code, unit, SUM(volume) AS volume, SUM(settled_cents) AS settled_cents, SUM(line_count) AS line_count
        FROM settled_month WHERE contract_id = @ContractId AND year BETWEEN @previousYear AND @Year
        GROUP BY year, month, product_id, municipality_code, unit
        """;

    private const string Standings =
        """
        SELECT s.lot_id, s.name AS lot_name, s.funding_model, m.name AS mark, m.value
        FROM lot_standing s JOIN lot_mark m ON m.contract_id = s.contract_id AND m.year = s.year AND m.lot_id = s.lot_id
        WHERE s.contract_id = @ContractId AND s.year = @Year
        """;

    private const string Results =
        """
        SELECT contract_id, indicator_code, quarter, version, numerator, denominator, late
        FROM indicator_result WHERE contract_id = @ContractId AND quarter BETWEEN @trendFrom AND @quarter
        """;

    private const string Derived =
        "SELECT indicator_code, quarter, numerator, denominator FROM indicator_derived WHERE contract_id = @ContractId AND quarter = @quarter";

    private const string Clients =
        """
        SELECT COUNT(DISTINCT client_pseudonym) FROM allocation
        WHERE contract_id = @ContractId AND removed = 0 AND starts_on <= @LastDay AND (ends_on IS NULL OR ends_on >= @FirstDay)
        """;

    private const string Actions =
        """
        SELECT action_id, version, contract_id, raised_in, text, owner, due_on, raised_on, closed_on, result
        FROM review_action WHERE contract_id = @ContractId AND (raised_in = @quarter OR (raised_in < @quarter AND (closed_on IS NULL OR closed_on >= @FirstDay)))
        """;
}
