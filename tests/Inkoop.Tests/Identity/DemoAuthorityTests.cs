using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Admin;
using Inkoop.Tests.Support;
using Inkoop.Wire.Providers.V1;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Identity;

public sealed class DemoAuthorityTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    private const string Verifier = "een-geheim-van-meer-dan-drieenveertig-tekens-lang-0123456789";

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/.well-known/jwks")]
    [InlineData("/connect/authorize?client_id=inkoop-admin")]
    [InlineData("/connect/token")]
    [InlineData("/aanmelden/demo?client_id=inkoop-admin")]
    public async Task a_name_that_is_not_of_this_computer_finds_no_authority(string path)
    {
        using var http = new HttpClient { BaseAddress = app.Pages };
        foreach (var host in new[] { "evil.example", "127.0.0.1.evil.example", "10.0.0.1" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { Host = host } };
            using var answer = await http.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, host);
        }
    }

    [Fact]
    public async Task discovery_offers_the_code_flow_with_pkce()
    {
        using var http = new HttpClient { BaseAddress = app.Pages };
        var discovery = await http.GetFromJsonAsync<JsonElement>(new Uri("/.well-known/openid-configuration", UriKind.Relative));
        discovery.GetProperty("code_challenge_methods_supported").EnumerateArray().Select(method => method.GetString()).ShouldBe(["S256"]);
        discovery.GetProperty("grant_types_supported").EnumerateArray().Select(grant => grant.GetString())
            .ShouldBe(["authorization_code", "refresh_token", "client_credentials", "urn:inkoop:demo"], ignoreOrder: true);
        discovery.GetProperty("end_session_endpoint").GetString().ShouldNotBeNull();
    }

    [Fact]
    public async Task a_code_is_good_for_one_time_and_for_who_holds_its_secret()
    {
        using var visitor = new Visitor(app.Pages);
        var code = await CodeAsync(visitor);
        (await RedeemAsync(visitor, code, "een-ander-geheim-van-meer-dan-drieenveertig-tekens-0123456789")).Status.ShouldBe(HttpStatusCode.BadRequest);
        code = await CodeAsync(visitor);
        var answer = await RedeemAsync(visitor, code, Verifier);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Html);
        var token = new JsonWebToken(JsonDocument.Parse(answer.Html).RootElement.GetProperty("access_token").GetString()!);
        token.Alg.ShouldBe("ES256");
        token.Audiences.ShouldBe(["inkoop"]);
        token.GetPayloadValue<string>("role").ShouldBe(Role.Finance);
        (await RedeemAsync(visitor, code, Verifier)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("redirect_uri", "http://evil.example/aanmelden/terug")]
    [InlineData("redirect_uri", "http://127.0.0.1:1/elders")]
    [InlineData("client_id", "iemand")]
    [InlineData("code_challenge", "")]
    [InlineData("code_challenge_method", "plain")]
    public async Task an_unknown_client_or_address_or_a_question_without_pkce_gets_no_page(string field, string value)
    {
        using var visitor = new Visitor(app.Pages);
        var page = await visitor.GetAsync(Question(field, value));
        if (page.Status == HttpStatusCode.Found)
            page.Location.ShouldContain("error=invalid_request");
        else
            page.Status.ShouldBe(field == "client_id" ? HttpStatusCode.Unauthorized : HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task signing_out_ends_the_session_here_and_asks_again_who_one_is()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.Auditor);
        var start = await visitor.GetAsync("/");
        var form = start.Html[start.Html.IndexOf("action=\"/afmelden\"", StringComparison.Ordinal)..];
        var away = await visitor.PostAsync("/afmelden", Visitor.FieldsOf(form[..form.IndexOf("</form>", StringComparison.Ordinal)]));
        away.Location.ShouldStartWith("/connect/logout");
        var back = await visitor.FollowAsync(away);
        back.Path.ShouldStartWith("/aanmelden/demo");
        (await visitor.GetAsync("/")).Location.ShouldBe("/aanmelden");
    }

    [Fact]
    public async Task a_session_whose_token_nears_its_end_is_renewed_with_the_refresh_token()
    {
        using var visitor = new Visitor(app.Pages);
        var answer = JsonDocument.Parse((await RedeemAsync(visitor, await CodeAsync(visitor), Verifier)).Html).RootElement;
        var renewed = await visitor.PostAsync("/connect/token", new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = answer.GetProperty("refresh_token").GetString()!, ["client_id"] = "inkoop-admin" });
        renewed.Status.ShouldBe(HttpStatusCode.OK, renewed.Html);
        new JsonWebToken(JsonDocument.Parse(renewed.Html).RootElement.GetProperty("access_token").GetString()!).GetPayloadValue<string>("role").ShouldBe(Role.Finance);
        var another = await visitor.PostAsync("/connect/token", new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = answer.GetProperty("refresh_token").GetString()!, ["client_id"] = "iemand" });
        another.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private string Question(string field = "", string value = "")
    {
        var fields = new Dictionary<string, string>
        {
            ["client_id"] = "inkoop-admin",
            ["response_type"] = "code",
            ["redirect_uri"] = app.Pages + "aanmelden/terug",
            ["scope"] = "openid offline_access",
            ["state"] = "s",
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
        if (field.Length > 0)
            fields[field] = value;
        return "/connect/authorize?" + string.Join('&', fields.Where(pair => pair.Value.Length > 0).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
    }

    private async Task<string> CodeAsync(Visitor visitor)
    {
        var page = await visitor.FollowAsync(await visitor.GetAsync(Question()));
        var chosen = await visitor.SubmitAsync(page.Path, page.Html, "aanmelden", new Dictionary<string, string> { ["role"] = Role.Finance });
        var back = await visitor.GetAsync(chosen.Location);
        back.Location.ShouldStartWith("/aanmelden/terug?");
        return Uri.UnescapeDataString(back.Location.Split('?', '&').Single(part => part.StartsWith("code=", StringComparison.Ordinal))["code=".Length..]);
    }

    private Task<Visitor.Page> RedeemAsync(Visitor visitor, string code, string verifier) => visitor.PostAsync("/connect/token", new Dictionary<string, string>
    {
        ["grant_type"] = "authorization_code",
        ["code"] = code,
        ["code_verifier"] = verifier,
        ["client_id"] = "inkoop-admin",
        ["redirect_uri"] = app.Pages + "aanmelden/terug",
    });
}

/// <summary>A key is changed while tokens of the old one are about.</summary>
public sealed class DemoKeyTests
{
    [Fact]
    public async Task tokens_of_the_old_and_the_new_key_are_good_while_both_are_there()
    {
        var system = new OneProcess();
        try
        {
            var folder = Path.Combine(system.Folder, "keys", "issuer");
            Directory.CreateDirectory(folder);
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            Write(folder, today.AddDays(-30));
            await system.StartAsync();
            var old = await system.TokenAsync(Role.Auditor);
            system.Kill();
            Write(folder, today);
            Write(folder, today.AddDays(30)); // published before its day, signs nothing yet
            await system.StartAsync();
            var fresh = await system.TokenAsync(Role.Auditor);
            new JsonWebToken(fresh).Kid.ShouldNotBe(new JsonWebToken(old).Kid);
            foreach (var token in new[] { old, fresh })
                await ListAsync(system, token);
            using var http = new HttpClient { BaseAddress = system.Pages };
            (await http.GetFromJsonAsync<JsonElement>(new Uri("/.well-known/jwks", UriKind.Relative))).GetProperty("keys").GetArrayLength().ShouldBe(3);

            system.Kill();
            File.Delete(PathOf(folder, today.AddDays(-30)));
            await system.StartAsync();
            await ListAsync(system, fresh);
            (await Should.ThrowAsync<RpcException>(() => ListAsync(system, old))).StatusCode.ShouldBe(StatusCode.Unauthenticated);
        }
        finally
        {
            await system.DisposeAsync();
        }
    }

    private static async Task ListAsync(OneProcess system, string token)
    {
        using var channel = system.AnonymousChannel("providers");
        await new ProviderService.ProviderServiceClient(channel).ListProvidersAsync(new ListProvidersRequest(), new Metadata { { "authorization", "Bearer " + token } });
    }

    private static string PathOf(string folder, DateOnly day) => Path.Combine(folder, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".pem");

    private static void Write(string folder, DateOnly day)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(PathOf(folder, day), key.ExportPkcs8PrivateKeyPem());
    }
}
