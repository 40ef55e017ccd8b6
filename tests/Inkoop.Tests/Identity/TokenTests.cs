using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Providers.V1;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Identity;

/// <summary>Inkoop at an authority of somebody else, whose tokens call things by other names.</summary>
public sealed class ForeignApp : InkoopApp
{
    public TestAuthority Authority { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        Authority = await TestAuthority.StartAsync();
        Settings["Identity:Authority"] = Authority.Address;
        Settings["Identity:Claims:Role"] = "realm_access.roles";
        Settings["Identity:Claims:Provider"] = "zorg.aanbieders";
        Settings["Identity:Claims:Organisation"] = "tid";
        Settings["Identity:Roles:sg-inkoop-inkopers"] = Role.ProcurementOfficer;
        Settings["Identity:Roles:sg-inkoop-controle"] = Role.Auditor;
        Settings["Identity:Roles:sg-aanbieders"] = Role.Provider;
        Settings["Identity:Roles:sg-diensten"] = Role.Service;
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Authority.DisposeAsync();
    }
}

public sealed class TokenTests(ForeignApp app) : IClassFixture<ForeignApp>
{
    private static readonly Dictionary<string, object> officer = Roles("sg-inkoop-inkopers", "offline_access");

    [Fact]
    public async Task a_token_of_the_authority_is_taken_whether_signed_with_rs256_or_es256_and_a_new_key_is_fetched()
    {
        (await AskAsync(app.Authority.Token(officer))).ShouldBe(Status.DefaultSuccess);
        app.Authority.Rotate(TestAuthority.NewEc());
        // Unknown keys, as other tests show, are looked for once a second at most.
        await Eventually.GetsAsync(() => AskAsync(app.Authority.Token(officer)), status => status.StatusCode == StatusCode.OK, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task a_token_for_another_application_is_refused_with_what_to_do() =>
        await RefusedAsync(app.Authority.Token(officer, audience: "iets-anders"), "vraag een token voor inkoop");

    [Fact]
    public async Task a_token_of_another_issuer_is_refused_with_what_to_do() =>
        await RefusedAsync(app.Authority.Token(officer, issuer: "https://elders.example.nl"), "vraag een token bij " + app.Authority.Address);

    [Theory]
    [InlineData(null, true)]
    [InlineData("at+jwt", true)]
    [InlineData("application/at+jwt", true)]
    [InlineData("logout+jwt", false)]
    [InlineData("dpop+jwt", false)]
    public async Task a_token_of_another_kind_is_refused_with_what_to_do(string? type, bool taken)
    {
        var token = app.Authority.Token(officer, type: type);
        if (taken)
            (await AskAsync(token)).ShouldBe(Status.DefaultSuccess);
        else
            await RefusedAsync(token, "vraag een access token");
    }

    [Fact]
    public async Task a_token_that_demands_what_is_not_understood_is_refused() =>
        await RefusedAsync(app.Authority.Token(officer, critical: "http://example.nl/eis"), "vraag een access token");

    [Fact]
    public async Task a_token_past_its_end_is_refused_with_what_to_do() =>
        await RefusedAsync(app.Authority.Token(officer, age: TimeSpan.FromMinutes(11)), "haal een nieuw token op");

    [Fact]
    public async Task a_token_that_ended_less_than_half_a_minute_ago_is_taken() =>
        (await AskAsync(app.Authority.Token(officer, age: TimeSpan.FromSeconds(610)))).ShouldBe(Status.DefaultSuccess);

    [Fact]
    public async Task a_token_without_a_signature_is_refused()
    {
        var parts = app.Authority.Token(officer).Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        await RefusedAsync($"{none}.{parts[1]}.", "getekend met RS256 of ES256");
        await RefusedAsync($"{none}.{parts[1]}.{parts[2]}", "getekend met RS256 of ES256");
    }

    [Fact]
    public async Task a_token_signed_with_the_public_key_as_a_secret_is_refused()
    {
        using var rsa = RSA.Create(2048);
        var authority = app.Authority.Key is RsaSecurityKey known ? known.Rsa.ExportSubjectPublicKeyInfoPem() : ((ECDsaSecurityKey)app.Authority.Key).ECDsa.ExportSubjectPublicKeyInfoPem();
        var secret = new SymmetricSecurityKey(Encoding.ASCII.GetBytes(authority)) { KeyId = app.Authority.Key.KeyId };
        await RefusedAsync(app.Authority.Token(officer, signing: new SigningCredentials(secret, "HS256")), "getekend met RS256 of ES256");
    }

    [Fact]
    public async Task a_token_signed_with_a_key_of_another_is_refused()
    {
        var other = TestAuthority.NewRsa();
        other.KeyId = app.Authority.Key.KeyId;
        await RefusedAsync(app.Authority.Token(officer, signing: new SigningCredentials(other, "RS256")), "getekend met RS256 of ES256");
    }

    [Theory]
    [InlineData("")]
    [InlineData("geen token")]
    [InlineData("a.b.c")]
    public async Task what_is_no_token_is_refused_with_one_sentence(string token)
    {
        var status = await AskAsync(token);
        status.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        status.Detail.ShouldNotContain("IDX");
        status.Detail.ShouldContain("token");
    }

    [Fact]
    public async Task a_role_counts_only_where_the_settings_say_that_it_stands()
    {
        var status = await AskAsync(app.Authority.Token(new() { ["role"] = Role.ProcurementOfficer, ["groups"] = new[] { "sg-inkoop-inkopers" } }));
        status.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        status.Detail.ShouldContain("vraag de beheerder om een rol");
        (await AskAsync(app.Authority.Token(Roles(Role.ProcurementOfficer)))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task two_roles_at_once_are_refused_with_what_to_do() =>
        await RefusedAsync(app.Authority.Token(Roles("sg-inkoop-inkopers", "sg-inkoop-controle")), "meer dan één rol");

    [Fact]
    public async Task a_provider_reaches_the_ids_of_its_token_and_no_other()
    {
        var own = Guid.CreateVersion7().ToString();
        var claims = Roles("sg-aanbieders");
        claims["zorg"] = new Dictionary<string, object> { ["aanbieders"] = new[] { own } };
        var token = app.Authority.Token(claims);
        (await AskAsync(token, own)).StatusCode.ShouldBe(StatusCode.NotFound);
        (await AskAsync(token, Guid.CreateVersion7().ToString())).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task a_service_that_passes_on_a_user_s_token_must_pass_on_a_good_one()
    {
        var service = app.Authority.Token(Roles("sg-diensten"));
        (await AskAsync(service, user: app.Authority.Token(officer))).ShouldBe(Status.DefaultSuccess);
        (await AskAsync(service, user: app.Authority.Token(officer, age: TimeSpan.FromHours(1)))).StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Fact]
    public void who_a_service_acts_for_stands_in_the_actor()
    {
        var identity = new System.Security.Claims.ClaimsIdentity([new("role", Role.Service), new("org", "reviews"), new("inkoop_on_behalf_of", "finance:regio")]);
        Caller.Of(new System.Security.Claims.ClaimsPrincipal(identity)).Actor.ShouldBe("finance:regio via reviews");
    }

    private static Dictionary<string, object> Roles(params string[] roles) => new() { ["tid"] = "regio", ["realm_access"] = new Dictionary<string, object> { ["roles"] = roles } };

    private async Task RefusedAsync(string token, string part)
    {
        var status = await AskAsync(token);
        status.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        status.Detail.ShouldContain(part);
        status.Detail.ShouldNotContain("IDX");
    }

    private async Task<Status> AskAsync(string token, string provider = "", string user = "")
    {
        using var channel = app.AnonymousChannel("providers");
        var client = new ProviderService.ProviderServiceClient(channel);
        var headers = new Metadata { { "authorization", "Bearer " + token } };
        if (user.Length > 0)
            headers.Add(InkoopAuthentication.UserHeader, user);
        try
        {
            if (provider.Length > 0)
                await client.GetProviderAsync(new GetProviderRequest { ProviderId = provider }, headers);
            else
                await client.ListProvidersAsync(new ListProvidersRequest(), headers);
            return Status.DefaultSuccess;
        }
        catch (RpcException exception)
        {
            return exception.Status;
        }
    }
}
