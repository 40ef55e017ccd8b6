using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkoop.Cli;

/// <summary>
/// Where the token of a call comes from: <c>--as</c> asks the demo issuer, <c>INKOOP_TOKEN</c> holds one of a real authority.
/// What stands on the command line wins over what stands in the environment.
/// </summary>
internal sealed class TokenSource(string identityUrl, string? role, string? token, string? roleOfEnvironment)
{
    private static readonly string[] roles =
        ["procurement_officer", "contract_manager", "finance", "auditor", "council_reader", "provider", "operator"];

    /// <summary>True for a token of a real authority: it must not cross a network in the clear.</summary>
    public bool IsReal => role is null && token is not null;

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (IsReal)
            return token!.Trim();
        return (role ?? roleOfEnvironment) is { } asked
            ? await AskDemoAsync(asked, cancellationToken)
            : throw new Problem("identity_missing", "Inkoop moet weten wie u bent.", "Geef --as ROL mee (demo), of zet INKOOP_TOKEN (echt token).");
    }

    private async Task<string> AskDemoAsync(string asked, CancellationToken cancellationToken)
    {
        var colon = asked.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? asked : asked[..colon];
        var of = colon < 0 ? "" : asked[(colon + 1)..];
        if (!roles.Contains(name))
            throw new Problem("role_unknown", $"{name} is geen rol.", $"De rollen zijn: {string.Join(", ", roles)}.");
        if (name is "provider" or "council_reader" && of.Length == 0)
            throw new Problem("role_incomplete", $"Bij de rol {name} hoort een organisatie.", name == "provider" ? "Schrijf --as provider:AGB-CODE of provider:ID." : "Schrijf --as council_reader:GEMEENTECODE.");

        var endpoint = new Uri(Addresses.ReadUri(identityUrl.TrimEnd('/') + "/", "--identity-url"), "connect/token");
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "urn:inkoop:demo",
            ["role"] = name,
            ["provider"] = name == "provider" ? of : "",
            ["municipality"] = name == "council_reader" ? of : "",
        });
        try
        {
            using var response = await http.PostAsync(endpoint, form, cancellationToken);
            if (response.StatusCode is HttpStatusCode.NotFound)
                throw new Problem("no_demo_issuer", $"{identityUrl} geeft geen demotokens uit.", "Zet INKOOP_TOKEN met een token van uw eigen inlogdienst.");
            var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
            return answer switch
            {
                { AccessToken: { Length: > 0 } granted } => granted,
                { Error: { } error } => throw new Problem(error, answer.Description ?? "Het token is geweigerd.", "Controleer --as."),
                _ => throw new Problem("identity_failed", $"{identityUrl} antwoordde zonder token ({(int)response.StatusCode}).", "Controleer --identity-url."),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new Problem("identity_unreachable", $"Er is geen verbinding met {identityUrl}, waar het token vandaan komt.", "Draait Inkoop daar? Geef zo nodig een ander adres met --identity-url.");
        }
        catch (JsonException)
        {
            throw new Problem("identity_failed", $"{identityUrl} gaf geen leesbaar antwoord.", "Controleer --identity-url.");
        }
    }

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("error")] string? Error,
        [property: JsonPropertyName("error_description")] string? Description);
}
