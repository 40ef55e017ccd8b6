using System.Net;
using System.Security.Cryptography;
using System.Text;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Inkoop.Admin.Identity;

/// <summary>Who a token speaks for. Provider ids only with role provider, a municipality code only with role council_reader.</summary>
public sealed record TokenSubject(string Subject, string Role, string Organisation, IReadOnlyList<Guid> ProviderIds, string? MunicipalityCode);

/// <summary>
/// The issuer of the demo: signs ES256 tokens for whoever asks, so it lives only where nobody else can ask: with Identity:Demo=true
/// and every bound address on loopback. Its key stays under DIR/keys with mode 0600, so tokens outlive a restart.
/// </summary>
public sealed class DemoIssuer : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    // The library keeps signers for the whole process by key id: a second host with the same key would get the first one's, disposed.
    private static readonly CryptoProviderFactory signers = new() { CacheSignatureProviders = false };

    private readonly IdentityOptions options;
    private readonly DatabaseOptions data;
    private readonly IServer server;
    private readonly TimeProvider clock;
    private readonly Lazy<ECDsa> key;
    private readonly Lazy<string> keyId;

    public DemoIssuer(IdentityOptions options, DatabaseOptions data, IServer server, TimeProvider clock)
    {
        this.options = options;
        this.data = data;
        this.server = server;
        this.clock = clock;
        key = new Lazy<ECDsa>(() => ReadOrMakeKey(Path.Combine(data.DataDirectory, "keys", "issuer.pem")));
        keyId = new Lazy<string>(() => Base64UrlEncoder.Encode(SHA256.HashData(key.Value.ExportSubjectPublicKeyInfo())[..12]));
    }

    /// <summary>True when this host may issue: asked for, and out of reach of any other machine.</summary>
    public bool Active => options.Demo && Addresses is { Count: > 0 } bound && bound.All(IsLoopback);

    /// <summary>The issuer as in the iss claim: the configured authority, else the first bound address.</summary>
    public string Issuer => options.Authority is { Length: > 0 } authority
        ? authority.TrimEnd('/')
        : (Addresses?.FirstOrDefault() ?? throw new InvalidOperationException("The issuer is asked for before the host listens.")).TrimEnd('/');

    private ICollection<string>? Addresses => server.Features.Get<IServerAddressesFeature>()?.Addresses;

    public string Issue(TokenSubject who)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = who.Subject,
            [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7().ToString(),
            ["role"] = who.Role,
            ["org"] = who.Organisation,
        };
        if (who.ProviderIds.Count > 0)
            claims["provider_id"] = who.ProviderIds.Select(id => id.ToString()).ToArray();
        if (who.MunicipalityCode is { Length: > 0 } municipality)
            claims["municipality"] = municipality;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = IdentityOptions.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key.Value) { KeyId = keyId.Value, CryptoProviderFactory = signers }, SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <summary>Compared in constant time.</summary>
    public bool IsServiceSecret(string given) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(options.ReadServiceSecret(data.DataDirectory))));

    public object Discovery() => new
    {
        issuer = Issuer,
        token_endpoint = Issuer + "/connect/token",
        jwks_uri = Issuer + "/.well-known/jwks.json",
        grant_types_supported = new[] { "client_credentials", "urn:inkoop:demo" },
        response_types_supported = new[] { "none" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "ES256" },
        token_endpoint_auth_methods_supported = new[] { "client_secret_post" },
    };

    public object Jwks()
    {
        var point = key.Value.ExportParameters(includePrivateParameters: false).Q;
        return new { keys = new[] { new { kty = "EC", use = "sig", alg = "ES256", crv = "P-256", kid = keyId.Value, x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) } } };
    }

    public void Dispose()
    {
        if (key.IsValueCreated)
            key.Value.Dispose();
    }

    /// <summary>Only an address that names loopback itself counts: a wildcard or a host name may reach further than it looks.</summary>
    public static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Host == "localhost" || IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static ECDsa ReadOrMakeKey(string path)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        key.ImportFromPem(KeyFile.ReadOrMake(path, key.ExportPkcs8PrivateKeyPem));
        return key;
    }
}
