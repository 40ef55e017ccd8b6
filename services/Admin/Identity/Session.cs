using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Inkoop.Admin.Identity;

/// <summary>
/// Who is signed in, for one request: filled from the cookie by <see cref="SessionGate"/>, read by pages and by <see cref="Backend"/>.
/// What is shown depends on the role here; what is allowed is decided by the services, which see the token.
/// </summary>
public sealed class Session
{
    public string? Token { get; private set; }
    public string Role { get; private set; } = "";
    public string Organisation { get; private set; } = "";
    public string OrganisationName { get; private set; } = "";
    public IReadOnlyList<string> ProviderIds { get; private set; } = [];
    public string? MunicipalityCode { get; private set; }

    public bool IsSignedIn => Token is { Length: > 0 };
    public bool Is(params ReadOnlySpan<string> roles) => roles.Contains(Role);
    public bool IsProvider => Role == Inkoop.Platform.Identity.Role.Provider;

    internal void Fill(ClaimsPrincipal user, string token)
    {
        Token = token;
        Role = user.FindFirstValue("role") ?? "";
        Organisation = user.FindFirstValue("org") ?? "";
        OrganisationName = user.FindFirstValue("org_name") is { Length: > 0 } name ? name : Organisation;
        ProviderIds = [.. user.FindAll("provider_id").Select(claim => claim.Value)];
        MunicipalityCode = user.FindFirstValue("municipality");
    }

    /// <summary>Makes the cookie. The token stands in it encrypted by data protection; nothing is kept on the server.</summary>
    public static async Task StartAsync(HttpContext context, string token, string? refreshToken, string organisationName)
    {
        var read = new JsonWebTokenHandler().ReadJsonWebToken(token);
        var claims = read.Claims.Where(c => c.Type is "sub" or "role" or "org" or "provider_id" or "municipality").Select(c => new Claim(c.Type, c.Value)).ToList();
        claims.Add(new Claim("org_name", organisationName));
        var identity = new ClaimsIdentity(claims, SessionGate.Scheme, "sub", "role");
        var properties = new AuthenticationProperties { IsPersistent = false };
        properties.StoreTokens(Tokens(token, read.ValidTo, refreshToken));
        await context.SignInAsync(SessionGate.Scheme, new ClaimsPrincipal(identity), properties);
    }

    internal static IEnumerable<AuthenticationToken> Tokens(string token, DateTime validTo, string? refreshToken)
    {
        yield return new AuthenticationToken { Name = "access_token", Value = token };
        yield return new AuthenticationToken { Name = "expires_at", Value = validTo.ToString("O", CultureInfo.InvariantCulture) };
        if (refreshToken is { Length: > 0 })
            yield return new AuthenticationToken { Name = "refresh_token", Value = refreshToken };
    }
}
