using System.Data.Common;
using Dapper;
using Inkoop.Agreements;
using Inkoop.Ijw;
using Inkoop.Money.Payments;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Data;
using Inkoop.Wire;
using Inkoop.Wire.Faults;

namespace Inkoop.Money.Cells;

/// <summary>How far the cells of a contract and year are: they stand when nothing touched them since, and the day is still the same.</summary>
internal sealed record ContractYearRow
{
    public Guid ContractId { get; init; }
    public int Year { get; init; }
    /// <summary>Counts what changed anything that the cells are made of.</summary>
    public long Touched { get; init; }
    /// <summary>What was counted when the cells were made.</summary>
    public long Computed { get; init; }
    /// <summary>The Dutch day on which they were made: what is due and what of a stay is over depends on it.</summary>
    public DateOnly ComputedOn { get; init; }

    public bool Stands(DateOnly today) => Touched == Computed && ComputedOn == today;
}

/// <summary>Reads cells, and works out at once those that do not stand, so that a figure is never behind what was recorded.</summary>
internal static class CellStore
{
    /// <summary>The figures of a year of each of these contracts by now, their months added up.</summary>
    public static async Task<IReadOnlyDictionary<Guid, YearSums>> SumsAsync(
        DbConnection connection, IReadOnlyList<Guid> contractIds, int year, DateTimeOffset now)
    {
        var today = DutchDay.Of(now);
        var result = new Dictionary<Guid, YearSums>();
        foreach (var chunk in contractIds.Chunk(500))
        {
            var arguments = new { year, ids = chunk.InList() };
            var standing = (await connection.QueryAsync<ContractYearRow>(StatesOf, arguments))
                .Where(state => state.Stands(today)).Select(state => state.ContractId).ToHashSet();
            var lots = (await connection.QueryAsync<LotYear>(LotYears, arguments)).ToLookup(row => row.ContractId);
            var years = (await connection.QueryAsync<YearCell>(YearsOf, arguments)).ToLookup(row => row.ContractId);
            var omissions = (await connection.QueryAsync<CellOmission>(OmissionsOf, arguments)).ToLookup(row => row.ContractId);
            foreach (var id in chunk)
                result[id] = standing.Contains(id)
                    ? new YearSums([.. lots[id]], [.. years[id]], [.. omissions[id]])
                    : (await ComputeAsync(connection, id, year, now)).Sums();
        }
        return result;
    }

    public static async Task<YearFigures> StoredAsync(DbConnection connection, DbTransaction? transaction, Guid contractId, int year)
    {
        var arguments = new { contractId, year };
        return new YearFigures(
            (await connection.QueryAsync<SettledCell>(Months, arguments, transaction)).AsList(),
            (await connection.QueryAsync<YearCell>(Years, arguments, transaction)).AsList(),
            (await connection.QueryAsync<CellOmission>(Omissions, arguments, transaction)).AsList(),
            (await connection.QueryAsync<LotMark>(Marks, arguments, transaction)).AsList());
    }

    /// <summary>The figures from what was recorded. A contract that was not signed by then has none.</summary>
    public static async Task<YearFigures> ComputeAsync(DbConnection connection, Guid contractId, int year, DateTimeOffset asOf)
    {
        var contract = await PaymentStore.ContractAsync(connection, contractId);
        var (today, lastDay) = (DutchDay.Of(asOf), new DateOnly(year, 12, 31));
        var firstDay = contract.StartsOn.Year < year ? new DateOnly(year, 1, 1) : contract.StartsOn;
        try
        {
            var until = Dates.Earliest(lastDay, Dates.Latest(firstDay, today));
            var due = await PaymentStore.DueAsync(connection, contractId, year, until, asOf, asOf);
            var text = year.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var awarded = await connection.QueryAsync<LedgerSum>(AwardedSums, new { contractId, firstMonth = text + "-01", lastMonth = text + "-12" });
            return FiguresOf.Year(due, year, awarded, await AllocationStore.ReadAsync(
                connection, contractId, year, asOf, Obligo.DeclarableFrom(today, due.Contract.DeclarationMonths)));
        }
        catch (Refused reason) when (reason.Code == "contract_not_signed")
        {
            return YearFigures.None;
        }
    }

