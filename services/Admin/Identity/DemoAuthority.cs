using System.Security.Claims;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Inkoop.Admin.Identity;

/// <summary>
/// The authority of the demo gives a token to whoever asks, so it lives only where nobody else can ask: with Identity:Demo=true, every bound
/// address on loopback, and asked for by a name of loopback (a page elsewhere whose name leads here is not let in). It answers 404 otherwise.
/// </summary>
public sealed class DemoAuthority(IdentityOptions options, DatabaseOptions data, IServer server)
{
    /// <summary>Who was chosen on the sign-in page, for the minute in which the browser goes back to where it came from.</summary>
    public const string LoginScheme = "inkoop-demo";

    public const string SignInPath = "/aanmelden/demo";

    private static readonly string[] own = ["/connect", "/.well-known", SignInPath];

    /// <summary>True when this host may issue: asked for, and out of reach of any other machine.</summary>
    public bool Active => options.Demo && Addresses is { Count: > 0 } bound && bound.All(Loopback.Is);

    /// <summary>The issuer as in the iss claim: the configured authority, else the first bound address.</summary>
    public string Issuer => options.Authority is { Length: > 0 } authority ? authority
        : Addresses?.FirstOrDefault() ?? throw new InvalidOperationException("The issuer is asked for before the host listens.");

    private ICollection<string>? Addresses => server.Features.Get<IServerAddressesFeature>()?.Addresses;

    public bool ListensOn(int port) => Addresses?.Any(address => new Uri(address).Port == port) == true;

    /// <summary>False for a request to the authority that it must not answer.</summary>
    public bool LetsIn(HttpRequest request) =>
        !own.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)) || (Active && Loopback.Names(request.Host.Host));

    /// <summary>Compared in constant time.</summary>
    public bool IsServiceSecret(string given) => options.IsServiceSecret(given, data.DataDirectory);

    /// <summary>Who a demo role is; the fault in Dutch when role, provider or municipality do not fit each other.</summary>
    public static async Task<(ClaimsPrincipal? Who, string Fault)> ChooseAsync(ProviderLookup providers, string role, string provider, string municipality, string name, CancellationToken cancel)
    {
        if (!RoleNames.IsPersonal(role))
            return (null, "Kies een van de rollen.");
        if (role == Role.CouncilReader)
        {
            return municipality.Length == 4 && municipality.All(char.IsAsciiDigit)
                ? (Subject("demo:" + role, role, "gemeente " + municipality, ("municipality", municipality)), "")
                : (null, "Geef de gemeentecode van vier cijfers.");
        }

        if (role != Role.Provider)
            return (Subject("demo:" + role, role, "regio"), "");
        if (!Guid.TryParse(provider, out _) && !ProviderLookup.IsAgbCode(provider))
            return (null, "Geef de aanbieder: een AGB-code van acht cijfers of een id.");
        return await providers.FindAsync(provider, cancel) is { } id
            ? (Subject("demo:provider:" + id, role, id.ToString(), ("provider_id", id.ToString()), ("org_name", name)), "")
            : (null, "Er is geen aanbieder met deze AGB-code.");
    }

    public static ClaimsPrincipal Subject(string subject, string role, string organisation, params ReadOnlySpan<(string Type, string Value)> more)
    {
        var identity = new ClaimsIdentity(LoginScheme, "sub", "role");
        identity.AddClaims([new Claim("sub", subject), new Claim("role", role), new Claim("org", organisation)]);
        foreach (var (type, value) in more)
        {
            if (value.Length > 0)
                identity.AddClaim(new Claim(type, value));
        }

        return new ClaimsPrincipal(identity);
    }

    internal static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = LoginScheme;
        cookie.Cookie.Path = "/connect";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = TimeSpan.FromMinutes(1);
        cookie.SlidingExpiration = false;
    }
}
