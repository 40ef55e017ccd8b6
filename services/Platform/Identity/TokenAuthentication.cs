using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Inkoop.Platform.Identity;

/// <summary>The authority's published keys, fetched when first needed and again when an unknown key turns up.</summary>
public sealed class AuthorityKeys(IdentityOptions options)
{
    private ConfigurationManager<OpenIdConnectConfiguration>? manager;

    public Task<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellationToken) => Manager().GetConfigurationAsync(cancellationToken);

    public void Refresh() => Manager().RequestRefresh();

    private ConfigurationManager<OpenIdConnectConfiguration> Manager() =>
        manager ??= new ConfigurationManager<OpenIdConnectConfiguration>(
            options.Authority.TrimEnd('/') + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = !options.Demo })
        { RefreshInterval = TimeSpan.FromSeconds(5) };
}

/// <summary>
/// Tokens whose signature was checked less than a minute ago: a provider that streams calls, and a service that calls
/// others, shows the same one thousands of times. A token past its own end is never taken from here.
/// </summary>
public sealed class RecentTokens(TimeProvider clock)
{
    private const int Most = 10_000;
    private static readonly TimeSpan keepFor = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (TokenValidationResult Result, DateTimeOffset Until)> checkedTokens = new(StringComparer.Ordinal);

    public TokenValidationResult? Find(string token) =>
        checkedTokens.TryGetValue(token, out var found) && found.Until > clock.GetUtcNow() ? found.Result : null;

    public void Keep(string token, TokenValidationResult result)
    {
        if (checkedTokens.Count >= Most)
            checkedTokens.Clear();
        var now = clock.GetUtcNow();
        var end = new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero);
        checkedTokens[token] = (result, end < now + keepFor ? end : now + keepFor);
    }
}

/// <summary>
/// Validates JWT bearer tokens, the same way in every host: issuer, audience, lifetime and signature by the authority's
/// published keys.
/// </summary>
public sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> schemes, ILoggerFactory loggers, UrlEncoder encoder, AuthorityKeys keys, RecentTokens recent)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    /// <summary>The user's own token, passed on by a service that acts for the user.</summary>
    public const string UserHeader = "inkoop-user-token";

    private static readonly JsonWebTokenHandler tokens = new() { MapInboundClaims = false };

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();

        var result = await ValidateAsync(header["Bearer ".Length..].Trim());
        if (!result.IsValid)
            return AuthenticateResult.Fail(result.Exception?.GetType().Name ?? "invalid token");

        var identityOfCaller = result.ClaimsIdentity.Clone(); // the kept one is shared
        var userToken = Request.Headers[UserHeader].ToString();
        if (userToken.Length > 0 && identityOfCaller.HasClaim("role", Role.Service))
        {
            var user = await ValidateAsync(userToken);
            if (!user.IsValid)
                return AuthenticateResult.Fail("the passed-on user token is not valid");
            identityOfCaller.AddClaim(new Claim(Caller.OnBehalfOfClaim, Caller.Of(new ClaimsPrincipal(user.ClaimsIdentity)).Actor));
        }

        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identityOfCaller), Scheme.Name));
    }

    private async Task<TokenValidationResult> ValidateAsync(string token)
    {
        if (recent.Find(token) is { } known)
            return known;
        var result = await ValidateOnceAsync(token);
        if (!result.IsValid && result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            keys.Refresh();
            result = await ValidateOnceAsync(token);
        }

        if (result.IsValid)
            recent.Keep(token, result);
        return result;
    }

    private async Task<TokenValidationResult> ValidateOnceAsync(string token)
    {
        var published = await keys.GetAsync(Context.RequestAborted);
        return await tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = published.Issuer,
            ValidAudience = IdentityOptions.Audience,
            IssuerSigningKeys = published.SigningKeys,
            NameClaimType = "sub",
            RoleClaimType = "role",
            ClockSkew = TimeSpan.FromSeconds(30),
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
        });
    }
}
