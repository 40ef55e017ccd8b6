using Inkoop.Admin.Texts;
using Inkoop.Platform.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Inkoop.Admin.Identity;

/// <summary>What surrounds the sign-in page: the region's provider and back, signing out, the language.</summary>
public static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithMetadata(new UiEndpoint()).AllowAnonymous();
        group.MapGet("/aanmelden/regio", async (HttpContext context, Authority authority, string? terug) =>
        {
            try
            {
                await authority.GetAsync(context.RequestAborted);
                return Results.Challenge(new AuthenticationProperties { RedirectUri = SessionGate.LocalPath(terug) }, [RegionSignIn.Scheme]);
            }
            catch (IdentityUnavailable)
            {
                return Results.LocalRedirect("/aanmelden?mislukt=onbereikbaar");
            }
        });
        group.MapPost("/afmelden", async (HttpContext context, Authority authority, EndedSessions ended, [FromForm] string? terug) =>
        {
            ended.End((await context.AuthenticateAsync(SessionGate.Scheme)).Properties);
            await context.SignOutAsync(SessionGate.Scheme);
            try
            {
                // Also there, where it offers that: else the next person at this desk is let in without a question.
                if ((await authority.GetAsync(context.RequestAborted)).EndSessionEndpoint is { Length: > 0 })
                    return Results.SignOut(authenticationSchemes: [RegionSignIn.Scheme]);
            }
            catch (IdentityUnavailable)
            {
                // The session here is over all the same.
            }
            return Results.LocalRedirect("/aanmelden");
        });
        group.MapPost("/taal", (HttpContext context, [FromForm] string taal, [FromForm] string? terug) =>
        {
            context.Response.Cookies.Append(Words.LanguageCookie, taal == "en" ? "en" : "nl", new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            });
            return Results.LocalRedirect(SessionGate.LocalPath(terug));
        });
    }
}
