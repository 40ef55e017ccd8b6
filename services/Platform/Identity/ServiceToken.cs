using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Inkoop.Platform.Data;

namespace Inkoop.Platform.Identity;

/// <summary>What this process is called: a service, or all-in-one.</summary>
public sealed record HostName(string Value);

/// <summary>The token that a service calls other services with: client credentials, kept until shortly before it expires.</summary>
public sealed class ServiceToken(HostName host, IdentityOptions identity, DatabaseOptions data, Authority authority, IHttpClientFactory clients, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim once = new(1, 1);
    private (string Token, DateTimeOffset Until) current = ("", DateTimeOffset.MinValue);

    /// <exception cref="IdentityUnavailable">The authority does not answer, or does not know this service.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (current.Until > clock.GetUtcNow())
            return current.Token;
        await once.WaitAsync(cancellationToken);
        try
        {
            if (current.Until > clock.GetUtcNow())
                return current.Token;
            var grant = await AskAsync((await authority.GetAsync(cancellationToken)).TokenEndpoint, cancellationToken);
            current = (grant.AccessToken, clock.GetUtcNow().AddSeconds(grant.ExpiresIn - 60));
            return current.Token;
        }
        finally
        {
            once.Release();
        }
    }

    public void Dispose() => once.Dispose();

    private async Task<Grant> AskAsync(string endpoint, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = identity.ServiceId.Length > 0 ? identity.ServiceId : "service:" + host.Value,
            ["client_secret"] = identity.ReadServiceSecret(data.DataDirectory),
        };
        if (identity.ServiceScope.Length > 0)
            fields["scope"] = identity.ServiceScope;
        try
        {
            using var form = new FormUrlEncodedContent(fields);
            using var client = clients.CreateClient("identity");
            using var response = await client.PostAsync(new Uri(endpoint), form, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new IdentityUnavailable(
                    $"De inlogdienst geeft {fields["client_id"]} geen token ({(int)response.StatusCode}): controleer Identity:ServiceId en "
                    + "Identity:ServiceSecret.");
            return await response.Content.ReadFromJsonAsync<Grant>(cancellationToken) is { AccessToken.Length: > 0 } grant
                ? grant
                : throw new IdentityUnavailable("De inlogdienst antwoordde zonder token: laat de beheerder Identity:Authority nakijken.");
        }
        catch (Exception exception) when (exception is HttpRequestException or System.Text.Json.JsonException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new IdentityUnavailable($"De inlogdienst {identity.Authority} is niet bereikbaar: probeer het later opnieuw.", exception);
        }
    }

    private sealed record Grant(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
