using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

public class ClientProtocolTests
{
    private static async Task<RpcException> FailureAsync(FakeServer server) =>
        await Should.ThrowAsync<RpcException>(async () => await server.Client.OneAsync(new Note()).ResponseAsync.WaitAsync(TimeSpan.FromSeconds(60)));

    [Fact]
    public async Task The_client_sends_what_the_protocol_asks_for()
    {
        HttpRequest? seen = null;
        await using var server = await FakeServer.StartAsync(http =>
        {
            seen = http.Request;
            http.Request.Headers["te"].ToString().ShouldBe("trailers");
            http.Request.ContentType.ShouldBe("application/grpc");
            http.Request.Headers["grpc-accept-encoding"].ToString().ShouldBe("identity,gzip,deflate");
            http.Request.Headers["grpc-timeout"].ToString().ShouldMatch("^[0-9]{1,8}m$");
            http.Request.Headers["x-bin"].ToString().ShouldBe("AQI");
            http.Request.Method.ShouldBe("POST");
            http.Request.Path.Value.ShouldBe("/inkoop.tests.Probe/One");
            http.Response.ContentType = "application/grpc";
            http.Response.Headers["grpc-status"] = "10";
            return Task.CompletedTask;
        });
        using var call = server.Client.OneAsync(new Note(), new Metadata { { "x-bin", new byte[] { 1, 2 } } }, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1));
        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Aborted);
        seen.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(503, StatusCode.Unavailable)]
    public async Task A_plain_http_answer_becomes_a_status(int http, StatusCode code)
    {
        await using var server = await FakeServer.StartAsync(context =>
        {
            context.Response.StatusCode = http;
            return context.Response.WriteAsync("<html>");
        });
        (await FailureAsync(server)).StatusCode.ShouldBe(code);
    }

    [Theory]
    [InlineData(0, StatusCode.Internal)]
    [InlineData(1, StatusCode.Internal)]
    [InlineData(2, StatusCode.Internal)]
    [InlineData(7, StatusCode.Unavailable)]
    [InlineData(8, StatusCode.Cancelled)]
    [InlineData(11, StatusCode.ResourceExhausted)]
    [InlineData(12, StatusCode.PermissionDenied)]
    public async Task A_reset_stream_becomes_a_status_after_headers(int error, StatusCode code)
    {
        await using var server = await FakeServer.StartAsync(async http =>
        {
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(new byte[] { 0, 0 });
            await http.Response.Body.FlushAsync();
            http.Features.GetRequiredFeature<IHttpResetFeature>().Reset(error);
        });
        (await FailureAsync(server)).StatusCode.ShouldBe(code);
    }

    [Theory]
    [InlineData(2, StatusCode.Internal)]
    [InlineData(8, StatusCode.Cancelled)]
    [InlineData(11, StatusCode.ResourceExhausted)]
    public async Task A_reset_stream_becomes_a_status_before_headers(int error, StatusCode code)
    {
        await using var server = await FakeServer.StartAsync(http =>
        {
            http.Features.GetRequiredFeature<IHttpResetFeature>().Reset(error);
            return Task.CompletedTask;
        });
        (await FailureAsync(server)).StatusCode.ShouldBe(code);
    }

    [Fact]
    public async Task Answers_that_break_the_framing_are_internal()
    {
        var one = Raw.Frame(new Note { Number = 1 });
        foreach (var body in new[] { [], one[..^1], one[..4], [.. one, .. one], [.. one, 1], Raw.Frame(2, [1]), Raw.Frame(1, [1]), Raw.Frame(0, [0xFF]) })
        {
            await using var server = await FakeServer.StartAsync(body);
            (await FailureAsync(server)).StatusCode.ShouldBe(StatusCode.Internal, Convert.ToHexString(body));
        }
    }

    [Fact]
    public async Task An_answer_in_an_encoding_we_do_not_have_is_internal()
    {
        await using var server = await FakeServer.StartAsync(Raw.Frame(1, [1, 2]), encoding: "snappy");
        (await FailureAsync(server)).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task A_compressed_answer_is_inflated_and_a_plain_one_of_the_same_call_is_taken_as_it_is()
    {
        var note = new Note { Text = new string('a', 1000) };
        await using var server = await FakeServer.StartAsync([.. Raw.Frame(1, Raw.Gzip(note.ToByteArray())), .. Raw.Frame(note)], encoding: "gzip");
        using var call = server.Client.Produce(new Note());
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        call.ResponseStream.Current.ShouldBe(note);
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        call.ResponseStream.Current.ShouldBe(note);
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_that_inflates_over_the_limit_is_resource_exhausted()
    {
        await using var server = await FakeServer.StartAsync(Raw.Frame(1, Raw.Gzip(new byte[20_000_000])), encoding: "gzip");
        (await FailureAsync(server)).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task An_answer_without_a_status_is_not_taken_for_success()
    {
        await using var server = await FakeServer.StartAsync(Raw.Frame(new Note()), status: null);
        (await FailureAsync(server)).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Theory]
    [InlineData("99")]
    [InlineData("x")]
    public async Task A_status_nobody_knows_is_unknown(string status)
    {
        await using var server = await FakeServer.StartAsync(Raw.Frame(new Note()), status);
        (await FailureAsync(server)).StatusCode.ShouldBe(StatusCode.Unknown);
    }

    [Fact]
    public async Task An_answer_that_is_not_grpc_is_refused()
    {
        await using var server = await FakeServer.StartAsync(http => http.Response.WriteAsync("hello"));
        (await FailureAsync(server)).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task A_status_ok_without_the_one_message_is_internal()
    {
        await using var server = await FakeServer.StartAsync(http =>
        {
            http.Response.ContentType = "application/grpc";
            http.Response.Headers["grpc-status"] = "0";
            return Task.CompletedTask;
        });
        (await FailureAsync(server)).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task Nobody_listening_is_unavailable()
    {
        var server = await FakeServer.StartAsync(_ => Task.CompletedTask);
        var address = server.Address;
        await server.DisposeAsync();
        using var channel = GrpcChannel.ForAddress(address);
        var failure = await Should.ThrowAsync<RpcException>(async () => await new Probe.ProbeClient(channel).OneAsync(new Note()));
        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
        failure.Status.DebugException.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_server_that_goes_away_is_found_again_by_the_next_call()
    {
        var first = await ProbeServer.StartAsync();
        using var channel = GrpcChannel.ForAddress(first.Address);
        var client = new Probe.ProbeClient(channel);
        (await client.OneAsync(new Note { Number = 1 })).Number.ShouldBe(1);
        using var open = client.Chat();
        await open.RequestStream.WriteAsync(new Note());
        await open.ResponseStream.MoveNext();
        await first.DisposeAsync();
        (await Should.ThrowAsync<RpcException>(async () => await open.ResponseStream.MoveNext())).StatusCode.ShouldBeOneOf(StatusCode.Unavailable, StatusCode.Internal, StatusCode.Cancelled);
        (await Should.ThrowAsync<RpcException>(async () => await client.OneAsync(new Note()))).StatusCode.ShouldBe(StatusCode.Unavailable);
        await using var second = await ProbeServer.StartAsync(kestrel: server => server.Listen(
            IPAddress.Loopback, first.Address.Port, listen => listen.Protocols = Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http2));
        (await client.OneAsync(new Note { Number = 2 })).Number.ShouldBe(2);
    }

    [Fact]
    public async Task A_text_header_that_cannot_be_sent_fails_the_call_before_it_is_sent()
    {
        await using var server = await FakeServer.StartAsync(_ => throw new InvalidOperationException("must not come here"));
        (await Should.ThrowAsync<RpcException>(async () => await server.Client.OneAsync(new Note(), new Metadata { { "x", "a\nb" } }))).StatusCode.ShouldBe(StatusCode.Internal);
    }
}
