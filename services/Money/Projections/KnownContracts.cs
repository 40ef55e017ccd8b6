using Inkoop.Agreements;
using Inkoop.Money.Cells;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Money.Projections;

/// <summary>Signed contracts (overeenkomsten) as their events told them: every version, for what was known at a moment, and the newest to list by.
/// Events of before they told how lots are paid for, or when they were recorded, are passed over: Contracts tells those versions again.</summary>
public sealed class KnownContracts : Projection, IConsumer<ContractSigned>, IConsumer<TariffChanged>, IConsumer<ContractAmended>, IConsumer<ContractRestated>
{
    public KnownContracts(MoneyDatabase database)
        : base(database, "money-contracts", ["known_contract", "known_contract_version", "known_contract_lot", "known_contract_budget"])
    {
        On<ContractSigned>((work, e) => KeepAsync(work, e.ContractId, e.Version, e.RecordedAt, e.Terms));
        On<TariffChanged>((work, e) => KeepAsync(work, e.ContractId, e.Version, e.RecordedAt, e.Terms));
        On<ContractAmended>((work, e) => KeepAsync(work, e.ContractId, e.Version, e.RecordedAt, e.Terms));
        On<ContractRestated>((work, e) => KeepAsync(work, e.ContractId, e.Version, e.RecordedAt, e.Terms));
    }

    protected override Task ReplacedAsync(UnitOfWork work) => CellStore.OpenAllAsync(work);

    public Task Consume(ConsumeContext<ContractSigned> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<TariffChanged> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<ContractAmended> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<ContractRestated> context) => ApplyAsync(context);

    private static async Task KeepAsync(UnitOfWork work, Guid contractId, long version, DateTimeOffset? recordedAt, ContractTerms terms)
    {
        if (recordedAt is null || terms.Lots.Any(lot => lot.Funding is null))
            return;
        var contract = ContractState.Of(contractId, version, terms);
        if (await work.ExecuteAsync(InsertVersion, new { contractId, version, recordedAt, document = contract.ToJson() }) == 0)
            return;
        await CellStore.OpenAsync(work, contract);

        var row = new
        {
            contractId,
            version,
            terms.Number,
            NumberKey = ContractState.NumberKey(terms.Number),
            terms.ProviderId,
            terms.ProviderName,
            terms.StartsOn,
            terms.EndsOn,
            SearchText = SearchText.Of(terms.Number, terms.Title, terms.ProviderName),
        };
        if (await work.ExecuteAsync(ReplaceOlder, row) == 0 && await work.ExecuteAsync(InsertIfAbsent, row) == 0)
            return;
        await work.ExecuteAsync("DELETE FROM known_contract_lot WHERE contract_id = @contractId", row);
        await work.InsertManyAsync("known_contract_lot", [.. terms.Lots.Select(lot => new LotRow
        {
            ContractId = contractId, LotId = lot.LotId, FundingModel = lot.FundingModel,
        })]);
        await work.ExecuteAsync("DELETE FROM known_contract_budget WHERE contract_id = @contractId", row);
        await work.InsertManyAsync("known_contract_budget", [.. terms.YearBudgets.Select(budget => new BudgetRow
        {
            ContractId = contractId, Year = budget.Year, BudgetCents = budget.BudgetCents,
        })]);
    }

    private const string InsertVersion = """
        INSERT INTO known_contract_version (contract_id, version, recorded_at, document)
        SELECT @contractId, @version, @recordedAt, @document
        WHERE NOT EXISTS (SELECT 1 FROM known_contract_version WHERE contract_id = @contractId AND version = @version)
        """;

    private const string ReplaceOlder = """
        UPDATE known_contract
        SET version = @version, number = @Number, number_key = @NumberKey, provider_id = @ProviderId, provider_name = @ProviderName,
            starts_on = @StartsOn, ends_on = @EndsOn, search_text = @SearchText
        WHERE contract_id = @contractId AND version < @version
        """;

    private const string InsertIfAbsent = """
        INSERT INTO known_contract (contract_id, version, number, number_key, provider_id, provider_name, starts_on, ends_on, search_text)
        SELECT @contractId, @version, @Number, @NumberKey, @ProviderId, @ProviderName, @StartsOn, @EndsOn, @SearchText
        WHERE NOT EXISTS (SELECT 1 FROM known_contract WHERE contract_id = @contractId)
        """;

    private sealed record LotRow
    {
        public Guid ContractId { get; init; }
        public string LotId { get; init; } = "";
        public string FundingModel { get; init; } = "";
    }

    private sealed record BudgetRow
    {
        public Guid ContractId { get; init; }
        public int Year { get; init; }
        public long BudgetCents { get; init; }
    }
}
