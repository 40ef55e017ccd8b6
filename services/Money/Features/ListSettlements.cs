using Dapper;
using Grpc.Core;
using Inkoop.Money.Cells;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

// What each signed contract may cost in a year beside what it has cost so far (bestedingsruimte and productie), by contract number.
public sealed partial class SettlementRpc
{
    public override async Task<ListSettlementsReply> ListSettlements(ListSettlementsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var skip = PageToken.Read(request.PageToken);
        var take = PageToken.Size(request.PageSize);
        var check = new Check();
        check.That(request.Year is >= 2015 and <= 2200, "year", "out_of_range", "Kies een jaar vanaf 2015.");
        check.ThrowIfAny();

        var where = @"WHERE c.starts_on <= @lastDay AND c.ends_on >= @firstDay AND c.search_text LIKE @search ESCAPE '\'"
            + (caller.IsProvider ? " AND c.provider_id IN @own" : "");
        var arguments = new
        {
            year = request.Year,
            firstDay = new DateOnly(request.Year, 1, 1),
            lastDay = new DateOnly(request.Year, 12, 31),
            search = Dialect.Like(SearchText.Of(request.Search)),
            own = caller.ProviderIds.Select(id => id.ToString()), // Dapper passes the items of a list on without their handler
            skip,
            take = take + 1,
        };
        return await database.ReadAsync(async connection =>
        {
            var total = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM known_contract c {where}", arguments);
            var rows = (await connection.QueryAsync<BudgetRow>(database.Dialect.Page($"{SelectBudgets} {where} ORDER BY c.number_key, c.contract_id"), arguments)).ToList();
            var page = rows.Take(take).ToList();
            var sums = await CellStore.SumsAsync(connection, [.. page.Select(row => row.ContractId)], request.Year, clock.GetUtcNow());
            var reply = new ListSettlementsReply { TotalCount = total, NextPageToken = PageToken.Next(skip, take, rows.Count) };
            reply.Settlements.AddRange(page.Select(row => new SettlementSummary
            {
                ContractId = row.ContractId.ToString(),
                ContractNumber = row.Number,
                ProviderName = row.ProviderName ?? "",
                BudgetCents = row.BudgetCents,
                SettledCents = sums[row.ContractId].Lots.Sum(lot => lot.SettledCents),
                AwardedCents = sums[row.ContractId].Lots.Sum(lot => lot.AwardedCents),
                ExpectedCents = sums[row.ContractId].Years.Sum(part => part.ExpectedCents),
                LineCount = sums[row.ContractId].Lots.Sum(lot => lot.LineCount),
            }));
            return reply;
        }, context.CancellationToken);
    }

    private const string SelectBudgets = """
        SELECT c.contract_id, c.number, c.provider_name, COALESCE(b.budget_cents, 0) AS budget_cents
        FROM known_contract c LEFT JOIN known_contract_budget b ON b.contract_id = c.contract_id AND b.year = @year
        """;

    private sealed record BudgetRow
    {
        public Guid ContractId { get; init; }
        public string Number { get; init; } = "";
        public string? ProviderName { get; init; }
        public long BudgetCents { get; init; }
    }
}
