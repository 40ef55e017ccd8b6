using System.Security.Claims;
using System.Text.Json;

namespace Inkoop.Platform.Identity;

/// <summary>
/// Reads a token of any authority into the claims that we know: <c>sub</c>, <c>role</c>, <c>org</c>, <c>org_name</c>, <c>provider_id</c>, <c>municipality</c>.
/// Nothing else of the token is kept: a claim that happens to have one of our names means nothing when another was configured.
/// </summary>
public sealed class TokenClaims(IdentityOptions options, ProviderLookup providers)
{
    /// <exception cref="IdentityRefused">The token gives more than one role.</exception>
    /// <exception cref="IdentityUnavailable">Its provider cannot be looked up now.</exception>
    public async Task<ClaimsIdentity> ReadAsync(ClaimsIdentity token, string scheme, CancellationToken cancellationToken)
    {
        var role = RoleOf(token);
        var known = new ClaimsIdentity(scheme, "sub", "role");
        Add("sub", token.FindFirst("sub")?.Value);
        Add("role", role);
        Add("org", First(token, options.Claims.Organisation));
        Add("org_name", First(token, options.Claims.OrganisationName));
        Add("municipality", First(token, options.Claims.Municipality));
        if (role == Role.Provider)
        {
            foreach (var value in Values(token, options.Claims.Provider).Distinct())
                Add("provider_id", (await providers.FindAsync(value, cancellationToken))?.ToString());
        }

        return known;

        void Add(string type, string? value)
        {
            if (value is { Length: > 0 })
                known.AddClaim(new Claim(type, value));
        }
    }

    /// <summary>One role or none: with two, what a person may not see in the one would show in the other.</summary>
    private string? RoleOf(ClaimsIdentity token)
    {
        var given = Values(token, options.Claims.Role);
        var roles = (options.Roles.Count > 0 ? given.Select(group => options.Roles.GetValueOrDefault(group)) : given.Where(Role.All.Contains)).OfType<string>().Distinct().ToList();
        return roles.Count <= 1
            ? roles.SingleOrDefault()
            : throw new IdentityRefused(
                "roles_conflict", $"Uw account heeft meer dan één rol in Inkoop ({string.Join(", ", roles)}): laat de beheerder er één kiezen.");
    }

    /// <summary>Every text under a name: <c>groups</c>, or <c>realm_access.roles</c> inside an object. A name with a dot in it is tried as it stands first.</summary>
    public static IReadOnlyList<string> Values(ClaimsIdentity token, string name)
    {
        var whole = token.FindAll(name).SelectMany(Texts).ToList();
        if (whole.Count > 0)
            return whole;
        foreach (var claim in token.Claims.Where(claim => name.StartsWith(claim.Type + ".", StringComparison.Ordinal) && claim.Value.StartsWith('{')))
        {
            using var document = JsonDocument.Parse(claim.Value);
            if (Find(document.RootElement, name[(claim.Type.Length + 1)..]) is { Count: > 0 } found)
                return found;
        }

        return [];
    }

    private static string? First(ClaimsIdentity token, string name) => Values(token, name) is [var first, ..] ? first : null;

    private static IReadOnlyList<string> Find(JsonElement at, string path)
    {
        if (at.ValueKind != JsonValueKind.Object)
            return [];
        foreach (var property in at.EnumerateObject())
        {
            if (property.Name == path)
                return Texts(property.Value);
            if (path.StartsWith(property.Name + ".", StringComparison.Ordinal) && Find(property.Value, path[(property.Name.Length + 1)..]) is { Count: > 0 } found)
                return found;
        }

        return [];
    }

    private static IReadOnlyList<string> Texts(Claim claim)
    {
        if (claim.ValueType != Microsoft.IdentityModel.JsonWebTokens.JsonClaimValueTypes.JsonArray)
            return [claim.Value];
        using var document = JsonDocument.Parse(claim.Value);
        return Texts(document.RootElement);
    }

    private static IReadOnlyList<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number => [value.GetRawText()],
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(Texts)],
        _ => [],
    };
}
