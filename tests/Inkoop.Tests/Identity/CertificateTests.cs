using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Inkoop.Tests.Support;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Providers.V1;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Identity;

/// <summary>Inkoop with a TLS endpoint, an authority of its own for certificates, and a proxy on this machine that passes certificates on.</summary>
public sealed class TlsApp : InkoopApp
{
    public const string Header = "X-Client-Cert";
    public const string Subject = "CN=aanbieder.example.nl, O=Stichting De Brug, C=NL";
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 issuer = NewIssuer();

    public Journeys.Region Region { get; private set; } = null!;

    public X509Certificate2 Own { get; } = SelfSigned("CN=software van de brug", 30);

    public X509Certificate2 Expired { get; } = SelfSigned("CN=oud", -1);

    public X509Certificate2 ForServers { get; } = SelfSigned("CN=server", 30, "1.3.6.1.5.5.7.3.1");

    public Uri Tls => Secure[0];

    public Uri TlsPages => Secure[1];

    private List<Uri> Secure => [.. Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
        .Where(address => address.StartsWith("https", StringComparison.Ordinal)).Select(address => new Uri(address))];

    public override async Task InitializeAsync()
    {
        using var server = SelfSigned("CN=localhost", 30, "1.3.6.1.5.5.7.3.1");
        var path = Path.Combine(Folder, "server.pfx");
        await File.WriteAllBytesAsync(path, server.Export(X509ContentType.Pfx));
        var authorities = Path.Combine(Folder, "authorities.pem");
        await File.WriteAllTextAsync(authorities, issuer.ExportCertificatePem());
        Settings["Inkoop:Tls:Certificate"] = path;
        Settings["Inkoop:Tls:Port"] = "0";
        Settings["Inkoop:Tls:PagesPort"] = "0";
        Settings["Identity:Certificates:Authorities"] = authorities;
        Settings["Identity:Certificates:Revocation"] = "false";
        Settings["Identity:Certificates:Header"] = Header;
        Settings["Identity:Certificates:Proxies"] = "127.0.0.1";
        foreach (var (number, certificate) in new[] { Own, Expired, ForServers }.Index())
        {
            Settings[$"Identity:Certificates:Providers:{number}:Thumbprint"] = certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
            Settings[$"Identity:Certificates:Providers:{number}:Provider"] = "65656055";
        }

        Settings["Identity:Certificates:Providers:3:Subject"] = Subject;
        Settings["Identity:Certificates:Providers:3:Provider"] = "65656055";
        await base.InitializeAsync();
        Region = new Journeys.Region(this);
        await Region.RegisterProviderAsync();
    }

    public X509Certificate2 Issued(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var bare = Request(subject, key, ClientAuth).Create(issuer, Now.AddDays(-2), Now.AddDays(30), [1, 2, 3]);
        return Usable(bare.CopyWithPrivateKey(key));
    }

    public static X509Certificate2 SelfSigned(string subject, int days, string usage = ClientAuth)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Usable(Request(subject, key, usage).CreateSelfSigned(Now.AddDays(-40), Now.AddDays(days)));
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static X509Certificate2 NewIssuer()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Uitgever van de regio", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return Usable(request.CreateSelfSigned(Now.AddDays(-3), Now.AddDays(60)));
    }

    private static CertificateRequest Request(string subject, ECDsa key, string usage)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        return request;
    }

    private static X509Certificate2 Usable(X509Certificate2 certificate) => X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
}

