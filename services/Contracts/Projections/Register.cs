using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Contracts.Projections;

/// <summary>What other services have on record and a draft is judged by: providers, municipalities, and which indicators are proportions. The newest version of each stays.</summary>
public sealed class Register : Projection, IConsumer<ProviderRegistered>, IConsumer<MunicipalityRecorded>, IConsumer<IndicatorDefined>
{
    public Register(ContractsDatabase database) : base(database, "contracts-register", ["known_provider", "known_municipality", "known_indicator"])
    {
        On<ProviderRegistered>((work, e) => KeepNewestAsync(work, UpdateProvider, InsertProvider, e));
        On<MunicipalityRecorded>((work, e) => KeepNewestAsync(work, UpdateMunicipality, InsertMunicipality, e));
        On<IndicatorDefined>((work, e) => KeepNewestAsync(work, UpdateIndicator, InsertIndicator, e));
    }

    public Task Consume(ConsumeContext<ProviderRegistered> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<MunicipalityRecorded> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<IndicatorDefined> context) => ApplyAsync(context);

    // An older version finds a newer row: then neither statement touches it.
    private static async Task KeepNewestAsync(UnitOfWork work, string update, string insert, object e)
    {
        if (await work.ExecuteAsync(update, e) == 0) await work.ExecuteAsync(insert, e);
    }

    private const string UpdateProvider = """
        UPDATE known_provider SET version = @Version, name = @Name, agb_code = @AgbCode
        WHERE provider_id = @ProviderId AND version < @Version
        """;

    private const string InsertProvider = """
        INSERT INTO known_provider (provider_id, version, name, agb_code)
        SELECT @ProviderId, @Version, @Name, @AgbCode
        WHERE NOT EXISTS (SELECT 1 FROM known_provider WHERE provider_id = @ProviderId)
        """;

    private const string UpdateMunicipality = """
        UPDATE known_municipality SET version = @Version, name = @Name, ends_on = @ValidUntil
        WHERE code = @Code AND starts_on = @ValidFrom AND version < @Version
        """;

    private const string InsertMunicipality = """
        INSERT INTO known_municipality (code, starts_on, ends_on, version, name)
        SELECT @Code, @ValidFrom, @ValidUntil, @Version, @Name
        WHERE NOT EXISTS (SELECT 1 FROM known_municipality WHERE code = @Code AND starts_on = @ValidFrom)
        """;

    private const string UpdateIndicator = "UPDATE known_indicator SET version = @Version, kind = @Kind WHERE code = @Code AND version < @Version";

    private const string InsertIndicator = """
        INSERT INTO known_indicator (code, version, kind)
        SELECT @Code, @Version, @Kind
        WHERE NOT EXISTS (SELECT 1 FROM known_indicator WHERE code = @Code)
        """;
}
