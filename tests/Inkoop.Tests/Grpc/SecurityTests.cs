using System.Net;
using System.Net.Security;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Encodings.Web;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

public class SecurityTests
{
    [Authorize]
    private sealed class GuardedService : Probe.ProbeBase
    {
        [Authorize(Roles = "boss")]
        public override Task<Note> One(Note request, ServerCallContext context) => Task.FromResult(new Note { Text = context.GetHttpContext().User.Identity!.Name });

        [AllowAnonymous]
        public override Task<Note> Nobody(Note request, ServerCallContext context) => Task.FromResult(request);
    }

    // "authorization: name role" is believed.
    private sealed class Believer(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers.Authorization.ToString().Split(' ') is not [{ Length: > 0 } name, var role])
                return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, role)], "believer");
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "believer")));
        }
    }

    private static Task<ProbeServer> StartAsync(Action<GrpcServiceEndpointConventionBuilder>? convention = null) => ProbeServer.StartAsync(
        configure: builder =>
        {
            builder.Services.AddAuthentication("believer").AddScheme<AuthenticationSchemeOptions, Believer>("believer", null);
            builder.Services.AddAuthorization();
        },
        map: app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
            if (convention is null)
                app.MapGrpcService<GuardedService>();
            else
                convention(app.MapGrpcService<ProbeService>());
        });

    private static Metadata As(string name, string role) => new() { { "authorization", $"{name} {role}" } };

    [Fact]
    public async Task Attributes_of_class_and_method_guard_a_method()
    {
        await using var server = await StartAsync();
        (await Should.ThrowAsync<RpcException>(async () => await server.Client.OneAsync(new Note()))).StatusCode.ShouldBe(StatusCode.Unauthenticated);
        (await Should.ThrowAsync<RpcException>(async () => await server.Client.OneAsync(new Note(), As("piet", "clerk")))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await server.Client.OneAsync(new Note(), As("anna", "boss"))).Text.ShouldBe("anna");
        (await server.Client.NobodyAsync(new Note { Number = 1 })).Number.ShouldBe(1);
        using var produce = server.Client.Produce(new Note());
        (await Should.ThrowAsync<RpcException>(() => produce.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task A_convention_guards_every_method_of_a_service()
    {
        await using var server = await StartAsync(service => service.RequireAuthorization());
        (await Should.ThrowAsync<RpcException>(async () => await server.Client.OneAsync(new Note()))).StatusCode.ShouldBe(StatusCode.Unauthenticated);
        (await server.Client.OneAsync(new Note { Number = 8 }, As("a", "b"))).Number.ShouldBe(8);
    }

    [Fact]
    public async Task Endpoints_say_which_method_they_are()
    {
        await using var server = await StartAsync();
        var methods = server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType == typeof(GuardedService))
            .ToDictionary(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()!.Method.Name);
        methods.Keys.Order().ShouldBe(["Chat", "Collect", "Nobody", "One", "Produce"]);
        methods["One"].Metadata.GetOrderedMetadata<IAuthorizeData>().Count.ShouldBe(2);
        methods["Chat"].Metadata.GetOrderedMetadata<IAuthorizeData>().Count.ShouldBe(1);
        methods["One"].DisplayName.ShouldBe("gRPC - /inkoop.tests.Probe/One");
    }

    [Fact]
    public async Task Call_credentials_become_headers_where_that_is_safe_or_said_to_be()
    {
        await using var server = await StartAsync();
        var credentials = CallCredentials.FromInterceptor((context, metadata) =>
        {
            context.ServiceUrl.ShouldBe($"http://{server.Address.Authority}/inkoop.tests.Probe");
            context.MethodName.ShouldBe("One");
            metadata.Add("authorization", "kees boss");
            return Task.CompletedTask;
        });
        (await Should.ThrowAsync<RpcException>(async () => await server.Client.OneAsync(new Note(), new CallOptions(credentials: credentials)))).StatusCode.ShouldBe(StatusCode.Unauthenticated);
        using var trusting = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true });
        (await new Probe.ProbeClient(trusting).OneAsync(new Note(), new CallOptions(credentials: credentials))).Text.ShouldBe("kees");
        using var composed = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions
        {
            UnsafeUseInsecureChannelCallCredentials = true,
            Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, credentials),
        });
        (await new Probe.ProbeClient(composed).OneAsync(new Note())).Text.ShouldBe("kees");
    }

    [Fact]
    public async Task Credentials_that_fail_fail_the_call_and_a_deadline_does_not_wait_for_them()
    {
        await using var server = await ProbeServer.StartAsync();
        using var trusting = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true });
        var client = new Probe.ProbeClient(trusting);
        var failing = CallCredentials.FromInterceptor((_, _) => throw new InvalidOperationException("no token"));
        (await Should.ThrowAsync<RpcException>(async () => await client.OneAsync(new Note(), new CallOptions(credentials: failing)))).StatusCode.ShouldBe(StatusCode.Internal);
        var hanging = CallCredentials.FromInterceptor((_, _) => new TaskCompletionSource().Task);
        var soon = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(50);
        (await Should.ThrowAsync<RpcException>(async () => await client.OneAsync(new Note(), new CallOptions(deadline: soon, credentials: hanging)))).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public void Credentials_and_address_must_agree()
    {
        Should.Throw<InvalidOperationException>(() => GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { Credentials = ChannelCredentials.SecureSsl }));
        Should.Throw<InvalidOperationException>(() => GrpcChannel.ForAddress("https://localhost", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure }));
        Should.Throw<ArgumentException>(() => GrpcChannel.ForAddress("ftp://localhost"));
        using var channel = GrpcChannel.ForAddress("https://localhost", new GrpcChannelOptions { Credentials = new SslCredentials() });
        channel.Target.ShouldBe("localhost");
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    [Fact]
    public async Task Tls_with_a_client_certificate_tells_the_handler_who_calls()
    {
        using var own = Certificate("localhost");
        using var callers = Certificate("aanbieder.example");
        await using var server = await ProbeServer.StartAsync(kestrel: options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = own;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (certificate, _, _) => certificate.Thumbprint == callers.Thumbprint;
            });
        }));
        AuthContext? who = null;
        server.Script.One = (request, context) =>
        {
            who = context.AuthContext;
            context.Peer.ShouldStartWith("ipv4:127.0.0.1:");
            return Task.FromResult(request);
        };
        SocketsHttpHandler Handler(X509Certificate2? certificate) => new()
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = certificate is null ? null : [certificate],
                RemoteCertificateValidationCallback = (_, offered, _, _) => offered!.GetCertHashString() == own.Thumbprint,
            },
        };
        using (var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { HttpHandler = Handler(callers), DisposeHttpClient = true }))
            (await new Probe.ProbeClient(channel).OneAsync(new Note { Number = 1 })).Number.ShouldBe(1);
        who!.IsPeerAuthenticated.ShouldBeTrue();
        who.PeerIdentity.ShouldHaveSingleItem().Value.ShouldBe("aanbieder.example");
        who.FindPropertiesByName("x509_common_name").ShouldHaveSingleItem().Value.ShouldBe("aanbieder.example");

        using var without = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { HttpHandler = Handler(null), DisposeHttpClient = true });
        (await Should.ThrowAsync<RpcException>(async () => await new Probe.ProbeClient(without).OneAsync(new Note()))).StatusCode.ShouldBe(StatusCode.Unavailable);
    }
}
