using Dapper;
using Grpc.Core;
using Inkoop.Wire;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Providers;

// The youth regions as they are on a day, each with the number of its municipalities.
public sealed partial class ReferenceRpc
{
    public override async Task<ListRegionsReply> ListRegions(ListRegionsRequest request, ServerCallContext context)
    {
        var check = new Check();
        var day = check.OptionalDate(request.AsOf, "as_of") ?? DutchDay.Of(clock.GetUtcNow());
        check.ThrowIfAny();
        var rows = await database.ReadAsync(connection => connection.QueryAsync<RegionRow>(RegionsOfDay, new { day }), context.CancellationToken);
        var reply = new ListRegionsReply();
        reply.Regions.AddRange(rows.Select(row => new Region { Name = row.Region, MunicipalityCount = (int)row.MunicipalityCount }));
        return reply;
    }

    private const string RegionsOfDay = """
        SELECT region, COUNT(*) AS municipality_count
        FROM municipality
        WHERE starts_on <= @day AND (ends_on IS NULL OR ends_on >= @day)
        GROUP BY region
        ORDER BY region
        """;

    private sealed record RegionRow
    {
        public string Region { get; init; } = "";
        public long MunicipalityCount { get; init; }
    }
}
