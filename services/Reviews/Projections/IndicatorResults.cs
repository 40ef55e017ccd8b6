using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using MassTransit;

namespace Inkoop.Reviews.Projections;

/// <summary>What providers reported, what the platform derived and what each indicator is called: the newest version of each.</summary>
public sealed class IndicatorResults : Projection, IConsumer<IndicatorSubmitted>, IConsumer<IndicatorDerived>, IConsumer<IndicatorDefined>
{
    public IndicatorResults(ReviewsDatabase database) : base(database, "indicator-results", ["indicator_result", "indicator_derived", "indicator_definition"])
    {
        On<IndicatorSubmitted>(Apply);
        On<IndicatorDerived>(Apply);
        On<IndicatorDefined>(Apply);
    }

    public Task Consume(ConsumeContext<IndicatorSubmitted> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<IndicatorDerived> context) => ApplyAsync(context);

    public Task Consume(ConsumeContext<IndicatorDefined> context) => ApplyAsync(context);

    private static async Task Apply(UnitOfWork work, IndicatorSubmitted e)
    {
        if (await work.ExecuteAsync(ReplaceResult, e) == 0)
            await work.ExecuteAsync(InsertResult, e);
    }

    private static async Task Apply(UnitOfWork work, IndicatorDerived e)
    {
        if (await work.ExecuteAsync(ReplaceDerived, e) == 0)
            await work.ExecuteAsync(InsertDerived, e);
    }

    // Every version of a definition stays: a quarter is read with the one that was valid then.
    private static Task Apply(UnitOfWork work, IndicatorDefined e) => work.ExecuteAsync(InsertDefinition, e);

    private const string ReplaceResult =
        """
        UPDATE indicator_result SET version = @Version, numerator = @Numerator, denominator = @Denominator, late = @Late
        WHERE contract_id = @ContractId AND indicator_code = @IndicatorCode AND quarter = @Quarter AND version < @Version
        """;

    private const string InsertResult =
        """
        INSERT INTO indicator_result (contract_id, indicator_code, quarter, version, numerator, denominator, late)
        SELECT @ContractId, @IndicatorCode, @Quarter, @Version, @Numerator, @Denominator, @Late
        WHERE NOT EXISTS (SELECT 1 FROM indicator_result WHERE contract_id = @ContractId AND indicator_code = @IndicatorCode AND quarter = @Quarter)
        """;

    private const string ReplaceDerived =
        """
        UPDATE indicator_derived SET version = @Version, numerator = @Numerator, denominator = @Denominator
        WHERE contract_id = @ContractId AND indicator_code = @IndicatorCode AND quarter = @Quarter AND version < @Version
        """;

    private const string InsertDerived =
        """
        INSERT INTO indicator_derived (contract_id, indicator_code, quarter, version, numerator, denominator)
        SELECT @ContractId, @IndicatorCode, @Quarter, @Version, @Numerator, @Denominator
        WHERE NOT EXISTS (SELECT 1 FROM indicator_derived WHERE contract_id = @ContractId AND indicator_code = @IndicatorCode AND quarter = @Quarter)
        """;

    private const string InsertDefinition =
        """
        INSERT INTO indicator_definition (code, version, name, kind, valid_from, valid_until)
        SELECT @Code, @Version, @Name, @Kind, @ValidFrom, @ValidUntil
        WHERE NOT EXISTS (SELECT 1 FROM indicator_definition WHERE code = @Code AND version = @Version)
        """;
}
