using Inkoop.Admin.Texts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Inkoop.Admin.Identity;

/// <summary>What surrounds the sign-in page: the region's provider and back, signing out, the language.</summary>
public static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithMetadata(new UiEndpoint()).AllowAnonymous();
        group.MapGet("/aanmelden/regio", async (HttpContext context, OpenIdConnectFlow flow, DemoIssuer demo, string? terug) =>
            flow.Configured && !demo.Active ? Results.Redirect(await flow.StartAsync(context, terug ?? "/")) : Results.NotFound());
        group.MapGet(OpenIdConnectFlow.ReturnPath, async (HttpContext context, OpenIdConnectFlow flow, DemoIssuer demo) =>
            !flow.Configured || demo.Active ? Results.NotFound() : Results.LocalRedirect(await flow.FinishAsync(context) ?? "/aanmelden?mislukt=1"));
        group.MapPost("/afmelden", async (HttpContext context, [FromForm] string? terug) =>
        {
            await context.SignOutAsync(SessionGate.Scheme);
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