    /// <summary>Something changed that the cells of a contract are made of, from a year on. Not yet while it is built beside what they are made of.</summary>
    public static Task TouchAsync(UnitOfWork work, Guid contractId, int fromYear = 0, int untilYear = 9999) =>
        work.IsBeside ? Task.CompletedTask : work.ExecuteAsync(
            "UPDATE contract_year SET touched = touched + 1 WHERE contract_id = @contractId AND year BETWEEN @fromYear AND @untilYear",
            new { contractId, fromYear, untilYear });

    /// <summary>Something of the region changed: it may count in any contract.</summary>
    public static Task TouchAllAsync(UnitOfWork work) => work.ExecuteAsync("UPDATE contract_year SET touched = touched + 1");

    /// <summary>A contract was signed, or changed since: it has cells for each of its years.</summary>
    public static async Task OpenAsync(UnitOfWork work, ContractState contract)
    {
        if (work.IsBeside)
            return;
        await TouchAsync(work, contract.ContractId);
        var known = (await work.QueryAsync<int>("SELECT year FROM contract_year WHERE contract_id = @ContractId", new { contract.ContractId })).ToHashSet();
        var years = Enumerable.Range(contract.StartsOn.Year, contract.EndsOn.Year - contract.StartsOn.Year + 1).Where(year => !known.Contains(year));
        await work.InsertManyAsync("contract_year",
            [.. years.Select(year => new ContractYearRow { ContractId = contract.ContractId, Year = year, Touched = 1, ComputedOn = DateOnly.MinValue })]);
    }

    /// <summary>All contracts were told anew: each has cells for each of its years, and anything may have changed.</summary>
    public static async Task OpenAllAsync(UnitOfWork work)
    {
        await TouchAllAsync(work);
        var open = (await work.QueryAsync<ContractYearRow>("SELECT * FROM contract_year")).Select(row => (row.ContractId, row.Year)).ToHashSet();
        var contracts = await work.QueryAsync<TermRow>("SELECT contract_id, starts_on, ends_on FROM known_contract");
        await work.InsertManyAsync("contract_year",
        [
            .. from contract in contracts
               from year in Enumerable.Range(contract.StartsOn.Year, contract.EndsOn.Year - contract.StartsOn.Year + 1)
               where !open.Contains((contract.ContractId, year))
               select new ContractYearRow { ContractId = contract.ContractId, Year = year, Touched = 1, ComputedOn = DateOnly.MinValue },
        ]);
    }

    private sealed record TermRow
    {
        public Guid ContractId { get; init; }
        public DateOnly StartsOn { get; init; }
        public DateOnly EndsOn { get; init; }
    }

    private const string StatesOf = "SELECT * FROM contract_year WHERE year = @year AND contract_id IN @ids";

    private const string LotYears =
        "SELECT * FROM lot_year WHERE year = @year AND contract_id IN @ids ORDER BY contract_id, lot_id, municipality_code";

    private const string YearsOf =
        "SELECT * FROM year_cell WHERE year = @year AND contract_id IN @ids ORDER BY contract_id, lot_id, municipality_code, provider_id";

    private const string OmissionsOf = "SELECT * FROM cell_omission WHERE year = @year AND contract_id IN @ids ORDER BY contract_id, lot_id";

    private const string Months = """
        SELECT * FROM settled_cell WHERE contract_id = @contractId AND year = @year
        ORDER BY lot_id, month, municipality_code, product_id, unit
        """;

    private const string Years =
        "SELECT * FROM year_cell WHERE contract_id = @contractId AND year = @year ORDER BY lot_id, municipality_code, provider_id";

    private const string Omissions = "SELECT * FROM cell_omission WHERE contract_id = @contractId AND year = @year ORDER BY lot_id";

    private const string Marks = "SELECT * FROM lot_mark WHERE contract_id = @contractId AND year = @year ORDER BY lot_id, name";

    private const string AwardedSums = """
        SELECT contract_id, month, product_id, municipality_code, unit, volume, amount_cents, line_count
        FROM ledger_sum WHERE contract_id = @contractId AND month BETWEEN @firstMonth AND @lastMonth
        """;
}
