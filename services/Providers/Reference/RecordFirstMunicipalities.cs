using Inkoop.Platform.Hosting;
using Inkoop.Platform.Work;
using Microsoft.Extensions.Hosting;

namespace Inkoop.Providers.Reference;

/// <summary>An empty register starts with the municipalities of the youth region Midden-Limburg Oost, so that the first contract can be drafted
/// before anyone has loaded a list. Valid from the day the Jeugdwet took effect.</summary>
public sealed class RecordFirstMunicipalities(
    ProvidersDatabase database, StartupGate gate, TimeProvider clock, ILogger<RecordFirstMunicipalities> logger) : BackgroundWork(gate, clock, logger)
{
    public static readonly DateOnly YouthActInForce = new(2015, 1, 1);

    public static IReadOnlyList<MunicipalityFacts> BuiltIn { get; } =
    [
        new("0957", "Roermond", "Limburg", "Midden Limburg Oost"),
        new("1641", "Maasgouw", "Limburg", "Midden Limburg Oost"),
        new("1669", "Roerdalen", "Limburg", "Midden Limburg Oost"),
        new("1711", "Echt-Susteren", "Limburg", "Midden Limburg Oost"),
    ];

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await database.ChangeAsync("service:providers", async work =>
        {
            var isEmpty = await work.ScalarAsync<long>("SELECT COUNT(*) FROM municipality") == 0;
            if (isEmpty) await MunicipalityStore.RecordAsync(work, BuiltIn, YouthActInForce);
            return isEmpty;
        }, stoppingToken);
    }
}
