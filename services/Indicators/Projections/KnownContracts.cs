using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Indicators.Projections;

/// <summary>Contracts in force and the indicators agreed in them, from the newest signed version that arrived.</summary>
public sealed class KnownContracts : Projection, IConsumer<ContractSigned>, IConsumer<TariffChanged>, IConsumer<ContractAmended>
{
    public KnownContracts(IndicatorsDatabase database) : base(database, "known-contracts", ["known_contract", "known_contract_kpi"])
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
        var row = new ContractRow
        {
            ContractId = contractId,
            Version = version,
            Number = terms.Number,
            ProviderId = terms.ProviderId,
            StartsOn = terms.StartsOn,
            EndsOn = terms.EndsOn,
        };
        if (await work.ExecuteAsync(ReplaceOlder, row) == 0 && await work.ExecuteAsync(InsertIfAbsent, row) == 0)
            return;
        await work.ExecuteAsync(RemoveAgreements, row);
        await work.InsertManyAsync("known_contract_kpi", terms.KpiAgreements.Select(kpi => kpi.IndicatorCode).Distinct()
            .Select(code => new KpiRow { ContractId = contractId, IndicatorCode = code }).ToList());
    }

    private const string ReplaceOlder =
        """
        UPDATE known_contract SET version = @Version, number = @Number, provider_id = @ProviderId, starts_on = @StartsOn, ends_on = @EndsOn
        WHERE contract_id = @ContractId AND version < @Version
        """;

    private const string InsertIfAbsent =
        """
        INSERT INTO known_contract (contract_id, version, number, provider_id, starts_on, ends_on)
        SELECT @ContractId, @Version, @Number, @ProviderId, @StartsOn, @EndsOn
        WHERE NOT EXISTS (SELECT 1 FROM known_contract WHERE contract_id = @ContractId)
        """;

    private const string RemoveAgreements = "DELETE FROM known_contract_kpi WHERE contract_id = @ContractId";

    private sealed record ContractRow
    {
        public required Guid ContractId { get; init; }
        public required long Version { get; init; }
        public required string Number { get; init; }
        public required Guid ProviderId { get; init; }
        public required DateOnly StartsOn { get; init; }
        public required DateOnly EndsOn { get; init; }
    }

    private sealed record KpiRow
    {
        public required Guid ContractId { get; init; }
        public required string IndicatorCode { get; init; }
    }
}
