using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Inkoop.Platform.Data;

namespace Inkoop.Platform.Identity;

/// <summary>What this process is called: a service, or all-in-one.</summary>
public sealed record HostName(string Value);

/// <summary>The token that a service calls other services with: client credentials, kept until shortly before it expires.</summary>
public sealed class ServiceToken(HostName host, IdentityOptions identity, DatabaseOptions data, AuthorityKeys keys, IHttpClientFactory clients, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim once = new(1, 1);
    private (string Token, DateTimeOffset Until) current = ("", DateTimeOffset.MinValue);

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (current.Until > clock.GetUtcNow())
            return current.Token;
        await once.WaitAsync(cancellationToken);
        try
        {
            if (current.Until > clock.GetUtcNow())
                return current.Token;
            var endpoint = (await keys.GetAsync(cancellationToken)).TokenEndpoint;
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = "service:" + host.Value,
                ["client_secret"] = identity.ReadServiceSecret(data.DataDirectory),
            });
            using var response = await clients.CreateClient("identity").PostAsync(new Uri(endpoint), form, cancellationToken);
            response.EnsureSuccessStatusCode();
            var grant = await response.Content.ReadFromJsonAsync<Grant>(cancellationToken) ?? throw new InvalidOperationException("The authority answered without a token.");
            current = (grant.AccessToken, clock.GetUtcNow().AddSeconds(grant.ExpiresIn - 60));
            return current.Token;
        }
        finally
        {
            once.Release();
        }
    }

    public void Dispose() => once.Dispose();

    private sealed record Grant(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
