using Dapper;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Providers;

// One provider by its id or its AGB code; a provider reads only itself and cannot find out who else exists.
public sealed partial class ProviderRpc
{
    public override async Task<GetProviderReply> GetProvider(GetProviderRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        check.That(request.KeyCase != GetProviderRequest.KeyOneofCase.None, "key", "required", "Geef een provider_id of een agb_code.");
        var id = request.KeyCase == GetProviderRequest.KeyOneofCase.ProviderId ? check.Id(request.ProviderId, "provider_id") : Guid.Empty;
        check.ThrowIfAny();

        return await database.ReadAsync(async connection =>
        {
            var provider = request.KeyCase == GetProviderRequest.KeyOneofCase.ProviderId
                ? await connection.QueryFirstOrDefaultAsync<ProviderRow>(ProviderById, new { id })
                : await connection.QueryFirstOrDefaultAsync<ProviderRow>(ProviderByAgbCode, new { agbCode = request.AgbCode.Trim() });
            // An unknown provider is refused to a provider exactly as another's is.
            caller.MustReach(provider?.ProviderId ?? id);
            if (provider is null) throw new NotFound("provider", request.KeyCase == GetProviderRequest.KeyOneofCase.ProviderId ? request.ProviderId : request.AgbCode);
            var locations = await connection.QueryAsync<LocationRow>(LocationsOfProviders, new { ids = new[] { provider.ProviderId.ToString() } });
            return new GetProviderReply { Provider = ToWire(provider, locations) };
        }, context.CancellationToken);
    }

    private const string ProviderColumns = "provider_id, version, name, kvk_number, agb_code, email, phone, registered_on";
    private const string ProviderById = $"SELECT {ProviderColumns} FROM provider WHERE provider_id = @id";
    private const string ProviderByAgbCode = $"SELECT {ProviderColumns} FROM provider WHERE agb_code = @agbCode";
    private const string LocationsOfProviders = """
        SELECT provider_id, line_number, name, street, postal_code, city, municipality_code
        FROM provider_location WHERE provider_id IN @ids ORDER BY provider_id, line_number
        """;
}
