using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Inkoop.Platform.Identity;

/// <summary>
/// Callers whose token was checked less than a minute ago: a provider that streams calls, and a service that calls others, shows the same one
/// thousands of times. Measured, a check costs 124 µs of processor (ES256; RS256 68 µs), twice that with a user's token beside it: as much as the rest
/// of a small call. A token past its own end is never taken from here.
/// </summary>
public sealed class RecentCallers
{
    private const int Most = 4_000;
    private static readonly TimeSpan keepFor = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string Token, string User, string Certificate), (ClaimsPrincipal Caller, DateTimeOffset Until)> known = new();

    public ClaimsPrincipal? Find(HttpRequest request) =>
        known.TryGetValue(Key(request), out var found) && found.Until > TimeProvider.System.GetUtcNow() ? found.Caller : null;

    public void Keep(HttpRequest request, SecurityToken token, ClaimsPrincipal caller)
    {
        if (known.Count >= Most)
            known.Clear();
        var until = TimeProvider.System.GetUtcNow() + keepFor;
        Bound(token.ValidTo);
        if (Key(request) is { User.Length: > 0 } key)
            Bound(new JsonWebToken(key.User).ValidTo);
        known[Key(request)] = (caller, until);

        void Bound(DateTime end)
        {
            if (end < until.UtcDateTime)
                until = new DateTimeOffset(end, TimeSpan.Zero);
        }
    }

    private static (string Token, string User, string Certificate) Key(HttpRequest request) =>
        (request.Headers.Authorization.ToString(), request.Headers[InkoopAuthentication.UserHeader].ToString(), request.Headers[InkoopAuthentication.UserCertificateHeader].ToString());
}
