using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Reviews.Projections;

/// <summary>Names of providers and municipalities as their registers last gave them.</summary>
public sealed class KnownNames : Projection, IConsumer<ProviderRegistered>, IConsumer<MunicipalityRecorded>
{
    public KnownNames(ReviewsDatabase database) : base(database, "known-names", ["known_provider", "known_municipality"])
    {
        On<ProviderRegistered>(Apply);
        On<MunicipalityRecorded>(Apply);
    }

    public Task Consume(ConsumeContext<ProviderRegistered> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<MunicipalityRecorded> context) => ApplyAsync(context);

    private static async Task Apply(UnitOfWork work, ProviderRegistered e)
    {
        var row = new { e.ProviderId, e.Version, e.Name, SearchText = SearchText.Of(e.Name) };
        if (await work.ExecuteAsync(ReplaceProvider, row) == 0)
            await work.ExecuteAsync(InsertProvider, row);
    }

    private static async Task Apply(UnitOfWork work, MunicipalityRecorded e)
    {
        var row = new { e.Code, e.Version, e.Name };
        if (await work.ExecuteAsync(ReplaceMunicipality, row) == 0)
            await work.ExecuteAsync(InsertMunicipality, row);
    }

    private const string ReplaceProvider =
        "UPDATE known_provider SET version = @Version, name = @Name, search_text = @SearchText WHERE provider_id = @ProviderId AND version < @Version";

    private const string InsertProvider =
        """
        INSERT INTO known_provider (provider_id, version, name, search_text)
        SELECT @ProviderId, @Version, @Name, @SearchText
        WHERE NOT EXISTS (SELECT 1 FROM known_provider WHERE provider_id = @ProviderId)
        """;

    private const string ReplaceMunicipality = "UPDATE known_municipality SET version = @Version, name = @Name WHERE code = @Code AND version < @Version";

    private const string InsertMunicipality =
        """
        INSERT INTO known_municipality (code, version, name)
        SELECT @Code, @Version, @Name
        WHERE NOT EXISTS (SELECT 1 FROM known_municipality WHERE code = @Code)
        """;
}
