using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Dispositions.Reactions;

/// <summary>Which municipality codes the register knows or knew: an older code stays good after a merger (herindeling, TR378).</summary>
public sealed class KnownMunicipalities : Projection, IConsumer<MunicipalityRecorded>
{
    public KnownMunicipalities(DispositionsDatabase database) : base(database, "known-municipalities", ["known_municipality"], shape: 1) =>
        On<MunicipalityRecorded>((work, e) => work.ExecuteAsync(Insert, e));

    public Task Consume(ConsumeContext<MunicipalityRecorded> context) => ApplyAsync(context);

    private const string Insert = "INSERT INTO known_municipality (code) SELECT @Code WHERE NOT EXISTS (SELECT 1 FROM known_municipality WHERE code = @Code)";
}
