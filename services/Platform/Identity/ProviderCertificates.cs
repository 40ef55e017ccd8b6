using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Inkoop.Wire.Faults;

namespace Inkoop.Platform.Identity;

/// <summary>Section <c>Identity:Certificates</c>: which client certificate is which provider's.</summary>
public sealed class CertificateOptions
{
    /// <summary>PEM file with the authorities whose certificates are taken; the machine's own when empty.</summary>
    public string Authorities { get; init; } = "";

    /// <summary>Whether an authority is asked if it withdrew a certificate.</summary>
    public bool Revocation { get; init; } = true;

    /// <summary>The header in which a proxy that ends TLS passes on the certificate; none when empty.</summary>
    public string Header { get; init; } = "";

    /// <summary>The IP addresses of that proxy, separated by commas: nobody else is believed.</summary>
    public string Proxies { get; init; } = "";

    public List<ProviderCertificate> Providers { get; init; } = [];

    internal void Require()
    {
        if (Header.Length > 0 && Proxies.Length == 0)
            throw new InvalidOperationException(
                "Identity:Certificates:Header wordt van niemand geloofd: zet Identity:Certificates:Proxies op de IP-adressen van de proxy.");
        foreach (var proxy in ProxyAddresses())
        {
            if (!System.Net.IPAddress.TryParse(proxy, out _))
                throw new InvalidOperationException($"Identity:Certificates:Proxies bevat geen IP-adres ({proxy}): schrijf IP-adressen met komma's ertussen.");
        }

        if (Authorities.Length > 0 && !File.Exists(Authorities))
            throw new InvalidOperationException($"Identity:Certificates:Authorities noemt een bestand dat er niet is ({Authorities}): geef een PEM-bestand.");
        if (Authorities.Length > 0 && Read(Authorities).Count == 0)
            throw new InvalidOperationException(
                $"Identity:Certificates:Authorities noemt een bestand zonder certificaat ({Authorities}): geef een PEM-bestand.");
        foreach (var provider in Providers)
        {
            if (!Guid.TryParse(provider.Provider, out _) && !ProviderLookup.IsAgbCode(provider.Provider))
                throw new InvalidOperationException(
                    $"Identity:Certificates:Providers noemt geen aanbieder ({provider.Provider}): geef bij Provider een AGB-code van acht cijfers "
                    + "of een id.");
            if (provider.Thumbprint.Length > 0 == provider.Subject.Length > 0)
                throw new InvalidOperationException(
                    $"Identity:Certificates:Providers: geef bij {provider.Provider} een Thumbprint of een Subject, niet beide.");
            if (provider.Thumbprint.Length > 0 && provider.Digest is not { Length: 64 })
                throw new InvalidOperationException(
                    $"Identity:Certificates:Providers: de Thumbprint bij {provider.Provider} is geen SHA-256 van 64 hexadecimale tekens (openssl "
                    + "x509 -fingerprint -sha256).");
            // Anybody can have a certificate with any name, from some authority that the machine happens to trust.
            if (provider.Subject.Length > 0 && Authorities.Length == 0)
                throw new InvalidOperationException(
                    "Identity:Certificates:Providers met een Subject vraagt om Identity:Certificates:Authorities: het PEM-bestand van wie die "
                    + "certificaten uitgeeft.");
        }
    }

    private static X509Certificate2Collection Read(string file)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPemFile(file);
        }
        catch (CryptographicException)
        {
            // what is no certificate counts as none
        }

        return found;
    }

    internal IEnumerable<string> ProxyAddresses() => Proxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>One certificate, or every certificate of one subject, and the provider that it speaks for.</summary>
public sealed class ProviderCertificate
{
    /// <summary>SHA-256 in hexadecimal, with or without colons.</summary>
    public string Thumbprint { get; init; } = "";

    /// <summary>As <c>CN=..., O=..., C=NL</c>.</summary>
    public string Subject { get; init; } = "";

    /// <summary>AGB code or id.</summary>
    public string Provider { get; init; } = "";

    internal string Digest => Thumbprint.Replace(":", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
}

/// <summary>Knows the provider behind a client certificate.</summary>
public sealed class ProviderCertificates(IdentityOptions options, ProviderLookup providers, TimeProvider clock)
{
    public const string Scheme = "Certificate";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Role provider with the provider's ids. Whether the chain holds is checked before.</summary>
    /// <exception cref="IdentityRefused">Nobody's certificate.</exception>
    /// <exception cref="IdentityUnavailable">Its provider cannot be looked up now.</exception>
    public async Task<ClaimsIdentity> ReadAsync(X509Certificate2 certificate, CancellationToken cancellationToken)
    {
        if (Fault(certificate) is { } fault)
            throw new IdentityRefused("certificate_invalid", fault);
        var digest = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        // Who signs for himself can put any name in it: such a certificate is known by its thumbprint only.
        var own = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
        var ids = new HashSet<Guid>();
        foreach (var entry in options.Certificates.Providers.Where(entry => entry.Digest == digest || (!own && entry.Subject.Length > 0 && Plain(entry.Subject) == Plain(certificate.Subject))))
        {
            if (await providers.FindAsync(entry.Provider, cancellationToken) is { } id)
                ids.Add(id);
        }

        if (ids.Count == 0)
            throw new IdentityRefused(
                "certificate_unknown", $"Dit certificaat hoort bij geen aanbieder: geef de beheerder de SHA-256 {digest} of het onderwerp "
                + $"{certificate.Subject}.");
        var known = new ClaimsIdentity(Scheme, "sub", "role");
        known.AddClaim(new Claim("sub", "certificate:" + digest));
        known.AddClaim(new Claim("role", Role.Provider));
        known.AddClaim(new Claim("org", ids.Min().ToString()));
        known.AddClaims(ids.Select(id => new Claim("provider_id", id.ToString())));
        return known;
    }

    /// <summary>What is wrong with the certificate itself; null when nothing is.</summary>
    public string? Fault(X509Certificate2 certificate)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (certificate.NotAfter.ToUniversalTime() < now)
            return $"Dit certificaat is verlopen op {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}: gebruik een geldig certificaat.";
        if (certificate.NotBefore.ToUniversalTime() > now)
            return $"Dit certificaat geldt pas vanaf {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd}: gebruik een geldig certificaat.";
        var usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().ToList();
        return usages.Count > 0 && !usages.Any(usage => usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == ClientAuthentication))
            ? "Dit certificaat is niet bedoeld om een cliënt mee aan te melden (clientAuth): gebruik een cliëntcertificaat."
            : null;
    }

    private static string Plain(string subject) => string.Join(',', subject.Split(',', StringSplitOptions.TrimEntries));
}
