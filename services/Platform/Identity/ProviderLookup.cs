using System.Collections.Concurrent;
using Grpc.Core;
using Inkoop.Platform.Addresses;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Platform.Identity;

/// <summary>The provider that an identity names: its id as it stands, or the id of an AGB code as the register knows it.</summary>
public sealed class ProviderLookup(ServiceChannels channels, ServiceToken token, TimeProvider clock)
{
    private static readonly TimeSpan keepFor = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (Guid Id, DateTimeOffset Until)> known = new(StringComparer.Ordinal);

    public static bool IsAgbCode(string text) => text.Length == 8 && text.All(char.IsAsciiDigit);

    /// <summary>Null when there is no such provider, or when the text is neither an id nor an AGB code.</summary>
    /// <exception cref="IdentityUnavailable">The register does not answer.</exception>
    public async Task<Guid?> FindAsync(string provider, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(provider, out var id))
            return id;
        if (!IsAgbCode(provider))
            return null;
        if (known.TryGetValue(provider, out var kept) && kept.Until > clock.GetUtcNow())
            return kept.Id;
        try
        {
            // With the host's own identity only: passing on the user's would ask the same question again over there.
            var headers = new Metadata { { "authorization", "Bearer " + await token.GetAsync(cancellationToken) } };
            var register = new ProviderService.ProviderServiceClient(channels.To("providers"));
            var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(10);
            var found = await register.GetProviderAsync(new GetProviderRequest { AgbCode = provider }, headers, deadline, cancellationToken);
            id = Guid.Parse(found.Provider.ProviderId);
            known[provider] = (id, clock.GetUtcNow() + keepFor);
            return id;
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.NotFound)
        {
            return null;
        }
        catch (RpcException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IdentityUnavailable($"De aanbieder met AGB-code {provider} kan nu niet worden opgezocht: probeer het zo weer.", exception);
        }
    }
}
