using System.Data.Common;
using System.Globalization;
using Dapper;
using Grpc.Core;
using Inkoop.Indicators.Registry;
using Inkoop.Indicators.Submissions;
using Inkoop.Wire;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Indicators.V1;

namespace Inkoop.Indicators;

// The registry: what every indicator means, why it is asked and what it costs to answer. With a date, only what then counts.
public sealed partial class IndicatorRpc
{
    public override async Task<ListIndicatorsReply> ListIndicators(ListIndicatorsRequest request, ServerCallContext context)
    {
        var check = new Check();
        var asOf = check.OptionalDate(request.AsOf, "as_of");
        check.ThrowIfAny();

        var definitions = await database.ReadAsync(AllDefinitions, context.CancellationToken);
        var reply = new ListIndicatorsReply();
        reply.Indicators.AddRange(definitions
            .Where(definition => asOf is null || definitions.ValidOn(definition.Code, asOf.Value)?.Version == definition.Version)
            .Select(ToIndicator));
        return reply;
    }

    private static Indicator ToIndicator(IndicatorDefinition definition) => new()
    {
        Code = definition.Code,
        Version = definition.Version,
        Name = definition.Name,
        Definition = definition.Definition,
        Kind = definition.Kind == IndicatorKinds.Mean ? IndicatorKind.Mean : IndicatorKind.Proportion,
        Numerator = definition.Numerator,
        Denominator = definition.Denominator,
        Source = definition.Source,
        Informant = definition.Informant,
        Why = definition.Why,
        Derived = definition.Derived,
        MinutesEstimate = definition.MinutesEstimate,
        ValidFrom = Iso(definition.ValidFrom),
        ValidUntil = definition.ValidUntil is { } until ? Iso(until) : "",
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private DateOnly Today() => DutchDay.Of(clock.GetUtcNow());

    private static async Task<IReadOnlyList<IndicatorDefinition>> AllDefinitions(DbConnection connection) =>
        (await connection.QueryAsync<IndicatorDefinition>(SubmissionFacts.Definitions)).AsList();
}
