using System.Net;
using Grpc.Core;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

public class ServerProtocolTests
{
    private static readonly byte[] Hello = Raw.Frame(new Note { Number = 1, Text = "hallo" });

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    public async Task Grpc_content_types_are_answered_as_grpc(string contentType)
    {
        await using var server = await ProbeServer.StartAsync();
        var answer = await Raw.PostAsync(server, "One", Hello, contentType);
        answer.Http.ShouldBe(HttpStatusCode.OK);
        answer.Status.ShouldBe(StatusCode.OK);
        answer.Note.Text.ShouldBe("hallo");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData(null)]
    public async Task Other_content_types_are_unsupported_media(string? contentType)
    {
        await using var server = await ProbeServer.StartAsync();
        var answer = await Raw.PostAsync(server, "One", Hello, contentType);
        answer.Http.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.Status.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task Http_1_is_told_to_upgrade()
    {
        await using var server = await ProbeServer.StartAsync(kestrel: options => options.Listen(IPAddress.Loopback, 0));
        (await Raw.PostAsync(server, "One", Hello, version: HttpVersion.Version11)).Http.ShouldBe(HttpStatusCode.UpgradeRequired);
    }

    [Fact]
    public async Task A_request_without_te_is_served()
    {
        await using var server = await ProbeServer.StartAsync();
        (await Raw.PostAsync(server, "One", Hello, headers: [])).Status.ShouldBe(StatusCode.OK);
    }

    [Theory]
    [InlineData("/inkoop.tests.Probe/Missing", "Method is unimplemented.")]
    [InlineData("/inkoop.tests.probe/One", "Method is unimplemented.")]
    [InlineData("/no.Service/One", "Service is unimplemented.")]
    public async Task What_is_not_mapped_is_unimplemented(string path, string detail)
    {
        await using var server = await ProbeServer.StartAsync();
        using var http = Raw.Http(server.Address);
        using var content = new ByteArrayContent(Hello);
        content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        using var response = await http.PostAsync(path, content);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("grpc-status").ShouldBe(["12"]);
        response.Headers.GetValues("grpc-message").ShouldBe([detail]);
    }

    [Fact]
    public async Task An_unknown_path_that_is_not_grpc_is_left_to_the_rest_of_the_application()
    {
        await using var server = await ProbeServer.StartAsync();
        using var http = Raw.Http(server.Address);
        (await http.PostAsync("/some/page", new StringContent("{}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task No_message_a_broken_one_two_or_junk_behind_one_is_internal()
    {
        await using var server = await ProbeServer.StartAsync();
        foreach (var body in new[] { [], Hello[..^1], Hello[..3], [.. Hello, .. Hello], [.. Hello, 0], Raw.Frame(7, [1]), Raw.Frame(0, [0xFF, 0xFF]), Raw.Frame(1, [1]) })
        {
            var answer = await Raw.PostAsync(server, "One", body);
            answer.Status.ShouldBe(StatusCode.Internal, Convert.ToHexString(body));
            answer.Body.ShouldBeEmpty();
        }

        server.Log.Loud.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_over_the_limit_is_refused_on_its_length_alone()
    {
        await using var server = await ProbeServer.StartAsync(options => options.MaxReceiveMessageSize = 100);
        (await Raw.PostAsync(server, "One", [0, 0, 0, 0, 101])).Status.ShouldBe(StatusCode.ResourceExhausted);
        (await Raw.PostAsync(server, "Collect", [0, 0x7F, 0xFF, 0xFF, 0xFF])).Status.ShouldBe(StatusCode.ResourceExhausted);
        (await Raw.PostAsync(server, "One", Raw.Frame(1, Raw.Gzip(new byte[1_000_000])), headers: ("grpc-encoding", "gzip"))).Status.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task The_default_limit_is_four_mebibytes()
    {
        await using var server = await ProbeServer.StartAsync();
        (await Raw.PostAsync(server, "One", [0, 0, 0x40, 0, 1])).Status.ShouldBe(StatusCode.ResourceExhausted);
        var bomb = Raw.Frame(1, Raw.Gzip(new byte[20_000_000]));
        bomb.Length.ShouldBeLessThan(1_000_000);
        (await Raw.PostAsync(server, "One", bomb, headers: ("grpc-encoding", "gzip"))).Status.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task A_response_over_the_send_limit_is_resource_exhausted()
    {
        await using var server = await ProbeServer.StartAsync(options => options.MaxSendMessageSize = 100);
        server.Script.One = (_, _) => Task.FromResult(new Note { Text = new string('x', 200) });
        (await Raw.PostAsync(server, "One", Hello)).Status.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Reserved_headers_are_hidden_from_the_handler_and_dropped_when_it_sets_them()
    {
        await using var server = await ProbeServer.StartAsync();
        Metadata? seen = null;
        server.Script.One = async (request, context) =>
        {
            seen = context.RequestHeaders;
            await context.WriteResponseHeadersAsync(new Metadata { { "grpc-status", "5" }, { "content-type", "text/plain" }, { "mine", "1" }, { "mine", "2" } });
            context.ResponseTrailers.Add("grpc-message", "no");
            return request;
        };
        var answer = await Raw.PostAsync(server, "One", Hello, headers: [("te", "trailers"), ("grpc-timeout", "1M"), ("grpc-accept-encoding", "gzip"), ("own", "yes"), ("twice-bin", "AQ==,Ag")]);
        answer.Status.ShouldBe(StatusCode.OK);
        answer.Message.ShouldBeNull();
        answer.Value("mine").ShouldBe("1|2");
        seen!.Select(entry => entry.Key).Order().ShouldBe(["own", "twice-bin", "twice-bin"]);
    }

    [Fact]
    public async Task A_junk_timeout_is_as_if_there_were_none()
    {
        await using var server = await ProbeServer.StartAsync();
        DateTime? deadline = null;
        server.Script.One = (request, context) =>
        {
            deadline = context.Deadline;
            return Task.FromResult(request);
        };
        (await Raw.PostAsync(server, "One", Hello, headers: ("grpc-timeout", "123456789S"))).Status.ShouldBe(StatusCode.OK);
        deadline.ShouldBe(DateTime.MaxValue);
        (await Raw.PostAsync(server, "One", Hello, headers: ("grpc-timeout", "99999999H"))).Status.ShouldBe(StatusCode.OK);
        deadline!.Value.ShouldBeGreaterThan(new DateTime(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task A_failing_handler_is_unknown_says_nothing_more_and_is_logged_once()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.One = (_, _) => throw new InvalidOperationException("secret");
        var answer = await Raw.PostAsync(server, "One", Hello);
        answer.Status.ShouldBe(StatusCode.Unknown);
        answer.Message.ShouldBe("Exception was thrown by handler.");
        server.Log.Loud.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Detailed_errors_say_what_was_thrown()
    {
        await using var server = await ProbeServer.StartAsync(options => options.EnableDetailedErrors = true);
        server.Script.One = (_, _) => throw new InvalidOperationException("bekend");
        (await Raw.PostAsync(server, "One", Hello)).Message.ShouldBe("Exception was thrown by handler. InvalidOperationException: bekend");
    }

    [Fact]
    public async Task Headers_go_out_once_and_before_messages()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.Produce = async (_, responses, context) =>
        {
            await context.WriteResponseHeadersAsync([]);
            await Should.ThrowAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]));
            await responses.WriteAsync(new Note());
            await Should.ThrowAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]));
        };
        (await Raw.PostAsync(server, "Produce", Hello)).Status.ShouldBe(StatusCode.OK);
        server.Log.Loud.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_status_that_a_handler_sets_is_sent_with_its_answer()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.One = (request, context) =>
        {
            context.Status = new Status(StatusCode.FailedPrecondition, "later");
            return Task.FromResult(request);
        };
        var answer = await Raw.PostAsync(server, "One", Hello);
        answer.Status.ShouldBe(StatusCode.FailedPrecondition);
        answer.Note.Text.ShouldBe("hallo");
    }

    [Fact]
    public async Task Headers_that_are_too_large_refuse_the_call_and_not_the_server()
    {
        await using var server = await ProbeServer.StartAsync();
        var failure = await Should.ThrowAsync<RpcException>(async () => await server.Client.OneAsync(new Note(), new Metadata { { "big", new string('x', 100_000) } }));
        failure.StatusCode.ShouldBeOneOf(StatusCode.Internal, StatusCode.Unavailable, StatusCode.ResourceExhausted);
        (await server.Client.OneAsync(new Note { Number = 2 })).Number.ShouldBe(2);
    }
}
