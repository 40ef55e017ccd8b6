using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Inkoop.Tests.Identity;

/// <summary>An authority of somebody else: a discovery document, keys that can change, and tokens of any shape.</summary>
public sealed class TestAuthority : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<SecurityKey> published = [];

    private TestAuthority(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>How often the keys were fetched.</summary>
    public int Fetched { get; private set; }

    public SecurityKey Key { get; private set; } = NewRsa();

    public static async Task<TestAuthority> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var authority = new TestAuthority(app);
        authority.published.Add(authority.Key);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = authority.Address,
            authorization_endpoint = authority.Address + "/authorize",
            token_endpoint = authority.Address + "/token",
            jwks_uri = authority.Address + "/keys",
        }));
        app.MapGet("/keys", () =>
        {
            authority.Fetched++;
            return Results.Json(new { keys = authority.published.Select(Public).ToArray() });
        });
        await app.StartAsync();
        return authority;
    }

    /// <summary>Signs with a new key from now on, published beside the old one.</summary>
    public void Rotate(SecurityKey key)
    {
        Key = key;
        published.Add(key);
    }

    public string Token(Dictionary<string, object> claims, string audience = "inkoop", string? issuer = null, TimeSpan? age = null, SigningCredentials? signing = null, string? type = null, string? critical = null)
    {
        var issued = TimeProvider.System.GetUtcNow().UtcDateTime - (age ?? TimeSpan.Zero);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Address,
            Audience = audience,
            IssuedAt = issued,
            NotBefore = issued,
            Expires = issued.AddMinutes(10),
            Claims = new Dictionary<string, object>(claims) { ["sub"] = "someone" },
            TokenType = type,
            AdditionalHeaderClaims = critical is null ? null : new Dictionary<string, object> { ["crit"] = new[] { critical }, [critical] = true },
            SigningCredentials = signing ?? new SigningCredentials(Key, Key is ECDsaSecurityKey ? "ES256" : "RS256"),
        });
    }

    public static SecurityKey NewRsa() => new RsaSecurityKey(RSA.Create(2048)) { KeyId = Guid.CreateVersion7().ToString("N") };

    public static SecurityKey NewEc() => new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = Guid.CreateVersion7().ToString("N") };

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static Dictionary<string, string> Public(SecurityKey key)
    {
        if (key is RsaSecurityKey rsa)
        {
            var parts = rsa.Rsa.ExportParameters(false);
            return new() { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = key.KeyId, ["n"] = Base64UrlEncoder.Encode(parts.Modulus), ["e"] = Base64UrlEncoder.Encode(parts.Exponent) };
        }

        var point = ((ECDsaSecurityKey)key).ECDsa.ExportParameters(false).Q;
        return new() { ["kty"] = "EC", ["use"] = "sig", ["crv"] = "P-256", ["kid"] = key.KeyId, ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y) };
    }
}
