using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

public class InterceptorTests
{
    private sealed class Steps
    {
        public List<string> Taken { get; } = [];
    }

    private sealed class Recorder(Steps steps, string name) : Interceptor, IDisposable
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            steps.Taken.Add($"{name} in");
            var response = await continuation(request, context);
            steps.Taken.Add($"{name} out");
            return response;
        }

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation) => throw new RpcException(new Status(StatusCode.PermissionDenied, name));

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            context.UserState["seen"] = name;
            return continuation(request, responseStream, context);
        }

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            steps.Taken.Add($"{name} stream");
            return continuation(requestStream, context);
        }

        public void Dispose() => steps.Taken.Add($"{name} gone");
    }

    private static Task<ProbeServer> StartAsync(Steps steps) => ProbeServer.StartAsync(
        options =>
        {
            options.Interceptors.Add<Recorder>("outer");
            options.Interceptors.Add<Recorder>("inner");
        },
        builder => builder.Services.AddSingleton(steps).AddGrpc().AddServiceOptions<ProbeService>(options => options.Interceptors.Add<Recorder>("own")));

    [Fact]
    public async Task Server_interceptors_stand_around_the_handler_in_order_and_are_disposed()
    {
        var steps = new Steps();
        await using var server = await StartAsync(steps);
        await server.Client.OneAsync(new Note());
        steps.Taken.ShouldBe(["outer in", "inner in", "own in", "own out", "own gone", "inner out", "inner gone", "outer out", "outer gone"]);
    }

    [Fact]
    public async Task Server_interceptors_see_streams_and_may_refuse()
    {
        var steps = new Steps();
        await using var server = await StartAsync(steps);
        using var chat = server.Client.Chat();
        var refused = await Should.ThrowAsync<RpcException>(() => chat.ResponseStream.MoveNext());
        refused.Status.ShouldBe(new Status(StatusCode.PermissionDenied, "outer"));
        string? seen = null;
        server.Script.Produce = (_, _, context) =>
        {
            seen = (string)context.UserState["seen"];
            return Task.CompletedTask;
        };
        using var produce = server.Client.Produce(new Note());
        (await produce.ResponseStream.MoveNext()).ShouldBeFalse();
        seen.ShouldBe("own");
        using var collect = server.Client.Collect();
        await collect.RequestStream.CompleteAsync();
        await collect;
        steps.Taken.ShouldContain("inner stream");
    }

    private sealed class Client(string name, List<string> steps) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            steps.Add($"{name} {context.Method.Name}");
            var call = continuation(request, context);
            return new AsyncUnaryCall<TResponse>(Then(call.ResponseAsync), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
        }

        private async Task<T> Then<T>(Task<T> response)
        {
            var answer = await response;
            steps.Add($"{name} done");
            return answer;
        }
    }

    [Fact]
    public async Task Client_interceptors_of_an_array_stand_outermost_first()
    {
        await using var server = await ProbeServer.StartAsync();
        var steps = new List<string>();
        var client = new Probe.ProbeClient(server.Channel.Intercept(new Client("a", steps), new Client("b", steps)));
        using var call = client.OneAsync(new Note { Number = 1 });
        (await call).Number.ShouldBe(1);
        steps.ShouldBe(["a One", "b One", "b done", "a done"]);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task A_function_over_headers_is_an_interceptor_and_values_of_one_key_travel_joined()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.One = (_, context) => Task.FromResult(new Note { Text = string.Join(",", context.RequestHeaders.GetAll("x").Select(entry => entry.Value)) });
        var mine = new Metadata { { "x", "1" } };
        var client = new Probe.ProbeClient(server.Channel.Intercept(headers =>
        {
            headers.Add("x", "2");
            return headers;
        }));
        (await client.OneAsync(new Note(), mine)).Text.ShouldBe("1, 2");
        mine.Count.ShouldBe(1);
    }
}
