using Inkoop.Platform.Work;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Inkoop.Platform.Identity;

/// <summary>What keeps a caller from being known now, in one sentence; the caller may try again.</summary>
public sealed class IdentityUnavailable(string text, Exception? reason = null) : Exception(text, reason);

/// <summary>Why a caller is not known, in one sentence that says what to do.</summary>
public sealed class IdentityRefused(string code, string text) : Exception(text)
{
    /// <summary>Stable, English, snake_case.</summary>
    public string Code { get; } = code;
}

/// <summary>
/// The authority's published document and keys: fetched when first needed, now and then after that, and when an unknown key turns up.
/// In one process with the demo authority its address is known once the host listens; a question waits for that.
/// </summary>
public sealed class Authority : IDocumentRetriever
{
    private const string Document = "authority";

    private readonly IdentityOptions options;
    private readonly StartupGate gate;
    private readonly IHttpClientFactory clients;

    static Authority()
    {
        // A token with a new key waits for that key, where it would be refused once while the key is being fetched behind its back.
        AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);
    }

    public Authority(IdentityOptions options, StartupGate gate, IHttpClientFactory clients)
    {
        this.options = options;
        this.gate = gate;
        this.clients = clients;
        Manager = new ConfigurationManager<OpenIdConnectConfiguration>(Document, new OpenIdConnectConfigurationRetriever(), this) { RefreshInterval = TimeSpan.FromSeconds(1) };
    }

    public ConfigurationManager<OpenIdConnectConfiguration> Manager { get; }

    public bool IsConfigured => options.Authority.Length > 0 || options.Demo;

    /// <exception cref="IdentityUnavailable">It does not answer, and never did.</exception>
    public async Task<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellationToken)
    {
        if (!IsConfigured)
            throw new IdentityUnavailable("Er is geen inlogdienst ingesteld: zet Identity:Authority op het adres van de inlogdienst van de regio.");
        try
        {
            return await Manager.GetConfigurationAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IdentityUnavailable(
                $"De inlogdienst {options.Authority} is niet bereikbaar: probeer het later opnieuw, of laat de beheerder Identity:Authority "
                + "nakijken.", exception);
        }
    }

    async Task<string> IDocumentRetriever.GetDocumentAsync(string address, CancellationToken cancel)
    {
        if (address == Document)
        {
            if (options.Authority.Length == 0)
                await gate.ReadyAsync(cancel);
            address = options.Authority.TrimEnd('/') + "/.well-known/openid-configuration";
        }

        var uri = new Uri(address);
        if (uri.Scheme != Uri.UriSchemeHttps && !(options.Demo && Loopback.Names(uri.Host)))
            throw new IOException($"{address} is not https.");
        using var client = clients.CreateClient("identity");
        return await client.GetStringAsync(uri, cancel);
    }
}

/// <summary>A host that never saw the authority's keys can know nobody: it is not ready, and says why.</summary>
public sealed class AuthorityHealth(Authority authority, IdentityOptions options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!authority.IsConfigured && options.Certificates.Providers.Count > 0)
            return HealthCheckResult.Healthy(); // providers with certificates need no authority
        try
        {
            await authority.GetAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (IdentityUnavailable exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
