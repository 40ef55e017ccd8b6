using System.Globalization;
using Inkoop.Admin.Texts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

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

    /// <summary>A token near its end is replaced with the refresh token; else the session ends with it.</summary>
    private static async Task RenewAsync(CookieValidatePrincipalContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (context.Principal is not { } user || !DateTimeOffset.TryParse(context.Properties.GetTokenValue("expires_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end))
        {
            context.RejectPrincipal();
            return;
        }
        if (end - RenewBefore > now)
            return;
        var renewed = await RegionSignIn.RenewAsync(context.HttpContext, user, context.Properties);
        if (renewed is null || (renewed == user && end <= now))
        {
            context.RejectPrincipal();
            return;
        }
        if (renewed == user)
            return;
        context.ReplacePrincipal(renewed);
        context.ShouldRenew = true;
    }
}
