using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using MassTransit;

namespace Inkoop.Dispositions.Reactions;

/// <summary>Which provider sends under which AGB code: a message may only come from the provider in its header.</summary>
public sealed class KnownProviders : Projection, IConsumer<ProviderRegistered>
{
    public KnownProviders(DispositionsDatabase database) : base(database, "known-providers", ["known_provider"]) =>
        On<ProviderRegistered>(Apply);

    public Task Consume(ConsumeContext<ProviderRegistered> context) => ApplyAsync(context);

    private static async Task Apply(UnitOfWork work, ProviderRegistered e)
    {
        if (await work.ExecuteAsync(Update, e) == 0)
            await work.ExecuteAsync(InsertIfUnknown, e);
    }

    private const string Update =
        "UPDATE known_provider SET version = @Version, agb_code = @AgbCode WHERE provider_id = @ProviderId AND version < @Version";

    private const string InsertIfUnknown =
        """
        INSERT INTO known_provider (provider_id, version, agb_code)
        SELECT @ProviderId, @Version, @AgbCode WHERE NOT EXISTS (SELECT 1 FROM known_provider WHERE provider_id = @ProviderId)
        """;
}
