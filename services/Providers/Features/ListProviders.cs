using Dapper;
using Grpc.Core;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Providers;

// The register by name, searched by part of name, KvK or AGB; a provider's list holds only itself.
public sealed partial class ProviderRpc
{
    public override async Task<ListProvidersReply> ListProviders(ListProvidersRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var skip = PageToken.Read(request.PageToken);
        var take = PageToken.Size(request.PageSize);
        var where = "WHERE search_text LIKE @search ESCAPE '\\'" + (caller.IsProvider ? " AND provider_id IN @own" : "");
        var arguments = new
        {
            search = Dialect.Like(SearchText.Of(request.Search)),
            own = caller.ProviderIds.Select(id => id.ToString()), // Dapper passes the items of a list on without their handler
            skip,
            take = take + 1,
        };
        return await database.ReadAsync(async connection =>
        {
            var total = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM provider {where}", arguments);
            var rows = (await connection.QueryAsync<ProviderRow>(
                database.Dialect.Page($"SELECT {ProviderColumns} FROM provider {where} ORDER BY search_text, provider_id"), arguments)).ToList();
            var page = rows.Take(take).ToList();
            var locations = page.Count == 0 ? [] : await connection.QueryAsync<LocationRow>(LocationsOfProviders, new { ids = page.Select(row => row.ProviderId.ToString()) });
            var byProvider = locations.ToLookup(location => location.ProviderId);
            var reply = new ListProvidersReply { TotalCount = total, NextPageToken = PageToken.Next(skip, take, rows.Count) };
            reply.Providers.AddRange(page.Select(row => ToWire(row, byProvider[row.ProviderId])));
            return reply;
        }, context.CancellationToken);
    }
}
