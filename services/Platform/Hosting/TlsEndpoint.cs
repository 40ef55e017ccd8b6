using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;

namespace Inkoop.Platform.Hosting;

/// <summary>
/// gRPC over TLS beside the plain one, with <c>Inkoop:Tls:Certificate</c>: where providers come from outside, with a client certificate or without.
/// </summary>
public static class TlsEndpoint
{
    public static void Listen(KestrelServerOptions kestrel, IPAddress address, IConfiguration configuration, X509Certificate2 certificate) =>
        kestrel.Listen(address, HostSettings.Port(configuration, "Inkoop:Tls:Port", 5443), listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(certificate, https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate(); // judged with a sentence by authentication, not by a broken connection
            });
        });

    /// <summary>Null when none is configured.</summary>
    public static X509Certificate2? Certificate(IConfiguration configuration, TimeProvider clock)
    {
        if (configuration["Inkoop:Tls:Certificate"] is not { Length: > 0 } path)
            return null;
        try
        {
            var certificate = configuration["Inkoop:Tls:Key"] is { Length: > 0 } key
                ? X509Certificate2.CreateFromPemFile(path, key)
                : X509CertificateLoader.LoadPkcs12FromFile(path, configuration["Inkoop:Tls:Password"]);
            return certificate.NotAfter.ToUniversalTime() > clock.GetUtcNow().UtcDateTime
                ? certificate
                : throw new InvalidOperationException(
                    $"Het certificaat in Inkoop:Tls:Certificate is verlopen op {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}: geef een "
                    + "geldig certificaat.");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"Inkoop:Tls:Certificate is niet te lezen ({path}: {exception.Message}): geef een PFX-bestand, of een PEM-bestand met de sleutel "
                + "in Inkoop:Tls:Key.");
        }
    }
}
