using System.Security.Claims;
using Grpc.Core;
using Inkoop.Wire.Faults;

namespace Inkoop.Platform.Identity;

/// <summary>Who calls, as the token says.</summary>
public sealed class Caller
{
    /// <summary>The claim that holds the actor a service acts for.</summary>
    internal const string OnBehalfOfClaim = "inkoop_on_behalf_of";

    private Caller(ClaimsPrincipal user)
    {
        Role = user.FindFirst("role")?.Value ?? "";
        Organisation = user.FindFirst("org")?.Value ?? user.FindFirst("sub")?.Value ?? "";
        ProviderIds = user.FindAll("provider_id").Select(claim => Guid.TryParse(claim.Value, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).ToHashSet();
        MunicipalityCode = user.FindFirst("municipality")?.Value;
        OnBehalfOf = user.FindFirst(OnBehalfOfClaim)?.Value;
        Person = user.FindFirst("sub")?.Value ?? "";
    }

    public string Role { get; }

    /// <summary>The organisation that requests are counted under: a region, a provider, a service.</summary>
    public string Organisation { get; }

    public IReadOnlySet<Guid> ProviderIds { get; }

    /// <summary>CBS code, for a council reader.</summary>
    public string? MunicipalityCode { get; }

    /// <summary>The actor whose wish a service carries out; null when it acts for itself.</summary>
    public string? OnBehalfOf { get; }

    /// <summary>The person as the issuer of the token knows it (sub); empty for a service that acts for itself. For rules that ask for a second person and for the log of who read a client's record; never in other logs, or in events.</summary>
    public string Person { get; }

    public bool IsProvider => Role == Identity.Role.Provider;

    /// <summary>As it stands in logs and events: role and organisation.</summary>
    public string Actor => OnBehalfOf is null ? $"{Role}:{Organisation}" : $"{OnBehalfOf} via {Organisation}";

    public static Caller Of(ServerCallContext context) => new(context.GetHttpContext().User);

    public static Caller Of(ClaimsPrincipal user) => new(user);

    /// <summary>Sees rows of clients; others get sums.</summary>
    public bool WorksWithClients => Identity.Role.WorksWithClients(Role);

    public bool Is(string role) => Role == role;

    /// <summary>A provider reaches itself only; it learns nothing about what else exists. Throws <see cref="Denied"/>.</summary>
    public void MustReach(Guid providerId)
    {
        if (IsProvider && !ProviderIds.Contains(providerId))
            throw new Denied();
    }
}
