using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Money.Projections;

/// <summary>Names of providers, and municipalities with the days on which they exist: the newest version of each.</summary>
public sealed class Register : Projection, IConsumer<ProviderRegistered>, IConsumer<MunicipalityRecorded>
{
    public Register(MoneyDatabase database) : base(database, "money-register", ["known_provider", "known_municipality"])
    {
        On<ProviderRegistered>(async (work, e) =>
        {
            if (await work.ExecuteAsync(RenameProvider, e) == 0) await work.ExecuteAsync(InsertProvider, e);
        });
        On<MunicipalityRecorded>(async (work, e) =>
        {
            if (await work.ExecuteAsync(ReplaceMunicipality, e) == 0) await work.ExecuteAsync(InsertMunicipality, e);
        });
    }

    public Task Consume(ConsumeContext<ProviderRegistered> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<MunicipalityRecorded> context) => ApplyAsync(context);

    private const string RenameProvider = "UPDATE known_provider SET version = @Version, name = @Name WHERE provider_id = @ProviderId AND version < @Version";

    private const string InsertProvider = """
        INSERT INTO known_provider (provider_id, version, name)
        SELECT @ProviderId, @Version, @Name
        WHERE NOT EXISTS (SELECT 1 FROM known_provider WHERE provider_id = @ProviderId)
        """;

    private const string ReplaceMunicipality = """
        UPDATE known_municipality SET version = @Version, name = @Name, ends_on = @ValidUntil
        WHERE code = @Code AND starts_on = @ValidFrom AND version < @Version
        """;

    private const string InsertMunicipality = """
        INSERT INTO known_municipality (code, starts_on, ends_on, version, name)
        SELECT @Code, @ValidFrom, @ValidUntil, @Version, @Name
        WHERE NOT EXISTS (SELECT 1 FROM known_municipality WHERE code = @Code AND starts_on = @ValidFrom)
        """;
}
