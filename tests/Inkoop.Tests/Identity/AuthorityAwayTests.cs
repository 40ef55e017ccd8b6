using System.Net;
using Grpc.Core;
using Inkoop.Tests.Admin;
using Inkoop.Tests.Support;
using Inkoop.Wire.Providers.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Identity;

/// <summary>The authority does not answer: the host is there, and says what is wrong to whoever asks.</summary>
public sealed class AuthorityAwayApp : InkoopApp
{
    public override Task InitializeAsync()
    {
        Settings["Identity:Authority"] = $"http://127.0.0.1:{SeparateProcesses.FreePort()}";
        ExpectedErrors.Add("Health check identity"); // an operator must find it in the log too
        return base.InitializeAsync();
    }
}

public sealed class AuthorityAwayTests(AuthorityAwayApp app) : IClassFixture<AuthorityAwayApp>
{
    [Fact]
    public async Task a_call_with_a_token_is_told_to_come_back_and_one_without_that_it_needs_one()
    {
        using var channel = app.AnonymousChannel("providers");
        var client = new ProviderService.ProviderServiceClient(channel);

        var withToken = await Should.ThrowAsync<RpcException>(async () => await client.ListProvidersAsync(new ListProvidersRequest(), new Metadata { { "authorization", "Bearer a.b.c" } }));
        withToken.StatusCode.ShouldBe(StatusCode.Unavailable);
        withToken.Status.Detail.ShouldStartWith($"De inlogdienst {app.Settings["Identity:Authority"]} is niet bereikbaar");
        withToken.Status.Detail.ShouldNotContain("IDX");

        var without = await Should.ThrowAsync<RpcException>(async () => await client.ListProvidersAsync(new ListProvidersRequest()));
        without.StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task readiness_says_why()
    {
        using var http = new HttpClient { BaseAddress = app.Pages };
        using var answer = await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("is niet bereikbaar");
    }

    [Fact]
    public async Task the_sign_in_page_says_so()
    {
        using var visitor = new Visitor(app.Pages);
        var page = await visitor.FollowAsync(await visitor.GetAsync("/aanmelden"));
        page.Status.ShouldBe(HttpStatusCode.OK);
        Visitor.Text(page.Html).ShouldContain("nu niet bereikbaar");
    }
}
