using System.Globalization;
using Inkoop.Admin.Texts;
using Inkoop.Platform.Identity;
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
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);
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
        if (HttpMethods.IsPost(context.Request.Method) && endpoint.Metadata.GetMetadata<PostedByAttribute>() is { } by && !by.Roles.Contains(session.Role))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync($"{Words.Problem.ForbiddenTitle}. {Words.Problem.ForbiddenText}", context.RequestAborted);
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
        headers.ContentSecurityPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'" + Forms(context);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        // Both words, as antiforgery would set them: with one it warns on every page.
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
    }

    /// <summary>Forms go to ourselves, and signing out goes on to the authority. The page that a demo asks a role on sends one back to where one came from.</summary>
    private static string Forms(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(DemoAuthority.SignInPath, StringComparison.OrdinalIgnoreCase))
            return "";
        var (options, demo) = (context.RequestServices.GetRequiredService<IdentityOptions>(), context.RequestServices.GetRequiredService<DemoAuthority>());
        var authority = options.Authority.Length > 0 ? options.Authority : demo.Active ? demo.Issuer : "";
        return "; form-action 'self'" + (Uri.TryCreate(authority, UriKind.Absolute, out var address) ? " " + address.GetLeftPart(UriPartial.Authority) : "");
    }

    internal static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "inkoop-sessie";
        options.Cookie.HttpOnly = true;
        // Lax, not Strict: the browser comes back from the region's sign-in page by a redirect of another site.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = true;
        options.Events.OnSigningIn = context =>
        {
            EndedSessions.Name(context.Properties);
            return Task.CompletedTask;
        };
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    private static Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (!context.HttpContext.RequestServices.GetRequiredService<EndedSessions>().IsEnded(context.Properties))
            return RenewAsync(context);
        context.RejectPrincipal();
        return Task.CompletedTask;
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
