using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;

namespace Inkoop.Platform.Hosting;

/// <summary>
/// gRPC, and pages where asked for, over TLS beside the plain ports, with <c>Inkoop:Tls:Certificate</c>: where providers come from outside, with a client
/// certificate or without, and where people come without a proxy before it.
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

    /// <summary>Pages over TLS beside the plain port, with <c>Inkoop:Tls:PagesPort</c>: where no proxy ends it before.</summary>
    public static void ListenForPages(KestrelServerOptions kestrel, IPAddress address, IConfiguration configuration, X509Certificate2 certificate)
    {
        if (configuration["Inkoop:Tls:PagesPort"] is not { Length: > 0 })
            return;
        kestrel.Listen(address, HostSettings.Port(configuration, "Inkoop:Tls:PagesPort", 0), listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(certificate);
        });
    }

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
