using Grpc.Core;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

public class FourKindsTests
{
    [Fact]
    public async Task A_unary_call_answers_with_headers_and_trailers()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.One = async (request, context) =>
        {
            context.RequestHeaders.GetValue("asked").ShouldBe("yes");
            context.RequestHeaders.GetValueBytes("raw-bin").ShouldBe([1, 2, 255]);
            await context.WriteResponseHeadersAsync(new Metadata { { "answered", "indeed" } });
            context.ResponseTrailers.Add("tail-bin", [7]);
            return new Note { Number = request.Number + 1 };
        };
        using var call = server.Client.OneAsync(new Note { Number = 41 }, new Metadata { { "asked", "yes" }, { "raw-bin", new byte[] { 1, 2, 255 } } });
        (await call.ResponseHeadersAsync).GetValue("answered").ShouldBe("indeed");
        (await call).Number.ShouldBe(42);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
        call.GetTrailers().GetValueBytes("tail-bin").ShouldBe([7]);
    }

    [Fact]
    public async Task A_blocking_call_answers()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Client.One(new Note { Number = 5 }).Number.ShouldBe(5);
    }

    [Fact]
    public async Task A_client_stream_is_collected()
    {
        await using var server = await ProbeServer.StartAsync();
        using var call = server.Client.Collect();
        for (var i = 1; i <= 100; i++)
            await call.RequestStream.WriteAsync(new Note { Number = i });
        await call.RequestStream.CompleteAsync();
        (await call).Number.ShouldBe(5050);
    }

    [Fact]
    public async Task A_server_stream_arrives_in_order()
    {
        await using var server = await ProbeServer.StartAsync();
        using var call = server.Client.Produce(new Note { Number = 100 });
        var numbers = new List<int>();
        await foreach (var note in call.ResponseStream.ReadAllAsync())
            numbers.Add(note.Number);
        numbers.ShouldBe(Enumerable.Range(0, 100));
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task A_duplex_call_speaks_both_ways_by_turns()
    {
        await using var server = await ProbeServer.StartAsync();
        using var call = server.Client.Chat();
        for (var i = 0; i < 20; i++)
        {
            await call.RequestStream.WriteAsync(new Note { Number = i });
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();
            call.ResponseStream.Current.Number.ShouldBe(i);
        }

        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        call.GetTrailers().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_thrown_status_arrives_with_its_text_and_trailers()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.One = (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "geen ✓ 100%"), new Metadata { { "grpc-status-details-bin", new byte[] { 9, 8 } } });
        var failure = await Should.ThrowAsync<RpcException>(async () => await server.Client.OneAsync(new Note()));
        failure.StatusCode.ShouldBe(StatusCode.NotFound);
        failure.Status.Detail.ShouldBe("geen ✓ 100%");
        failure.Trailers.GetValueBytes("grpc-status-details-bin").ShouldBe([9, 8]);
    }

    [Fact]
    public async Task A_method_nobody_wrote_is_unimplemented()
    {
        await using var server = await ProbeServer.StartAsync();
        (await Should.ThrowAsync<RpcException>(async () => await server.Client.NobodyAsync(new Note()))).StatusCode.ShouldBe(StatusCode.Unimplemented);
    }
}
