using System.Data.Common;
using Dapper;
using Inkoop.Contracts;
using Inkoop.Money;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Tests.Money.Payments;
using Inkoop.Wire.Contracts.V1;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.FactsApp;

namespace Inkoop.Tests.Money;

/// <summary>A data directory of before money had a database of its own: what was settled, paid and disputed is there at the first start, once.</summary>
public sealed class CarryOverTests : IAsyncLifetime
{
    private readonly PaymentsApp app = new();

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task all_that_was_recorded_about_money_comes_along_and_never_twice()
    {
        var contract = await app.ContractAsync();
        await app.JudgeAsync(contract, app.Line(contract, "R-1", 1, 600), app.Line(contract, "R-2", 2, 500));
        var fact = new SettlementFact { ContractId = contract.ContractId, Breach = new BreachFound { Reason = "Te laat", On = "2025-02-01", Months = 2, Share = "0.05" } };
        var record = new RecordFactRequest { RequestId = "fact-before", Fact = fact };
        var recorded = (await app.Facts().RecordFactAsync(record)).Fact;
        var run = await app.PaidAsync(contract, "2025-01-31");
        var before = await AnswersAsync(contract);

        var (contracts, money) = (Of<ContractsDatabase>().Dialect, Of<MoneyDatabase>().Dialect);
        var folder = app.Folder;
        await app.StopAsync();
        await AsBeforeAsync(contracts, Path.Combine(folder, "money.db"));
        foreach (var file in Directory.GetFiles(folder, "money.db*"))
            File.Delete(file);
        File.Delete(Path.Combine(folder, "keys", "databases", "money.database")); // the version before never had it
        for (var start = 0; start < 2; start++)
        {
            await app.StartAsync();
            await app.KnowsAsync(contract);
            (await AnswersAsync(contract)).ShouldBe(before, $"start {start}");
            await app.StopAsync();
        }

        await app.StartAsync();
        await app.KnowsAsync(contract);
        (await app.Facts().RecordFactAsync(record)).Fact.FactId.ShouldBe(recorded.FactId, "a request that is repeated across the upgrade is the same request");
        (await app.Payments(Role.Finance).GetPaymentRunAsync(new GetPaymentRunRequest { RunId = run.RunId })).Run.ShouldBe(run);
    }

    private TDatabase Of<TDatabase>() where TDatabase : Database => app.Services.GetRequiredService<TDatabase>();

    private async Task<string> AnswersAsync(Contract contract)
    {
        var settled = await app.SettleAsync(contract, "2025-01-01", PaymentsApp.LastDay);
        settled.AsOf = null;
        var facts = await app.Facts().ListFactsAsync(new ListFactsRequest { ContractId = contract.ContractId });
        var runs = await app.Payments(Role.Finance).ListPaymentRunsAsync(new ListPaymentRunsRequest { Year = 2025 });
        var lines = await app.Payments(Role.Finance).ListPaymentLinesAsync(new ListPaymentLinesRequest { ContractId = contract.ContractId });
        var log = await Of<MoneyDatabase>().ReadAsync(
            connection => connection.QueryAsync<string>("SELECT event_id || type || payload FROM event WHERE type <> 'LotSettled' ORDER BY sequence"), default);
        return string.Join('\n', [settled.ToString(), facts.ToString(), runs.ToString(), lines.ToString(), .. log]);
    }

    /// <summary>The rows go back to where the version before kept them: also its consumers' names, and the log.</summary>
    private static async Task AsBeforeAsync(Dialect contracts, string money)
    {
        await using var connection = (SqliteConnection)await contracts.OpenAsync(default);
        await connection.ExecuteAsync("ATTACH DATABASE @money AS later", new { money });
        foreach (var table in new[] { "settlement_fact", "payment_run", "payment_run_contract", "payment_run_omission", "payment_line", "payment_account", "ledger_line", "ledger_sum", "care", "allocation", "answer" })
        {
            var columns = string.Join(", ", await connection.QueryAsync<string>("SELECT name FROM pragma_table_info(@table, 'main') INTERSECT SELECT name FROM pragma_table_info(@table, 'later')", new { table }));
            await connection.ExecuteAsync($"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM later.{table}");
        }
        await connection.ExecuteAsync("""
            INSERT INTO main.event (event_id, type, subject, subject_version, actor, occurred_at, payload, published_at, traceparent)
                SELECT event_id, type, subject, subject_version, actor, occurred_at, payload, published_at, traceparent FROM later.event WHERE type <> 'LotSettled' ORDER BY sequence;
            INSERT INTO main.inbox (event_id, consumer, consumed_at)
                SELECT event_id, replace(consumer, 'money-', 'contracts-'), consumed_at FROM later.inbox WHERE consumer IN ('money-ledger', 'money-care');
            INSERT INTO main.lease (name, holder, expires_at)
                SELECT replace(name, 'filled:money-', 'filled:contracts-'), holder, expires_at FROM later.lease WHERE name LIKE 'filled:%';
            DELETE FROM main.lease WHERE name LIKE 'told:%';
            """);
        await connection.ExecuteAsync("DETACH DATABASE later");
        SqliteConnection.ClearAllPools();
    }
}
