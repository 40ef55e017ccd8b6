using System.Globalization;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json.Serialization;
using Inkoop.Platform.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Inkoop.Admin.Identity;

/// <summary>
/// Sign-in at the authority by the framework's own handler: the authorization code flow with PKCE. The region's authority and that of the
/// demo are walked through alike. Settings: Identity:Authority, Identity:ClientId, Identity:ClientSecret (none for a public client), Identity:Scope.
/// </summary>
internal static partial class RegionSignIn
{
    public const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;
    public const string ReturnPath = "/aanmelden/terug";
    public const string SignedOutPath = "/aanmelden/uit";

    public static void Configure(OpenIdConnectOptions options, Authority authority, IdentityOptions identity, IHttpClientFactory clients)
    {
        options.ConfigurationManager = authority.Manager;
        options.RequireHttpsMetadata = !identity.Demo;
        options.Backchannel = clients.CreateClient("identity");
        options.ClientId = identity.ClientId;
        options.ClientSecret = identity.ClientSecret is { Length: > 0 } secret ? secret : null;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.Scope.Clear();
        foreach (var scope in identity.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            options.Scope.Add(scope);
        options.CallbackPath = ReturnPath;
        options.SignedOutCallbackPath = SignedOutPath;
        options.SignedOutRedirectUri = "/aanmelden";
        options.SignInScheme = SessionGate.Scheme;
        options.SignOutScheme = SessionGate.Scheme;
        options.SaveTokens = true;
        options.MapInboundClaims = false;
        options.DisableTelemetry = true;
        options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256];
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        // The answer comes back in the address, so the cookies need not go along with a form of another site, for which a browser wants TLS.
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.Path = "/aanmelden";
        }

        options.Events.OnTokenValidated = TakeAsync;
        options.Events.OnRemoteFailure = context =>
        {
            Failed(Logger(context.HttpContext), context.Failure?.Message ?? "");
            context.Response.Redirect("/aanmelden?mislukt=1");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    /// <summary>The session is of whom the access token speaks for, as the services will see it.</summary>
    private static async Task TakeAsync(TokenValidatedContext context)
    {
        try
        {
            var check = context.HttpContext.RequestServices.GetRequiredService<TokenCheck>();
            context.Principal = new ClaimsPrincipal(await check.ReadAsync(context.TokenEndpointResponse?.AccessToken ?? "", SessionGate.Scheme, context.HttpContext.RequestAborted));
        }
        catch (Exception exception) when (exception is IdentityRefused or IdentityUnavailable)
        {
            context.Fail(exception);
        }
    }

    /// <summary>
    /// A fresh access token for the refresh token of a session. Null when the authority refuses; what it was when the authority does not answer.
    /// </summary>
    public static async Task<ClaimsPrincipal?> RenewAsync(HttpContext http, ClaimsPrincipal user, AuthenticationProperties session)
    {
        var services = http.RequestServices;
        var identity = services.GetRequiredService<IdentityOptions>();
        if (session.GetTokenValue("refresh_token") is not { Length: > 0 } refresh)
            return null;
        var fields = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh, ["client_id"] = identity.ClientId };
        if (identity.ClientSecret.Length > 0)
            fields["client_secret"] = identity.ClientSecret;
        try
        {
            var endpoint = (await services.GetRequiredService<Authority>().GetAsync(http.RequestAborted)).TokenEndpoint;
            using var form = new FormUrlEncodedContent(fields);
            using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("identity");
            using var response = await client.PostAsync(new Uri(endpoint), form, http.RequestAborted);
            if ((int)response.StatusCode >= 500)
                return user;
            if (!response.IsSuccessStatusCode || await response.Content.ReadFromJsonAsync<Answer>(http.RequestAborted) is not { AccessToken: { Length: > 0 } token } answer)
                return null;
            var renewed = await services.GetRequiredService<TokenCheck>().ReadAsync(token, SessionGate.Scheme, http.RequestAborted);
            session.UpdateTokenValue("access_token", token);
            session.UpdateTokenValue("refresh_token", answer.RefreshToken ?? refresh);
            session.UpdateTokenValue("expires_at", services.GetRequiredService<TimeProvider>().GetUtcNow().AddSeconds(answer.ExpiresIn).ToString("O", CultureInfo.InvariantCulture));
            return new ClaimsPrincipal(renewed);
        }
        catch (IdentityRefused)
        {
            return null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IdentityUnavailable || (exception is TaskCanceledException && !http.RequestAborted.IsCancellationRequested))
        {
            Failed(Logger(http), exception.Message);
            return user; // the token that it has is good until it ends
        }
    }

    private static ILogger Logger(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Inkoop.Admin.SignIn");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signing in at the authority failed: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
