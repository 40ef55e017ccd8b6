using System.Data.Common;
using System.Diagnostics;
using Dapper;
using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Data;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Platform.Work;
using Inkoop.Wire;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Microsoft.Extensions.Logging;

namespace Inkoop.Money.Cells;

/// <summary>
/// Makes the cells that do not stand any more, and tells what of them changed. Pages do not wait for it: they work out for themselves what it
/// has not come to. It takes at most a quarter of the time: what keeps being touched is not worth more.
/// </summary>
internal sealed partial class KeepCells(MoneyDatabase database, StartupGate gate, TimeProvider clock, ILogger<KeepCells> logger)
    : BackgroundWork(gate, clock, logger)
{
    private const int AtOnce = 500;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    // How far what waits was touched in the last round, and since when it waits.
    private readonly Dictionary<(Guid ContractId, int Year), (long Touched, long Since)> seen = [];

    // What could not be made is tried again when something touches it, or the host starts anew.
    private readonly HashSet<ContractYearRow> failed = [];

    private static readonly TimeSpan shortestPause = TimeSpan.FromMilliseconds(250);

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var since = Stopwatch.GetTimestamp();
            await RoundAsync(stoppingToken);
            var taken = Stopwatch.GetElapsedTime(since);
            await Task.Delay(taken * 3 > shortestPause ? taken * 3 : shortestPause, TimeProvider.System, stoppingToken);
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        var today = DutchDay.Of(Clock.GetUtcNow());
        var waiting = await database.ReadAsync(async connection => (await connection.QueryAsync<ContractYearRow>(
            database.Dialect.Page(Waiting), new { today, year = today.Year, skip = 0, take = AtOnce })).AsList(), cancellationToken);
        foreach (var row in waiting.Where(row => !failed.Contains(row) && IsDue(row)))
            await KeepAsync(row, cancellationToken);
    }

    // While lines keep coming every making would be for nothing: it is due when nothing touched it for a round, or when it has waited long enough.
    private bool IsDue(ContractYearRow row)
    {
        var key = (row.ContractId, row.Year);
        if (seen.TryGetValue(key, out var before) && (before.Touched == row.Touched || Stopwatch.GetElapsedTime(before.Since) > patience))
            return seen.Remove(key);
        seen[key] = (row.Touched, before.Since == 0 ? Stopwatch.GetTimestamp() : before.Since);
        return false;
    }

    /// <summary>Makes and stores the cells of one contract and year; false when they were touched meanwhile, or cannot be made yet.</summary>
    internal async Task<bool> KeepAsync(ContractYearRow row, CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        YearFigures figures;
        try
        {
            figures = await database.ReadAsync(connection => CellStore.ComputeAsync(connection, row.ContractId, row.Year, now), cancellationToken);
        }
        catch (Refused reason)
        {
            NotYet(Logger, row.ContractId, row.Year, reason.Code);
            return false;
        }
        catch (Exception exception) when (exception is not DbException and not OperationCanceledException)
        {
            failed.Add(row);
            NotMade(Logger, row.ContractId, row.Year, exception);
            return false;
        }

        return await database.ChangeAsync("service:money", work => StoreAsync(work, row, DutchDay.Of(now), figures), cancellationToken);
    }

    private static async Task<bool> StoreAsync(UnitOfWork work, ContractYearRow row, DateOnly today, YearFigures figures)
    {
        // Also the version of what is told: it grows, whatever the reason.
        if (await work.ExecuteAsync(Computed, new { row.ContractId, row.Year, row.Touched, today }) == 0)
            return false;
        var before = await CellStore.StoredAsync(work.Connection, work.Transaction, row.ContractId, row.Year);
        if (!before.Months.SequenceEqual(figures.Months))
        {
            await work.ExecuteAsync("DELETE FROM settled_cell WHERE contract_id = @ContractId AND year = @Year", row);
            await work.InsertManyAsync("settled_cell", figures.Months);
            await work.ExecuteAsync("DELETE FROM lot_year WHERE contract_id = @ContractId AND year = @Year", row);
            await work.InsertManyAsync("lot_year", figures.Sums().Lots);
            Tell(work, row, before.Months, figures.Months);
        }
        if (!before.Years.SequenceEqual(figures.Years))
        {
            await work.ExecuteAsync("DELETE FROM year_cell WHERE contract_id = @ContractId AND year = @Year", row);
            await work.InsertManyAsync("year_cell", figures.Years);
        }
        if (!before.Omissions.SequenceEqual(figures.Omissions))
        {
            await work.ExecuteAsync("DELETE FROM cell_omission WHERE contract_id = @ContractId AND year = @Year", row);
            await work.InsertManyAsync("cell_omission", figures.Omissions);
        }
        if (!before.Marks.SequenceEqual(figures.Marks))
        {
            await work.ExecuteAsync("DELETE FROM lot_mark WHERE contract_id = @ContractId AND year = @Year", row);
            await work.InsertManyAsync("lot_mark", figures.Marks);
            Tell(work, row, before.Marks, figures);
        }
        return true;
    }

    // Whole months, so that whoever hears it replaces what it had.
    private static void Tell(UnitOfWork work, ContractYearRow row, IReadOnlyList<SettledCell> before, IReadOnlyList<SettledCell> now)
    {
        var old = before.ToLookup(cell => (cell.LotId, cell.Month));
        var made = now.ToLookup(cell => (cell.LotId, cell.Month));
        var changed = old.Select(one => one.Key).Union(made.Select(one => one.Key)).Where(key => !old[key].SequenceEqual(made[key]));
        foreach (var lot in changed.GroupBy(key => key.LotId).OrderBy(lot => lot.Key, StringComparer.Ordinal))
            work.Emit($"settled/{row.ContractId}/{row.Year}/{lot.Key}", row.Touched + 1, new Wire.Events.LotSettled
            {
                ContractId = row.ContractId,
                Version = row.Touched + 1,
                Year = row.Year,
                LotId = lot.Key,
                Months = [.. lot.Order().Select(key => new SettledMonth { Month = key.Month, Amounts = [.. made[key].Select(ToEvent)] })],
            });
    }

    // Lots whose figures changed, each with all that it has; a lot that lost them is told without.
    private static void Tell(UnitOfWork work, ContractYearRow row, IReadOnlyList<LotMark> before, YearFigures figures)
    {
        var (old, made) = (before.ToLookup(mark => mark.LotId), figures.Marks.ToLookup(mark => mark.LotId));
        foreach (var lotId in old.Select(one => one.Key).Union(made.Select(one => one.Key)).Order(StringComparer.Ordinal))
        {
            if (old[lotId].SequenceEqual(made[lotId]))
                continue;
            var lot = figures.Lots.FirstOrDefault(lot => lot.LotId == lotId);
            work.Emit($"standing/{row.ContractId}/{row.Year}/{lotId}", row.Touched + 1, new LotStanding
            {
                ContractId = row.ContractId,
                Version = row.Touched + 1,
                Year = row.Year,
                LotId = lotId,
                Name = lot?.Name ?? "",
                FundingModel = lot?.FundingModel ?? "",
                Marks = [.. made[lotId].Select(mark => new StandingMark { Name = mark.Name, Value = mark.Value })],
            });
        }
    }

    private static SettledAmount ToEvent(SettledCell cell) => new()
    {
        ProductId = cell.ProductId,
        MunicipalityCode = cell.MunicipalityCode,
        Unit = cell.Unit,
        Volume = cell.Volume,
        LineCount = cell.LineCount,
        AwardedCents = cell.AwardedCents,
        SettledCents = cell.SettledCents,
    };

    // What was touched comes before what only grew a day older.
    private const string Waiting = """
        SELECT contract_id, year, touched, computed, computed_on FROM contract_year
        WHERE year <= @year AND (touched <> computed OR computed_on <> @today)
        ORDER BY CASE WHEN touched <> computed THEN 0 ELSE 1 END, computed_on, contract_id, year
        """;

    private const string Computed = """
        UPDATE contract_year SET touched = touched + 1, computed = touched + 1, computed_on = @today
        WHERE contract_id = @ContractId AND year = @Year AND touched = @Touched
        """;

    [LoggerMessage(Level = LogLevel.Debug, Message = "The figures of contract {ContractId} in {Year} wait: {Code}")]
    private static partial void NotYet(ILogger logger, Guid contractId, int year, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "The figures of contract {ContractId} in {Year} cannot be made.")]
    private static partial void NotMade(ILogger logger, Guid contractId, int year, Exception exception);
}

/// <summary>Contracts and years whose cells were touched and not made since.</summary>
internal sealed class CellsToMake(MoneyDatabase database, TimeProvider clock) : IUnfinished
{
    public string Service => "money";

    public Task<long> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(
        "SELECT COUNT(*) FROM contract_year WHERE year <= @year AND touched <> computed",
        new { year = DutchDay.Of(clock.GetUtcNow()).Year }), cancellationToken);
}
