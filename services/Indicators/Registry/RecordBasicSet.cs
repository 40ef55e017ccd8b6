using Inkoop.Platform.Hosting;
using Inkoop.Platform.Work;
using Inkoop.Wire.Events;

namespace Inkoop.Indicators.Registry;

/// <summary>Records the definitions of the basic set that the registry does not hold yet: all of them at the first start, none later.</summary>
public sealed class RecordBasicSet(
    IndicatorsDatabase database, StartupGate gate, TimeProvider clock, ILogger<RecordBasicSet> logger) : BackgroundWork(gate, clock, logger)
{
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await database.ChangeAsync("service:indicators", async work =>
        {
            var recorded = 0;
            foreach (var definition in BasicSet.Definitions)
            {
                // Another instance may start at the same moment: the statement itself decides who records, so each is told once.
                if (await work.ExecuteAsync(InsertIfAbsent, definition) == 0)
                {
                    // Why it is asked is no part of what is measured: it may be said better.
                    await work.ExecuteAsync(KeepReason, definition);
                    continue;
                }
                recorded++;
                work.Emit($"indicator/{definition.Code}", definition.Version, new IndicatorDefined
                {
                    Code = definition.Code,
                    Version = definition.Version,
                    Name = definition.Name,
                    Kind = definition.Kind,
                    Derived = definition.Derived,
                    ValidFrom = definition.ValidFrom,
                    ValidUntil = definition.ValidUntil,
                });
            }
            return recorded;
        }, stoppingToken);
    }

    private const string KeepReason = "UPDATE indicator SET why = @Why WHERE code = @Code AND version = @Version AND why <> @Why";

    private const string InsertIfAbsent =
        """
        INSERT INTO indicator (code, version, name, definition, kind, numerator, denominator, source, informant, why,
            derived, asked, minutes_estimate, valid_from, valid_until)
        SELECT @Code, @Version, @Name, @Definition, @Kind, @Numerator, @Denominator, @Source, @Informant, @Why,
            @Derived, @Asked, @MinutesEstimate, @ValidFrom, @ValidUntil
        WHERE NOT EXISTS (SELECT 1 FROM indicator WHERE code = @Code AND version = @Version)
        """;
}