public sealed class CertificateTests(TlsApp app) : IClassFixture<TlsApp>
{
    [Fact]
    public async Task pages_answer_over_tls_beside_the_plain_port()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.Subject == "CN=localhost" } };
        using var http = new HttpClient(handler) { BaseAddress = app.TlsPages };
        using var health = await http.GetAsync(new Uri("/healthz/live", UriKind.Relative));
        health.IsSuccessStatusCode.ShouldBeTrue();
        using var page = await http.GetAsync(new Uri("/aanmelden", UriKind.Relative));
        ((int)page.StatusCode).ShouldBeLessThan(400);
    }

    [Fact]
    public async Task a_provider_s_certificate_speaks_for_that_provider_and_no_other()
    {
        (await AskAsync(app.Own)).ShouldBe(Status.DefaultSuccess);
        (await AskAsync(app.Own, Guid.CreateVersion7().ToString())).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task a_certificate_of_the_trusted_issuer_is_known_by_its_subject()
    {
        using var good = app.Issued(TlsApp.Subject);
        (await AskAsync(good)).ShouldBe(Status.DefaultSuccess);
        using var other = app.Issued("CN=ander.example.nl, O=Ander, C=NL");
        await RefusedAsync(other, "hoort bij geen aanbieder");
        using var forged = TlsApp.SelfSigned(TlsApp.Subject, 30);
        await RefusedAsync(forged, "hoort bij geen aanbieder");
    }

    [Fact]
    public async Task a_certificate_that_nobody_registered_is_refused_with_what_to_give_the_operator()
    {
        using var unknown = TlsApp.SelfSigned("CN=onbekend", 30);
        await RefusedAsync(unknown, unknown.GetCertHashString(HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task an_expired_certificate_is_refused() => await RefusedAsync(app.Expired, "verlopen");

    [Fact]
    public async Task a_certificate_for_servers_is_refused() => await RefusedAsync(app.ForServers, "clientAuth");

    [Fact]
    public async Task without_certificate_and_token_nobody_comes_in() => await RefusedAsync(null, "token");

    [Fact]
    public async Task a_token_goes_before_a_certificate()
    {
        var token = await app.TokenAsync("council_reader", municipality: "0957");
        var status = await AskAsync(app.Own, headers: new Metadata { { "authorization", "Bearer " + token } });
        status.StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task a_trusted_proxy_passes_a_certificate_on_as_base64_or_as_pem()
    {
        var plain = app.GrpcAddress;
        (await AskAsync(null, at: plain, headers: new Metadata { { TlsApp.Header, Convert.ToBase64String(app.Own.RawData) } })).ShouldBe(Status.DefaultSuccess);
        (await AskAsync(null, at: plain, headers: new Metadata { { TlsApp.Header, Uri.EscapeDataString(app.Own.ExportCertificatePem()) } })).ShouldBe(Status.DefaultSuccess);
        (await AskAsync(null, at: plain, headers: new Metadata { { TlsApp.Header, "onzin" } })).StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task a_call_that_needs_another_service_goes_through_with_a_certificate()
    {
        using var channel = Open(app.Own, app.Tls);
        var messages = await new MessageService.MessageServiceClient(channel).ListMessagesAsync(new ListMessagesRequest());
        messages.Messages.ShouldBeEmpty();
    }

    private async Task RefusedAsync(X509Certificate2? certificate, string part)
    {
        var status = await AskAsync(certificate);
        status.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        status.Detail.ShouldContain(part);
    }

    private async Task<Status> AskAsync(X509Certificate2? certificate, string? provider = null, Uri? at = null, Metadata? headers = null)
    {
        using var channel = Open(certificate, at ?? app.Tls);
        try
        {
            await new ProviderService.ProviderServiceClient(channel).GetProviderAsync(new GetProviderRequest { ProviderId = provider ?? app.Region.ProviderId }, headers);
            return Status.DefaultSuccess;
        }
        catch (RpcException exception)
        {
            return exception.Status;
        }
    }

    private static GrpcChannel Open(X509Certificate2? certificate, Uri at)
    {
        var tls = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, server, _, _) => server?.Subject == "CN=localhost" };
        if (certificate is not null)
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        return GrpcChannel.ForAddress(at, new GrpcChannelOptions { HttpHandler = new SocketsHttpHandler { SslOptions = tls }, DisposeHttpClient = true });
    }
}
