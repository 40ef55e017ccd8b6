using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Inkoop.Admin.Components.Layout;
using Inkoop.Admin.Identity;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

public sealed class SignInTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    [Fact]
    public async Task discovery_names_the_issuer_and_its_key()
    {
        using var http = new HttpClient { BaseAddress = app.Pages };
        var discovery = await http.GetFromJsonAsync<JsonElement>(new Uri("/.well-known/openid-configuration", UriKind.Relative));
        discovery.GetProperty("issuer").GetString().ShouldBe(app.Pages.ToString());
        var keys = await http.GetFromJsonAsync<JsonElement>(new Uri(discovery.GetProperty("jwks_uri").GetString()!));
        keys.GetProperty("keys")[0].GetProperty("alg").GetString().ShouldBe("ES256");
        keys.GetProperty("keys")[0].TryGetProperty("d", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("client_credentials", "service:reviews", "wrong", 401, "invalid_client")]
    [InlineData("client_credentials", "reviews", "wrong", 401, "invalid_client")]
    [InlineData("password", "x", "y", 400, "unsupported_grant_type")]
    public async Task a_token_is_refused_to_who_cannot_prove_itself(string grant, string client, string secret, int status, string error)
    {
        using var visitor = new Visitor(app.Pages);
        var answer = await visitor.PostAsync("/connect/token", new Dictionary<string, string> { ["grant_type"] = grant, ["client_id"] = client, ["client_secret"] = secret });
        ((int)answer.Status).ShouldBe(status);
        answer.Html.ShouldContain(error);
    }

    [Theory]
    [InlineData("service", "", "")]
    [InlineData("provider", "", "")]
    [InlineData("provider", "12345678", "")]
    [InlineData("council_reader", "", "14")]
    public async Task a_demo_role_must_be_personal_and_complete(string role, string provider, string municipality)
    {
        using var visitor = new Visitor(app.Pages);
        var answer = await visitor.PostAsync("/connect/token", new Dictionary<string, string> { ["grant_type"] = "urn:inkoop:demo", ["role"] = role, ["provider"] = provider, ["municipality"] = municipality });
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    /// <summary>A copy of the cookie is worth nothing once its session was signed out of; another session of the same role goes on.</summary>
    [Fact]
    public async Task signing_out_ends_the_session_and_not_only_the_cookie()
    {
        using var visitor = new Visitor(app.Pages);
        var started = await visitor.StartSessionAsync(new Dictionary<string, string> { ["role"] = Role.Auditor, ["provider"] = "", ["municipality"] = "" });
        using var other = await new Visitor(app.Pages).SignInAsync(Role.Auditor);
        var cookie = string.Join("; ", started.Response.Headers.GetValues("Set-Cookie").Select(set => set.Split(';')[0]).Where(set => set.StartsWith("inkoop-sessie", StringComparison.Ordinal) && !set.EndsWith('=')));
        (await StatusWithAsync(cookie)).ShouldBe(HttpStatusCode.OK);

        var home = await visitor.GetAsync("/");
        await visitor.PostAsync("/afmelden", Visitor.FieldsOf(home.Html[home.Html.IndexOf("action=\"/afmelden\"", StringComparison.Ordinal)..]));

        (await StatusWithAsync(cookie)).ShouldBe(HttpStatusCode.Found);
        (await other.GetAsync("/contracten")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> StatusWithAsync(string cookie)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.Pages };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/contracten", UriKind.Relative));
        request.Headers.Add("Cookie", cookie);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    [Fact]
    public async Task forms_may_go_to_ourselves_and_the_authority_alone()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.Auditor);
        var policy = (await visitor.GetAsync("/")).Response.Headers.GetValues("Content-Security-Policy").Single();
        policy.Split("; ").ShouldContain($"form-action 'self' {app.Pages.GetLeftPart(UriPartial.Authority)}");
    }

    [Fact]
    public async Task keys_are_readable_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var visitor = new Visitor(app.Pages);
        await visitor.GetAsync("/.well-known/openid-configuration");
        var keys = Directory.GetFiles(Path.Combine(app.Folder, "keys", "issuer"));
        keys.Length.ShouldBe(2);
        foreach (var key in keys)
            File.GetUnixFileMode(key).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, key);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://10.0.0.4:5080", false)]
    [InlineData("http://localhost.example.nl:5080", false)]
    public void the_demo_issuer_works_on_loopback_only(string address, bool loopback) => Loopback.Is(address).ShouldBe(loopback);

    [Theory]
    [InlineData("/contracten?status=concept", "/contracten?status=concept")]
    [InlineData("//evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData(null, "/")]
    public void one_returns_to_a_page_of_our_own_only(string? asked, string path) => SessionGate.LocalPath(asked).ShouldBe(path);

    [Fact]
    public async Task who_is_not_signed_in_comes_at_the_sign_in_page_first()
    {
        using var visitor = new Visitor(app.Pages);
        var page = await visitor.GetAsync("/contracten?status=concept");
        page.Status.ShouldBe(HttpStatusCode.Found);
        page.Location.ShouldBe("/aanmelden?terug=%2Fcontracten%3Fstatus%3Dconcept");
    }

    [Fact]
    public async Task the_session_cookie_holds_no_readable_token_and_is_out_of_reach_of_script()
    {
        using var visitor = new Visitor(app.Pages);
        var answer = await visitor.StartSessionAsync(new Dictionary<string, string> { ["role"] = "finance" });
        var cookie = answer.Response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("inkoop-sessie=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        cookie.ShouldNotContain("eyJ");
    }

    [Fact]
    public async Task a_form_without_its_antiforgery_token_is_refused()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync("procurement_officer");
        var answer = await visitor.PostAsync("/aanbieders/registreren", new Dictionary<string, string> { ["_handler"] = "registreren", ["name"] = "x" });
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("procurement_officer")]
    [InlineData("contract_manager")]
    [InlineData("finance")]
    [InlineData("auditor")]
    [InlineData("operator")]
    public async Task every_page_in_the_menu_of_a_role_opens_for_that_role(string role)
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(role);
        foreach (var item in Menu.For(role).SelectMany(group => group.Items))
        {
            var page = await visitor.GetAsync(item.Path);
            page.Status.ShouldBe(HttpStatusCode.OK, $"{role} at {item.Path}: {Visitor.Text(page.Html)}");
            page.Response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'self'");
        }
    }

    [Fact]
    public async Task a_council_reader_opens_every_page_of_its_menu()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync("council_reader", municipality: "0014");
        foreach (var item in Menu.For("council_reader").SelectMany(group => group.Items))
            (await visitor.GetAsync(item.Path)).Status.ShouldBe(HttpStatusCode.OK, item.Path);
    }

    [Theory]
    [InlineData("finance", "/beschikkingen")]
    [InlineData("contract_manager", "/berichten")]
    [InlineData("procurement_officer", "/werking")]
    public async Task a_page_outside_ones_role_says_so_in_dutch(string role, string path)
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(role);
        var page = await visitor.GetAsync(path);
        page.Status.ShouldBe(HttpStatusCode.Forbidden);
        Visitor.Text(page.Html).ShouldContain("Uw rol geeft geen toegang");
    }

    [Fact]
    public async Task an_unknown_page_is_a_dutch_404()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync("auditor");
        var page = await visitor.GetAsync("/bestaat-niet");
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        Visitor.Text(page.Html).ShouldContain("Niet gevonden");
    }

    [Fact]
    public async Task the_shell_can_be_read_in_english()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync("auditor");
        var page = await visitor.GetAsync("/");
        var form = page.Html[page.Html.IndexOf("action=\"/taal\"", StringComparison.Ordinal)..];
        var fields = Visitor.FieldsOf(form[..form.IndexOf("</form>", StringComparison.Ordinal)]);
        fields["taal"] = "en";
        (await visitor.PostAsync("/taal", fields)).Status.ShouldBe(HttpStatusCode.Found);
        var english = await visitor.GetAsync("/");
        english.Html.ShouldContain("lang=\"en\"");
        Visitor.Text(english.Html).ShouldContain("Sign out");
    }

    [Fact]
    public async Task what_the_pages_need_is_served_by_ourselves()
    {
        using var visitor = new Visitor(app.Pages);
        var page = await visitor.FollowAsync(await visitor.GetAsync("/aanmelden"));
        var assets = System.Text.RegularExpressions.Regex.Matches(page.Html, "(?:href|src|data-charts)=\"(/[^\"]+\\.(?:css|js|svg|woff2))\"").Select(match => match.Groups[1].Value).ToList();
        assets.Count.ShouldBeGreaterThanOrEqualTo(8);
        page.Html.ShouldNotContain("src=\"http");
        foreach (var asset in assets)
        {
            var file = await visitor.GetAsync(asset);
            file.Status.ShouldBe(HttpStatusCode.OK, asset);
            (await file.Response.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(100, asset);
        }
    }
}
