using System.Net;
using System.Security.Cryptography;
using System.Text;
using Inkoop.Platform.Data;
using Inkoop.Platform.Privacy;

namespace Inkoop.Platform.Identity;

/// <summary>Section <c>Identity</c>; docs/guides/identity.md explains each of them.</summary>
public sealed class IdentityOptions
{
    /// <summary>The issuer of tokens. With the demo authority in the same process it is known once the port is.</summary>
    public string Authority { get; set; } = "";

    /// <summary>What a token must be issued for.</summary>
    public string Audience { get; init; } = "inkoop";

    /// <summary>The demo authority and its sign-in page; only on loopback.</summary>
    public bool Demo { get; set; }

    /// <summary>The registration of the admin UI at the authority.</summary>
    public string ClientId { get; init; } = "inkoop-admin";

    /// <summary>Empty for a public client.</summary>
    public string ClientSecret { get; init; } = "";

    public string Scope { get; init; } = "openid profile offline_access";

    /// <summary>The registration of the services at the authority; each its own when none is given.</summary>
    public string ServiceId { get; init; } = "";

    /// <summary>What a service proves itself with; in a demo the file DIR/keys/service.secret.</summary>
    public string ServiceSecret { get; set; } = "";

    /// <summary>What a service asks for; some authorities name the audience by it.</summary>
    public string ServiceScope { get; init; } = "";

    /// <summary>Where a token says what; a dotted name reaches into an object.</summary>
    public ClaimNames Claims { get; init; } = new();

    /// <summary>The region's own group to one of our roles. When empty, the role claim holds our roles.</summary>
    public Dictionary<string, string> Roles { get; init; } = new(StringComparer.Ordinal);

    public CertificateOptions Certificates { get; init; } = new();

    /// <summary>The configured secret, or the one in the key folder, made when it is not there.</summary>
    /// <exception cref="KeyUnusable">The one in the key folder was emptied or cut short.</exception>
    public string ReadServiceSecret(string dataDirectory)
    {
        if (ServiceSecret.Length > 0)
            return ServiceSecret;
        var path = Path.Combine(dataDirectory, "keys", "service.secret");
        var secret = KeyFile.ReadOrMake(path, () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))).Trim();
        return KeyFolder.Fault("service.secret", secret) is { } fault ? throw new KeyUnusable($"{path} {fault}: zet de map keys terug uit de reservekopie.") : secret;
    }

    /// <summary>Compared in constant time; what is too short to be a secret matches nothing.</summary>
    public bool IsServiceSecret(string given, string dataDirectory) =>
        given.Trim().Length >= LeastSecret
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(ReadServiceSecret(dataDirectory))));

    /// <summary>The least length in characters of a secret that a person chose.</summary>
    private const int LeastSecret = 16;

    /// <summary>Stops a host whose settings are certainly wrong, with one sentence that says what to do.</summary>
    public void Require()
    {
        if (Authority.Length > 0)
        {
            if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || authority.Scheme is not ("http" or "https"))
                throw new InvalidOperationException(
                    $"Identity:Authority is geen adres ({Authority}): geef het adres van uw inlogdienst, zoals https://login.example.nl.");
            if (authority.Scheme == "http" && !(Demo && Loopback.Names(authority.Host)))
                throw new InvalidOperationException(
                    $"Identity:Authority moet met https:// beginnen ({Authority}): alleen een demo op deze computer mag zonder.");
        }

        foreach (var (group, role) in Roles)
        {
            if (!Role.All.Contains(role))
                throw new InvalidOperationException($"Identity:Roles:{group} noemt een rol die niet bestaat ({role}): kies uit {string.Join(", ", Role.All)}.");
        }

        RequireSecret("Identity:ServiceSecret", ServiceSecret, Demo ? LeastSecret : 1);
        RequireSecret("Identity:ClientSecret", ClientSecret, 1);
        Certificates.Require();
    }

    // Not set is one thing; set to nothing that can be a secret is another.
    private static void RequireSecret(string key, string secret, int least)
    {
        if (secret.Length > 0 && secret.Trim().Length < least)
            throw new InvalidOperationException($"{key} is te kort om een geheim te zijn: geef er een van ten minste {least} tekens.");
    }
}

/// <summary>Section <c>Identity:Claims</c>.</summary>
public sealed class ClaimNames
{
    public string Role { get; init; } = "role";

    /// <summary>Ids or AGB codes.</summary>
    public string Provider { get; init; } = "provider_id";

    /// <summary>CBS code, for a council reader.</summary>
    public string Municipality { get; init; } = "municipality";

    public string Organisation { get; init; } = "org";

    /// <summary>As it stands on the screen.</summary>
    public string OrganisationName { get; init; } = "org_name";
}

/// <summary>Addresses that no other machine can reach.</summary>
public static class Loopback
{
    /// <summary>Only a name of loopback itself counts: a wildcard or a host name may reach further than it looks.</summary>
    public static bool Names(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    public static bool Is(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && Names(uri.Host);
}
