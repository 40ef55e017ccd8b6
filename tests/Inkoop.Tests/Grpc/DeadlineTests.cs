using Grpc.Core;
using Grpc.Net.Client;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

public class DeadlineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static DateTime In(int milliseconds) => TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(milliseconds);

    [Fact]
    public async Task A_deadline_that_passes_ends_the_call_on_both_sides()
    {
        await using var server = await ProbeServer.StartAsync();
        var told = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Script.One = async (request, context) =>
        {
            context.Deadline.ShouldNotBe(DateTime.MaxValue);
            var stopped = new TaskCompletionSource();
            await using var registration = context.CancellationToken.Register(() => stopped.TrySetResult());
            await stopped.Task.WaitAsync(Patience);
            told.TrySetResult(true);
            return request;
        };
        using var call = server.Client.OneAsync(new Note(), deadline: In(100));
        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        (await told.Task.WaitAsync(Patience)).ShouldBeTrue();
        server.Log.Loud.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deadline_in_the_past_fails_without_a_request()
    {
        await using var server = await ProbeServer.StartAsync();
        var asked = false;
        server.Script.One = (request, _) =>
        {
            asked = true;
            return Task.FromResult(request);
        };
        (await Should.ThrowAsync<RpcException>(async () => await server.Client.OneAsync(new Note(), deadline: In(-1)))).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        (await Should.ThrowAsync<RpcException>(async () => await server.Client.OneAsync(new Note(), deadline: DateTime.MinValue))).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        asked.ShouldBeFalse();
    }

    [Fact]
    public async Task A_deadline_must_say_that_it_is_utc()
    {
        await using var server = await ProbeServer.StartAsync();
        Should.Throw<InvalidOperationException>(() => server.Client.OneAsync(new Note(), deadline: new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Local)));
    }

    [Fact]
    public async Task A_far_deadline_is_carried_and_changes_nothing()
    {
        await using var server = await ProbeServer.StartAsync();
        (await server.Client.OneAsync(new Note { Number = 1 }, deadline: new DateTime(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc))).Number.ShouldBe(1);
        (await server.Client.OneAsync(new Note { Number = 2 }, deadline: DateTime.MaxValue)).Number.ShouldBe(2);
    }

    [Fact]
    public async Task A_reader_and_a_writer_that_wait_are_let_go_by_the_deadline()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.Chat = async (requests, _, _) =>
        {
            while (await requests.MoveNext())
            {
            }
        };
        using var call = server.Client.Chat(deadline: In(150));
        await call.RequestStream.WriteAsync(new Note());
        (await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        (await Should.ThrowAsync<RpcException>(() => call.RequestStream.WriteAsync(new Note()))).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        (await Should.ThrowAsync<RpcException>(() => call.ResponseHeadersAsync)).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task A_handler_may_answer_with_the_status_of_a_deadline_of_its_own()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.One = (_, _) => throw new RpcException(new Status(StatusCode.DeadlineExceeded, "downstream"));
        (await Should.ThrowAsync<RpcException>(async () => await server.Client.OneAsync(new Note()))).Status.Detail.ShouldBe("downstream");
    }

    [Fact]
    public async Task Answers_and_deadlines_that_race_leave_one_status_and_a_living_server()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.One = async (request, context) =>
        {
            for (var i = 0; i < request.Number; i++)
                await Task.Yield();
            await Task.Delay(request.Number % 7, CancellationToken.None);
            return request;
        };
        var codes = await Task.WhenAll(Enumerable.Range(0, 400).Select(async i =>
        {
            try
            {
                await server.Client.OneAsync(new Note { Number = i % 40 }, deadline: In(1 + i % 9));
                return StatusCode.OK;
            }
            catch (RpcException ex)
            {
                return ex.StatusCode;
            }
        }));
        codes.ShouldAllBe(code => code == StatusCode.OK || code == StatusCode.DeadlineExceeded);
        (await server.Client.OneAsync(new Note { Number = 3 })).Number.ShouldBe(3);
        server.Log.Loud.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancellation_can_be_thrown_as_cancellation()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.One = async (request, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return request;
        };
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });
        Exception? thrown = null;
        try
        {
            await new Probe.ProbeClient(channel).OneAsync(new Note(), deadline: In(50));
        }
        catch (OperationCanceledException ex)
        {
            thrown = ex.InnerException;
        }

        thrown.ShouldBeOfType<RpcException>().StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }
}
