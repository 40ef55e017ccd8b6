using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

public class CompressionTests
{
    private static readonly Note Long = new() { Text = new string('z', 5000) };

    [Theory]
    [InlineData("identity,gzip", 1, "gzip")]
    [InlineData("gzip , deflate", 1, "gzip")]
    [InlineData("identity,deflate", 0, null)]
    [InlineData("xgzip", 0, null)]
    [InlineData("", 0, null)]
    public async Task A_response_is_compressed_only_as_the_client_accepts(string accepts, int flag, string? encoding)
    {
        await using var server = await ProbeServer.StartAsync(options => options.ResponseCompressionAlgorithm = "gzip");
        var answer = await Raw.PostAsync(server, "One", Raw.Frame(Long), headers: ("grpc-accept-encoding", accepts));
        answer.Body[0].ShouldBe((byte)flag);
        answer.Value("grpc-encoding").ShouldBe(encoding);
        if (flag == 0)
        {
            answer.Note.ShouldBe(Long);
            return;
        }

        using var gzip = new GZipStream(new MemoryStream(answer.Body, 5, answer.Body.Length - 5), CompressionMode.Decompress);
        Note.Parser.ParseFrom(gzip).ShouldBe(Long);
        answer.Body.Length.ShouldBeLessThan(500);
    }

    [Fact]
    public async Task A_message_marked_so_goes_plain_in_a_call_that_compresses()
    {
        await using var server = await ProbeServer.StartAsync(options => options.ResponseCompressionAlgorithm = "gzip");
        server.Script.Produce = async (_, responses, _) =>
        {
            await responses.WriteAsync(Long);
            responses.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
            await responses.WriteAsync(new Note { Number = 1 });
        };
        var answer = await Raw.PostAsync(server, "Produce", Raw.Frame(new Note()), headers: ("grpc-accept-encoding", "gzip"));
        answer.Body[0].ShouldBe((byte)1);
        answer.Body.AsSpan()[^7..].ToArray().ShouldBe(Raw.Frame(new Note { Number = 1 }));
    }

    [Fact]
    public async Task An_encoding_the_server_does_not_have_is_unimplemented_and_it_says_what_it_has()
    {
        await using var server = await ProbeServer.StartAsync();
        var answer = await Raw.PostAsync(server, "One", Raw.Frame(1, [1, 2, 3]), headers: ("grpc-encoding", "snappy"));
        answer.Status.ShouldBe(StatusCode.Unimplemented);
        answer.Value("grpc-accept-encoding").ShouldBe("identity,gzip,deflate");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_request_is_compressed_as_its_call_asks(string encoding)
    {
        var flags = new List<byte>();
        await using var server = await FakeServer.StartAsync(async http =>
        {
            http.Request.Headers["grpc-encoding"].ToString().ShouldBe(encoding);
            http.Request.Headers.ContainsKey("grpc-internal-encoding-request").ShouldBeFalse();
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            var bytes = body.ToArray();
            flags.Add(bytes[0]);
            var length = bytes[3] << 8 | bytes[4];
            flags.Add(bytes[5 + length]);
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(Raw.Frame(new Note()));
            http.Response.AppendTrailer("grpc-status", "0");
        });
        using var call = server.Client.Collect(new Metadata { { "grpc-internal-encoding-request", encoding } });
        await call.RequestStream.WriteAsync(Long);
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        await call.RequestStream.WriteAsync(Long);
        await call.RequestStream.CompleteAsync();
        await call;
        flags.ShouldBe([1, 0]);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Compression_goes_both_ways_and_back(string encoding)
    {
        await using var server = await ProbeServer.StartAsync(options => options.ResponseCompressionAlgorithm = encoding);
        var note = new Note { Body = ByteString.CopyFrom([.. Enumerable.Range(0, 300_000).Select(i => (byte)(i / 100))]) };
        (await server.Client.OneAsync(note, new Metadata { { "grpc-internal-encoding-request", encoding } })).ShouldBe(note);
    }

    [Fact]
    public async Task An_encoding_the_client_does_not_have_fails_the_call()
    {
        await using var server = await ProbeServer.StartAsync();
        (await Should.ThrowAsync<RpcException>(async () => await server.Client.OneAsync(Long, new Metadata { { "grpc-internal-encoding-request", "snappy" } }))).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task A_compression_that_is_configured_without_a_provider_is_told_at_start() =>
        await Should.ThrowAsync<InvalidOperationException>(() => ProbeServer.StartAsync(options => options.ResponseCompressionAlgorithm = "snappy", map: app => app.MapGrpcService<ProbeService>()));
}
