using System.Net;
using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Certificate;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Inkoop.Platform.Identity;

/// <summary>What makes a token good, the same in every host: issuer, audience, lifetime and signature by the authority's published keys.</summary>
public sealed class TokenCheck(IdentityOptions options, Authority authority, TokenClaims claims)
{
    private static readonly JsonWebTokenHandler reader = new() { MapInboundClaims = false };

    public TokenValidationParameters Parameters { get; } = new()
    {
        ValidAudience = options.Audience,
        NameClaimType = "sub",
        RoleClaimType = "role",
        ClockSkew = TimeSpan.FromSeconds(30),
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
        TypeValidator = (type, token, _) => RequireType(type, token),
        ConfigurationManager = authority.Manager,
    };

    // A token of another kind (to log out with, to fetch the next one) has a type of its own; authorities that name none are many.
    private static readonly string[] types = ["JWT", "at+jwt", "application/at+jwt"];

    /// <summary>A header that must be understood (RFC 7515 4.1.11) and is not makes the token no good, whatever else it says.</summary>
    private static string RequireType(string? type, SecurityToken token)
    {
        if (token is JsonWebToken jwt && jwt.TryGetHeaderValue<object>("crit", out _))
            throw new SecurityTokenInvalidTypeException("The header demands what is not understood here (crit).");
        return string.IsNullOrEmpty(type) || types.Contains(type, StringComparer.OrdinalIgnoreCase)
            ? type ?? ""
            : throw new SecurityTokenInvalidTypeException("Not an access token.");
    }

    /// <summary>Who a token speaks for, in our own claims.</summary>
    /// <exception cref="IdentityRefused">The token is not good.</exception>
    /// <exception cref="IdentityUnavailable">That cannot be found out now.</exception>
    public async Task<ClaimsIdentity> ReadAsync(string token, string scheme, CancellationToken cancellationToken)
    {
        await authority.GetAsync(cancellationToken);
        var result = await reader.ValidateTokenAsync(token, Parameters);
        return result.IsValid
            ? await claims.ReadAsync(result.ClaimsIdentity, scheme, cancellationToken)
            : throw new IdentityRefused("user_token_invalid", "Het token van de gebruiker is niet geldig: meld u opnieuw aan.");
    }
}

/// <summary>Tokens and client certificates, by the framework's own handlers.</summary>
public static class InkoopAuthentication
{
    public const string Scheme = "inkoop";

    /// <summary>The user's own token, passed on by a service that acts for the user.</summary>
    public const string UserHeader = "inkoop-user-token";

    /// <summary>The client certificate of a user without a token, passed on by a service that saw it.</summary>
    public const string UserCertificateHeader = "inkoop-user-certificate";

    public static void Add(IServiceCollection services, IdentityOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<Authority>();
        services.AddSingleton<TokenCheck>();
        services.AddSingleton<TokenClaims>();
        services.AddSingleton<RecentCallers>();
        services.AddSingleton<ServiceToken>();
        services.AddSingleton<ProviderLookup>();
        services.AddSingleton<ProviderCertificates>();
        services.AddHttpClient("identity", client => client.Timeout = TimeSpan.FromSeconds(10));
        services.AddHealthChecks().AddCheck<AuthorityHealth>("identity");
        services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, choice => choice.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count == 0 && context.Connection.ClientCertificate is not null ? ProviderCertificates.Scheme : JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer()
            .AddCertificate(ProviderCertificates.Scheme, certificates => Configure(certificates, options.Certificates));
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<Authority, TokenCheck>(Configure);
        if (options.Certificates.Header.Length > 0)
            services.AddCertificateForwarding(forwarding =>
            {
                forwarding.CertificateHeader = options.Certificates.Header;
                forwarding.HeaderConverter = Forwarded;
            });
    }

    public static void Use(WebApplication app)
    {
        var certificates = app.Services.GetRequiredService<IdentityOptions>().Certificates;
        if (certificates.Header.Length > 0)
        {
            var proxies = certificates.ProxyAddresses().Select(IPAddress.Parse).ToHashSet();
            app.UseWhen(context => context.Connection.RemoteIpAddress is { } from && proxies.Contains(from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from), proxied =>
            {
                proxied.Use((context, next) =>
                {
                    if (context.Request.Headers.ContainsKey(certificates.Header))
                        context.Request.Scheme = Uri.UriSchemeHttps; // the proxy ended TLS: without it the handler takes no certificate
                    return next(context);
                });
                proxied.UseCertificateForwarding();
            });
        }

        app.UseAuthentication();
        app.UseAuthorization();
    }

