using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Inkoop.Admin.Identity;

/// <summary>
/// The demo authority is OpenIddict without a store: its clients are this admin UI, our services and whoever asks for a demo role.
/// The UI comes in by the code flow with PKCE, as it does at a region's authority.
/// </summary>
internal static class DemoServer
{
    public const string DemoGrant = "urn:inkoop:demo";

    private static readonly TimeSpan codeLifetime = TimeSpan.FromMinutes(5);

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<UsedCodes>();
        services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode().AcceptAnonymousClients();
            server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetEndSessionEndpointUris("connect/logout");
            server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowClientCredentialsFlow().AllowCustomFlow(DemoGrant).RequireProofKeyForCodeExchange();
            server.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.OfflineAccess);
            server.DisableAccessTokenEncryption();
            server.SetAccessTokenLifetime(TimeSpan.FromHours(1)).SetRefreshTokenLifetime(TimeSpan.FromHours(8)).SetAuthorizationCodeLifetime(codeLifetime);
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(ValidateAuthorization));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(AuthorizeAsync));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(ValidateToken));
            server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(GrantAsync));
            server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(ValidateEndSession));
            server.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(EndSession));
        });
        // Keys and issuer are read when first asked for, once the host knows where it listens.
        services.AddOptions<OpenIddictServerOptions>().Configure<DemoAuthority, DatabaseOptions>((server, demo, data) =>
        {
            server.Issuer = new Uri(demo.Issuer);
            server.CodeChallengeMethods.Clear();
            server.CodeChallengeMethods.Add(CodeChallengeMethods.Sha256); // plain proves nothing to who reads along
            server.EncryptionCredentials.Add(new(DemoKeys.Encryption(data.DataDirectory), "A256KW", "A256CBC-HS512"));
            foreach (var key in DemoKeys.Signing(data.DataDirectory, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)))
                server.SigningCredentials.Add(new(key, "ES256"));
        });
    }

    private static ValueTask ValidateAuthorization(ValidateAuthorizationRequestContext context)
    {
        var options = Services(context.Transaction).GetRequiredService<IdentityOptions>();
        if (!HttpMethods.IsGet(Request(context.Transaction).Method))
            context.Reject(Errors.InvalidRequest, "Vraag aanmelden met GET.");
        else if (context.ClientId != options.ClientId)
            context.Reject(Errors.InvalidClient, "Deze toepassing is bij de demo niet bekend.");
        else if (!IsOwn(context.Transaction, context.RedirectUri, RegionSignIn.ReturnPath))
            context.Reject(Errors.InvalidRequest, "De demo stuurt alleen terug naar de beheeromgeving op deze computer.");
        return default;
    }

    /// <summary>Nobody is known here before the sign-in page was filled in; what was chosen there holds for one time.</summary>
    private static async ValueTask AuthorizeAsync(HandleAuthorizationRequestContext context)
    {
        var http = Request(context.Transaction).HttpContext;
        var chosen = await http.AuthenticateAsync(DemoAuthority.LoginScheme);
        if (chosen.Principal is not { } who)
        {
            http.Response.Redirect(DemoAuthority.SignInPath + http.Request.QueryString);
            context.HandleRequest();
            return;
        }

        await http.SignOutAsync(DemoAuthority.LoginScheme);
        context.SignIn(Ticket(context.Transaction, who, context.Request.GetScopes()));
    }

    private static ValueTask ValidateToken(ValidateTokenRequestContext context)
    {
        var services = Services(context.Transaction);
        var (client, request) = (context.ClientId ?? "", context.Request);
        if (request.IsClientCredentialsGrantType())
        {
            if (!client.StartsWith("service:", StringComparison.Ordinal) || client.Length is < 9 or > 60 || !services.GetRequiredService<DemoAuthority>().IsServiceSecret(context.ClientSecret ?? ""))
                context.Reject(Errors.InvalidClient, "Onbekende dienst of onjuist geheim.");
        }
        else if (request.IsAuthorizationCodeGrantType() || request.IsRefreshTokenGrantType())
        {
            if (client != services.GetRequiredService<IdentityOptions>().ClientId)
                context.Reject(Errors.InvalidClient, "Deze toepassing is bij de demo niet bekend.");
            else if (request.Code is { Length: > 0 } code && !services.GetRequiredService<UsedCodes>().IsFirst(code))
                context.Reject(Errors.InvalidGrant, "Deze code is al gebruikt: meld u opnieuw aan.");
        }

        return default;
    }

    /// <summary>A code or a refresh token carries who it is for; a service and a demo role are made here.</summary>
    private static async ValueTask GrantAsync(HandleTokenRequestContext context)
    {
        var request = context.Request;
        if (request.IsClientCredentialsGrantType())
            context.SignIn(Ticket(context.Transaction, DemoAuthority.Subject(request.ClientId!, Role.Service, request.ClientId!["service:".Length..]), []));
        if (request.GrantType != DemoGrant)
            return;
        var http = Request(context.Transaction).HttpContext;
        try
        {
            var (who, fault) = await DemoAuthority.ChooseAsync(http.RequestServices.GetRequiredService<ProviderLookup>(), Field("role"), Field("provider"), Field("municipality"), "", http.RequestAborted);
            if (who is null)
                context.Reject(Errors.InvalidRequest, fault);
            else
                context.SignIn(Ticket(context.Transaction, who, []));
        }
        catch (IdentityUnavailable exception)
        {
            context.Reject(Errors.TemporarilyUnavailable, exception.Message);
        }

        string Field(string name) => (string?)request[name] ?? "";
    }

    private static ValueTask ValidateEndSession(ValidateEndSessionRequestContext context)
    {
        if (context.PostLogoutRedirectUri is { } back && !IsOwn(context.Transaction, back, RegionSignIn.SignedOutPath))
            context.Reject(Errors.InvalidRequest, "De demo stuurt alleen terug naar de beheeromgeving op deze computer.");
        return default;
    }

    private static ValueTask EndSession(HandleEndSessionRequestContext context)
    {
        context.SignOut(); // it keeps no session of its own
        return default;
    }

    private static ClaimsPrincipal Ticket(OpenIddictServerTransaction transaction, ClaimsPrincipal who, IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity(who.Claims.Where(claim => claim.Type is "sub" or "role" or "org" or "org_name" or "provider_id" or "municipality"), "demo", "sub", "role");
        var ticket = new ClaimsPrincipal(identity);
        ticket.SetScopes(scopes);
        ticket.SetAudiences(Services(transaction).GetRequiredService<IdentityOptions>().Audience);
        ticket.SetDestinations(_ => [Destinations.AccessToken]);
        return ticket;
    }

    private static bool IsOwn(OpenIddictServerTransaction transaction, string? address, string path) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && Loopback.Names(uri.Host) && uri.PathAndQuery == path && uri.UserInfo.Length == 0
        && Services(transaction).GetRequiredService<DemoAuthority>().ListensOn(uri.Port);

    private static HttpRequest Request(OpenIddictServerTransaction transaction) =>
        transaction.GetHttpRequest() ?? throw new InvalidOperationException("The demo authority is asked over HTTP only.");

    private static IServiceProvider Services(OpenIddictServerTransaction transaction) => Request(transaction).HttpContext.RequestServices;
}

/// <summary>A code is good for one time; without a store that is remembered here, for as long as a code lives.</summary>
internal sealed class UsedCodes(TimeProvider clock)
{
    private static readonly TimeSpan keepFor = TimeSpan.FromMinutes(6);
    private readonly ConcurrentDictionary<string, DateTimeOffset> used = new(StringComparer.Ordinal);

    public bool IsFirst(string code)
    {
        var now = clock.GetUtcNow();
        // The reader of codes forgives white space around one: what is remembered must be the code alone.
        code = code.Trim();
        foreach (var (old, until) in used)
        {
            if (until < now)
                used.TryRemove(old, out _);
        }

        return used.TryAdd(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code))), now + keepFor);
    }
}
