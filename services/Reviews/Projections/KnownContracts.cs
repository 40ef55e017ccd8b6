using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Reviews.Projections;

/// <summary>Contracts with budgets, products and KPI agreements, from the newest signed version that arrived.</summary>
public sealed class KnownContracts : Projection, IConsumer<ContractSigned>, IConsumer<TariffChanged>, IConsumer<ContractAmended>
{
    private static readonly string[] parts = ["known_contract_budget", "known_contract_product", "known_contract_kpi", "known_contract_buyer"];

    public KnownContracts(ReviewsDatabase database) : base(database, "known-contracts", ["known_contract", .. parts])
    {
        On<ContractSigned>((work, e) => Apply(work, e.ContractId, e.Version, e.Terms));
        On<TariffChanged>((work, e) => Apply(work, e.ContractId, e.Version, e.Terms));
        On<ContractAmended>((work, e) => Apply(work, e.ContractId, e.Version, e.Terms));
    }

    public Task Consume(ConsumeContext<ContractSigned> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<TariffChanged> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<ContractAmended> context) => ApplyAsync(context);

    private static async Task Apply(UnitOfWork work, Guid contractId, long version, ContractTerms terms)
    {
        var row = new KnownContractRow
        {
            ContractId = contractId,
            Version = version,
            Number = terms.Number,
            Title = terms.Title,
            ProviderId = terms.ProviderId,
            ProviderName = terms.ProviderName,
            StartsOn = terms.StartsOn,
            EndsOn = terms.EndsOn,
            SearchText = SearchText.Of(terms.Number, terms.Title, terms.ProviderName),
        };
        if (await work.ExecuteAsync(ReplaceOlder, row) == 0 && await work.ExecuteAsync(InsertIfAbsent, row) == 0)
            return;

        foreach (var part in parts)
            await work.ExecuteAsync($"DELETE FROM {part} WHERE contract_id = @contractId", new { contractId });
        await work.InsertManyAsync("known_contract_budget", terms.YearBudgets
            .Select(budget => new BudgetRow { ContractId = contractId, Year = budget.Year, BudgetCents = budget.BudgetCents }).ToList());
        await work.InsertManyAsync("known_contract_product", terms.Products
            .Select(product => new ProductRow { ContractId = contractId, ProductId = product.ProductId, Description = product.Description, Unit = product.Unit }).ToList());
        await work.InsertManyAsync("known_contract_kpi", terms.KpiAgreements
            .Select((kpi, position) => new KpiRow
            {
                ContractId = contractId,
                Position = position,
                IndicatorCode = kpi.IndicatorCode,
                NormE8 = kpi.NormE8,
                AtMost = kpi.AtMost,
                IsDuty = kpi.IsDuty,
            }).ToList());
        await work.InsertManyAsync("known_contract_buyer", terms.Buyers
            .Select(buyer => new BuyerRow { ContractId = contractId, MunicipalityCode = buyer.MunicipalityCode, ValidFrom = buyer.ValidFrom, ValidUntil = buyer.ValidUntil }).ToList());
    }

    private const string ReplaceOlder =
        """
        UPDATE known_contract SET version = @Version, number = @Number, title = @Title, provider_id = @ProviderId, provider_name = @ProviderName,
            starts_on = @StartsOn, ends_on = @EndsOn, search_text = @SearchText
        WHERE contract_id = @ContractId AND version < @Version
        """;

    private const string InsertIfAbsent =
        """
        INSERT INTO known_contract (contract_id, version, number, title, provider_id, provider_name, starts_on, ends_on, search_text)
        SELECT @ContractId, @Version, @Number, @Title, @ProviderId, @ProviderName, @StartsOn, @EndsOn, @SearchText
        WHERE NOT EXISTS (SELECT 1 FROM known_contract WHERE contract_id = @ContractId)
        """;

    private sealed record KnownContractRow
    {
        public required Guid ContractId { get; init; }
        public required long Version { get; init; }
        public required string Number { get; init; }
        public required string Title { get; init; }
        public required Guid ProviderId { get; init; }
        public required string ProviderName { get; init; }
        public required DateOnly StartsOn { get; init; }
        public required DateOnly EndsOn { get; init; }
        public required string SearchText { get; init; }
    }

    private sealed record BudgetRow
    {
        public required Guid ContractId { get; init; }
        public required int Year { get; init; }
        public required long BudgetCents { get; init; }
    }

    private sealed record ProductRow
    {
        public required Guid ContractId { get; init; }
        public required string ProductId { get; init; }
        public required string Description { get; init; }
        public required string Unit { get; init; }
    }

    private sealed record KpiRow
    {
        public required Guid ContractId { get; init; }
        public required int Position { get; init; }
        public required string IndicatorCode { get; init; }
        public required long NormE8 { get; init; }
        public required bool AtMost { get; init; }
        public required bool IsDuty { get; init; }
    }

    private sealed record BuyerRow
    {
        public required Guid ContractId { get; init; }
        public required string MunicipalityCode { get; init; }
        public required DateOnly ValidFrom { get; init; }
        public required DateOnly? ValidUntil { get; init; }
    }
}