    private static void Configure(JwtBearerOptions bearer, Authority authority, TokenCheck check)
    {
        bearer.ConfigurationManager = authority.Manager;
        bearer.TokenValidationParameters = check.Parameters;
        bearer.MapInboundClaims = false;
        bearer.SaveToken = false;
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = async context =>
            {
                if (context.Request.Headers.Authorization.Count == 0)
                    return;
                context.Principal = context.HttpContext.RequestServices.GetRequiredService<RecentCallers>().Find(context.Request);
                if (context.Principal is not null)
                    context.Success();
                else
                    await GuardAsync(context, () => authority.GetAsync(context.HttpContext.RequestAborted));
            },
            OnTokenValidated = context => GuardAsync(context, async () =>
            {
                var services = context.HttpContext.RequestServices;
                var known = await services.GetRequiredService<TokenClaims>().ReadAsync((ClaimsIdentity)context.Principal!.Identity!, context.Scheme.Name, context.HttpContext.RequestAborted);
                if (known.HasClaim("role", Role.Service) && await UserAsync(context.HttpContext, check) is { } user)
                    known.AddClaim(new Claim(Caller.OnBehalfOfClaim, Caller.Of(new ClaimsPrincipal(user)).Actor));
                context.Principal = new ClaimsPrincipal(known);
                services.GetRequiredService<RecentCallers>().Keep(context.Request, context.SecurityToken, context.Principal);
            }),
        };
    }

    /// <summary>The user whose wish the calling service carries out; null when it acts for itself.</summary>
    private static async Task<ClaimsIdentity?> UserAsync(HttpContext context, TokenCheck check)
    {
        if (context.Request.Headers[UserHeader].ToString() is { Length: > 0 } token)
            return await check.ReadAsync(token, "user", context.RequestAborted);
        if (context.Request.Headers[UserCertificateHeader].ToString() is not { Length: > 0 } text)
            return null;
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text));
        return await context.RequestServices.GetRequiredService<ProviderCertificates>().ReadAsync(certificate, context.RequestAborted);
    }

    private static void Configure(CertificateAuthenticationOptions handler, CertificateOptions options)
    {
        handler.AllowedCertificateTypes = CertificateTypes.All;
        handler.RevocationMode = options.Revocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck;
        if (options.Authorities.Length > 0)
        {
            handler.ChainTrustValidationMode = X509ChainTrustMode.CustomRootTrust;
            handler.CustomTrustStore.ImportFromPemFile(options.Authorities);
        }

        handler.Events = new CertificateAuthenticationEvents
        {
            OnCertificateValidated = context => GuardAsync(context, async () =>
            {
                var certificates = context.HttpContext.RequestServices.GetRequiredService<ProviderCertificates>();
                context.Principal = new ClaimsPrincipal(await certificates.ReadAsync(context.ClientCertificate, context.HttpContext.RequestAborted));
                context.Success();
            }),
        };
    }

    private static async Task GuardAsync<TOptions>(ResultContext<TOptions> context, Func<Task> work) where TOptions : AuthenticationSchemeOptions
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is IdentityRefused or IdentityUnavailable)
        {
            context.Fail(exception);
        }
        catch (Exception exception) when (exception is FormatException or System.Security.Cryptography.CryptographicException)
        {
            context.Fail(new IdentityRefused("user_token_invalid", "Wat over de gebruiker is doorgegeven is niet te lezen: meld u opnieuw aan."));
        }
    }

    /// <summary>Base64 of the certificate, or PEM in the encoding of an address, as proxies write it.</summary>
    private static X509Certificate2 Forwarded(string header) => header.StartsWith("-----", StringComparison.Ordinal) || header.Contains("%20", StringComparison.Ordinal)
        ? X509Certificate2.CreateFromPem(Uri.UnescapeDataString(header))
        : X509CertificateLoader.LoadCertificate(Convert.FromBase64String(header));
}
