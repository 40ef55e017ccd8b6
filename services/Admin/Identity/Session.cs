using System.Security.Claims;

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
}
