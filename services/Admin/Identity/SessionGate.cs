using System.Globalization;
using System.Security.Claims;
using Inkoop.Admin.Texts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Inkoop.Admin.Identity;

/// <summary>Marks an endpoint as part of the UI: it needs the cookie, where a gRPC method needs a bearer token.</summary>
public sealed class UiEndpoint;

/// <summary>
/// The door of the UI. Works on endpoints marked <see cref="UiEndpoint"/> only, so that in AllInOne the services beside it keep their own rules.
/// </summary>
public sealed class SessionGate(RequestDelegate next)
{
    public const string Scheme = "inkoop-ui";
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    public async Task InvokeAsync(HttpContext context, Session session)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<UiEndpoint>() is null)
        {
            await next(context);
            return;
        }
        Headers(context);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(context.Request.Cookies[Words.LanguageCookie] == "en" ? "en" : "nl");
        var known = await context.AuthenticateAsync(Scheme);
        if (known is { Succeeded: true, Principal: { } user } && known.Properties.GetTokenValue("access_token") is { Length: > 0 } token)
        {
            context.User = user;
            session.Fill(user, token);
        }
        else if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
        {
            SendToSignIn(context);
            return;
        }
        await next(context);
    }

    /// <summary>Only a path of our own may be returned to: anything else would make the sign-in page a redirector.</summary>
    public static string LocalPath(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\') && !path.Any(char.IsControl) ? path : "/";

    private static void SendToSignIn(HttpContext context)
    {
        var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/";
        var address = back == "/" ? "/aanmelden" : "/aanmelden?terug=" + Uri.EscapeDataString(back);
        if (context.Request.Headers.ContainsKey("HX-Request"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers["HX-Redirect"] = address;
            return;
        }
        context.Response.Redirect(address);
    }

    private static void Headers(HttpContext context)
    {
        var headers = context.Response.Headers;
        // Inline style attributes come from the SVG charts; no script is ever inline.
        headers.ContentSecurityPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        // Both words, as antiforgery would set them: with one it warns on every page.
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
    }

    internal static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "inkoop-sessie";
        options.Cookie.HttpOnly = true;
        // Lax, not Strict: the browser comes back from the region's sign-in page by a redirect of another site.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = RenewAsync;
    }

    /// <summary>A token near its end is replaced: by the demo issuer for the same subject, or with the refresh token; else the session ends.</summary>
    private static async Task RenewAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var clock = services.GetRequiredService<TimeProvider>();
        if (!DateTime.TryParse(context.Properties.GetTokenValue("expires_at"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var end))
        {
            context.RejectPrincipal();
            return;
        }
        if (end - RenewBefore > clock.GetUtcNow().UtcDateTime)
            return;
        var issuer = services.GetRequiredService<DemoIssuer>();
        var (token, refresh) = issuer.Active
            ? (issuer.Issue(Subject(context.Principal!)), null)
            : await services.GetRequiredService<OpenIdConnectFlow>().RenewAsync(context.Properties.GetTokenValue("refresh_token"), context.HttpContext.RequestAborted);
        if (token is null)
        {
            context.RejectPrincipal();
            return;
        }
        context.Properties.StoreTokens(Session.Tokens(token, new JsonWebTokenHandler().ReadJsonWebToken(token).ValidTo, refresh));
        context.ShouldRenew = true;
    }

    private static TokenSubject Subject(ClaimsPrincipal user) => new(
        user.FindFirstValue("sub") ?? "", user.FindFirstValue("role") ?? "", user.FindFirstValue("org") ?? "",
        [.. user.FindAll("provider_id").Select(claim => Guid.Parse(claim.Value))], user.FindFirstValue("municipality"));
}
