using System.Globalization;
using Dapper;
using Grpc.Core;
using Inkoop.Platform.Data;
using Inkoop.Providers.Reference;
using Inkoop.Wire;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Providers;

// The municipalities as they are on a day, by name.
public sealed partial class ReferenceRpc
{
    public override async Task<ListMunicipalitiesReply> ListMunicipalities(ListMunicipalitiesRequest request, ServerCallContext context)
    {
        var check = new Check();
        var day = check.OptionalDate(request.AsOf, "as_of") ?? DutchDay.Of(clock.GetUtcNow());
        check.ThrowIfAny();
        var arguments = new { day, region = request.Region.Trim(), search = Dialect.Like(SearchText.Of(request.Search)) };
        var rows = await database.ReadAsync(connection => connection.QueryAsync<MunicipalityRow>(MunicipalitiesOfDay, arguments), context.CancellationToken);
        var reply = new ListMunicipalitiesReply();
        reply.Municipalities.AddRange(rows.Select(row => new Municipality
        {
            Code = row.Code,
            Name = row.Name,
            Province = row.Province,
            Region = row.Region,
            ValidFrom = row.StartsOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ValidUntil = row.EndsOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        }));
        return reply;
    }

    private const string MunicipalitiesOfDay = """
        SELECT code, starts_on, ends_on, name, province, region, version
        FROM municipality
        WHERE starts_on <= @day AND (ends_on IS NULL OR ends_on >= @day)
          AND (@region = '' OR region = @region)
          AND search_text LIKE @search ESCAPE '\'
        ORDER BY search_text, code
        """;
}
