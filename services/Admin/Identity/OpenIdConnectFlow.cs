using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Inkoop.Platform.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Inkoop.Admin.Identity;

/// <summary>
/// Sign-in at the region's OpenID Connect provider: the authorization code flow with PKCE (RFC 7636), state and nonce.
/// Keys: Identity:Authority, Identity:ClientId (inkoop-admin), Identity:ClientSecret (none for a public client), Identity:Scope.
/// </summary>
public sealed class OpenIdConnectFlow(IConfiguration configuration, IDataProtectionProvider protection, IHttpClientFactory http, TimeProvider clock) : IDisposable
{
    public const string ReturnPath = "/aanmelden/terug";
    private const string Cookie = "inkoop-aanmelding";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Inkoop.Admin.OpenIdConnect").ToTimeLimitedDataProtector();
    private readonly HttpClient documents = http.CreateClient("identity");
    private ConfigurationManager<OpenIdConnectConfiguration>? metadata;

    private sealed record Pending(string State, string Nonce, string Verifier, string Back);

    public bool Configured => configuration["Identity:Authority"] is { Length: > 0 };
    private string ClientId => configuration["Identity:ClientId"] is { Length: > 0 } id ? id : "inkoop-admin";

    /// <summary>Sends the browser to the authority. What must come back the same is kept in a short-lived encrypted cookie.</summary>
    public async Task<string> StartAsync(HttpContext context, string back)
    {
        var at = await MetadataAsync(context.RequestAborted);
        var pending = new Pending(Random(), Random(), Random(), SessionGate.LocalPath(back));
        context.Response.Cookies.Append(Cookie, protector.Protect(JsonSerializer.Serialize(pending), Patience), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/aanmelden",
            MaxAge = Patience,
            IsEssential = true,
        });
        var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(pending.Verifier)));
        return Address(at.AuthorizationEndpoint, new()
        {
            ["client_id"] = ClientId,
            ["response_type"] = "code",
            ["redirect_uri"] = RedirectUri(context),
            ["scope"] = configuration["Identity:Scope"] is { Length: > 0 } scope ? scope : "openid profile offline_access",
            ["state"] = pending.State,
            ["nonce"] = pending.Nonce,
            ["code_challenge"] = challenge,
            ["code_challenge_method"] = "S256",
        });
    }

    /// <summary>Takes the code that came back. Returns where to go; null when the answer is not one to the question we asked.</summary>
    public async Task<string?> FinishAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var pending = ReadPending(context);
        context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/aanmelden" });
        if (pending is null || query["code"].ToString() is not { Length: > 0 } code || !Same(query["state"].ToString(), pending.State))
            return null;
        var at = await MetadataAsync(context.RequestAborted);
        var answer = await AskAsync(at, new()
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = RedirectUri(context),
            ["code_verifier"] = pending.Verifier,
        }, context.RequestAborted);
        if (answer is not { IdToken.Length: > 0, AccessToken.Length: > 0 })
            return null;
        var identity = await ValidateAsync(at, answer.IdToken, ClientId);
        var access = await ValidateAsync(at, answer.AccessToken, IdentityOptions.Audience);
        if (identity is null || access is null || !Same(identity.TryGetPayloadValue<string>("nonce", out var nonce) ? nonce : "", pending.Nonce))
            return null;
        var name = access.TryGetPayloadValue<string>("org_name", out var given) ? given : "";
        await Session.StartAsync(context, answer.AccessToken, answer.RefreshToken, name);
        return pending.Back;
    }

    /// <summary>A fresh access token for a refresh token; nulls when the authority refuses.</summary>
    public async Task<(string? Token, string? Refresh)> RenewAsync(string? refreshToken, CancellationToken cancel)
    {
        if (!Configured || refreshToken is not { Length: > 0 })
            return (null, null);
        var at = await MetadataAsync(cancel);
        var answer = await AskAsync(at, new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, cancel);
        if (answer is not { AccessToken.Length: > 0 } || await ValidateAsync(at, answer.AccessToken, IdentityOptions.Audience) is null)
            return (null, null);
        return (answer.AccessToken, answer.RefreshToken ?? refreshToken);
    }

    public void Dispose() => documents.Dispose();

    private sealed record Answer(string AccessToken, string IdToken, string? RefreshToken);

    private async Task<Answer?> AskAsync(OpenIdConnectConfiguration at, Dictionary<string, string> fields, CancellationToken cancel)
    {
        fields["client_id"] = ClientId;
        if (configuration["Identity:ClientSecret"] is { Length: > 0 } secret)
            fields["client_secret"] = secret;
        using var content = new FormUrlEncodedContent(fields);
        using var response = await documents.PostAsync(new Uri(at.TokenEndpoint), content, cancel);
        if (response.StatusCode != HttpStatusCode.OK)
            return null;
        using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
        string? Read(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        return new Answer(Read("access_token") ?? "", Read("id_token") ?? "", Read("refresh_token"));
    }

    private static async Task<JsonWebToken?> ValidateAsync(OpenIdConnectConfiguration at, string token, string audience)
    {
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = at.Issuer,
            ValidAudience = audience,
            IssuerSigningKeys = at.SigningKeys,
            ValidAlgorithms = ["RS256", "ES256", "PS256"],
            ClockSkew = TimeSpan.FromSeconds(30),
        });
        return result.IsValid ? (JsonWebToken)result.SecurityToken : null;
    }

    private Pending? ReadPending(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } stored)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Pending>(protector.Unprotect(stored, out var until)) is { } pending && until > clock.GetUtcNow() ? pending : null;
        }
        catch (CryptographicException)
        {
            // Too old, or not ours: the visitor signs in again.
            return null;
        }
    }

    private async Task<OpenIdConnectConfiguration> MetadataAsync(CancellationToken cancel)
    {
        var authority = (configuration["Identity:Authority"] ?? throw new InvalidOperationException("Identity:Authority is not set.")).TrimEnd('/');
        metadata ??= new ConfigurationManager<OpenIdConnectConfiguration>(
            authority + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(documents) { RequireHttps = !DemoIssuer.IsLoopback(authority) });
        return await metadata.GetConfigurationAsync(cancel);
    }

    private static string RedirectUri(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{ReturnPath}";
    private static string Random() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
    private static bool Same(string left, string right) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    private static string Address(string endpoint, Dictionary<string, string> query) =>
        endpoint + (endpoint.Contains('?') ? "&" : "?") + string.Join('&', query.Select(pair => pair.Key + "=" + Uri.EscapeDataString(pair.Value)));
}
