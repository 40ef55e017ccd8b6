using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

public class CancellationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Both sides of a call that waits for its end: what the handler saw.
    private static Task<bool> WaitsForCancellation(ProbeServer server)
    {
        var seen = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Script.One = async (request, context) =>
        {
            await WaitAsync(context);
            return request;
        };
        server.Script.Collect = async (_, context) =>
        {
            await WaitAsync(context);
            return new Note();
        };
        server.Script.Produce = async (_, responses, context) =>
        {
            await responses.WriteAsync(new Note());
            await WaitAsync(context);
        };
        server.Script.Chat = async (_, responses, context) =>
        {
            await responses.WriteAsync(new Note());
            await WaitAsync(context);
        };
        return seen.Task;

        async Task WaitAsync(ServerCallContext context)
        {
            try
            {
                await Task.Delay(Patience, context.CancellationToken);
                seen.TrySetResult(false);
            }
            catch (OperationCanceledException)
            {
                seen.TrySetResult(true);
                throw;
            }
        }
    }

    [Fact]
    public async Task A_cancelled_token_cancels_the_handler()
    {
        await using var server = await ProbeServer.StartAsync();
        var seen = WaitsForCancellation(server);
        using var stop = new CancellationTokenSource();
        using var call = server.Client.Produce(new Note(), cancellationToken: stop.Token);
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        await stop.CancelAsync();
        (await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.Cancelled);
        (await seen).ShouldBeTrue();
        await Eventually.SeesAsync(() => server.Log.Entries.Count(entry => entry.Text.Contains("cancelled by its caller")), count => count == 1);
        server.Log.Loud.ShouldBeEmpty();
    }

    [Fact]
    public async Task Disposing_a_call_cancels_the_handler()
    {
        await using var server = await ProbeServer.StartAsync();
        var seen = WaitsForCancellation(server);
        var call = server.Client.Chat();
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        call.Dispose();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
        (await seen).ShouldBeTrue();
    }

    [Fact]
    public async Task Disposing_the_channel_cancels_its_calls_and_refuses_new_ones()
    {
        await using var server = await ProbeServer.StartAsync();
        var seen = WaitsForCancellation(server);
        var channel = GrpcChannel.ForAddress(server.Address);
        var client = new Probe.ProbeClient(channel);
        using var call = client.Chat();
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        channel.Dispose();
        (await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.Cancelled);
        (await seen).ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => client.OneAsync(new Note()));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_beforehand_sends_nothing()
    {
        await using var server = await ProbeServer.StartAsync();
        var asked = false;
        server.Script.One = (request, _) =>
        {
            asked = true;
            return Task.FromResult(request);
        };
        (await Should.ThrowAsync<RpcException>(async () => await server.Client.OneAsync(new Note(), cancellationToken: new CancellationToken(true)))).StatusCode.ShouldBe(StatusCode.Cancelled);
        asked.ShouldBeFalse();
    }

    [Fact]
    public async Task A_read_that_is_cancelled_cancels_the_call()
    {
        await using var server = await ProbeServer.StartAsync();
        var seen = WaitsForCancellation(server);
        using var call = server.Client.Chat();
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        using var stop = new CancellationTokenSource();
        var read = call.ResponseStream.MoveNext(stop.Token);
        await stop.CancelAsync();
        (await Should.ThrowAsync<RpcException>(() => read)).StatusCode.ShouldBe(StatusCode.Cancelled);
        (await seen).ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_that_ends_early_ends_the_writer_with_its_status()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.Collect = (_, _) => throw new RpcException(new Status(StatusCode.ResourceExhausted, "genoeg"));
        using var call = server.Client.Collect();
        var failure = await Should.ThrowAsync<RpcException>(async () =>
        {
            var block = new Note { Body = ByteString.CopyFrom(new byte[10_000]) };
            while (true)
                await call.RequestStream.WriteAsync(block).WaitAsync(Patience);
        });
        failure.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).Status.Detail.ShouldBe("genoeg");
    }

    [Fact]
    public async Task A_server_that_answers_early_has_its_answer_read()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.Collect = async (requests, _) =>
        {
            await requests.MoveNext();
            return new Note { Number = 77 };
        };
        using var call = server.Client.Collect();
        await call.RequestStream.WriteAsync(new Note());
        (await call.ResponseAsync.WaitAsync(Patience)).Number.ShouldBe(77);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
        (await Should.ThrowAsync<RpcException>(() => call.RequestStream.WriteAsync(new Note()))).StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task One_write_and_one_read_at_a_time()
    {
        await using var server = await ProbeServer.StartAsync();
        _ = WaitsForCancellation(server);
        using var call = server.Client.Chat();
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        var read = call.ResponseStream.MoveNext();
        await Should.ThrowAsync<InvalidOperationException>(() => call.ResponseStream.MoveNext());
        await call.RequestStream.CompleteAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new Note()));
        call.Dispose();
        await Should.ThrowAsync<RpcException>(() => read);
    }

    [Fact]
    public async Task Status_and_trailers_are_asked_for_after_the_end_only()
    {
        await using var server = await ProbeServer.StartAsync();
        _ = WaitsForCancellation(server);
        using var call = server.Client.OneAsync(new Note());
        Should.Throw<InvalidOperationException>(() => call.GetStatus());
        Should.Throw<InvalidOperationException>(() => call.GetTrailers());
    }
}
