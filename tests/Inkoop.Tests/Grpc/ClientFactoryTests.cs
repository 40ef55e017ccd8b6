using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.ClientFactory;
using Inkoop.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.GrpcRuntime;

public class ClientFactoryTests
{
    private sealed class Tenant
    {
        public string Name { get; set; } = "none";
    }

    private sealed class Stamp(Tenant tenant) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
            continuation(request, new(context.Method, context.Host, context.Options.WithHeaders(new Metadata { { "stamp", tenant.Name } })));
    }

    private static Task<Note> Headers(Note request, ServerCallContext context) =>
        Task.FromResult(new Note { Text = string.Join(",", context.RequestHeaders.Where(entry => entry.Key is "stamp" or "token").Select(entry => $"{entry.Key}={entry.Value}")) });

    [Fact]
    public async Task A_client_comes_from_the_container_with_interceptors_and_credentials_of_its_scope()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Script.One = Headers;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddScoped<Tenant>().AddTransient<Stamp>();
        services.AddGrpcClient<Probe.ProbeClient>(options => options.Address = server.Address)
            .ConfigureChannel(channel => channel.UnsafeUseInsecureChannelCallCredentials = true)
            .AddInterceptor<Stamp>(InterceptorScope.Client)
            .AddCallCredentials((_, metadata, scope) =>
            {
                metadata.Add("token", scope.GetRequiredService<Tenant>().Name);
                return Task.CompletedTask;
            });
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        foreach (var name in new[] { "zuid", "noord" })
        {
            await using var scope = provider.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Tenant>().Name = name;
            (await scope.ServiceProvider.GetRequiredService<Probe.ProbeClient>().OneAsync(new Note())).Text.ShouldBe($"stamp={name},token={name}");
        }
    }

    [Fact]
    public async Task Clients_of_one_type_are_told_apart_by_name()
    {
        await using var one = await ProbeServer.StartAsync();
        await using var two = await ProbeServer.StartAsync();
        two.Script.One = (_, _) => Task.FromResult(new Note { Text = "two" });
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddGrpcClient<Probe.ProbeClient>("one", options => options.Address = one.Address);
        services.AddGrpcClient<Probe.ProbeClient>("two", (_, options) => options.Address = two.Address);
        await using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<GrpcClientFactory>();
        (await factory.CreateClient<Probe.ProbeClient>("one").OneAsync(new Note { Text = "echo" })).Text.ShouldBe("echo");
        (await factory.CreateClient<Probe.ProbeClient>("two").OneAsync(new Note())).Text.ShouldBe("two");
        Should.Throw<InvalidOperationException>(() => factory.CreateClient<Probe.ProbeClient>("three"));
    }

    [Fact]
    public async Task A_client_without_an_address_says_so()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddGrpcClient<Probe.ProbeClient>();
        await using var provider = services.BuildServiceProvider();
        Should.Throw<InvalidOperationException>(() => provider.GetRequiredService<Probe.ProbeClient>()).Message.ShouldContain("ProbeClient");
    }

    [Fact]
    public async Task A_call_made_while_serving_a_call_inherits_its_deadline_and_cancellation()
    {
        await using var inner = await ProbeServer.StartAsync();
        var deadline = DateTime.MaxValue;
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        inner.Script.One = async (request, context) =>
        {
            deadline = context.Deadline;
            await using var registration = context.CancellationToken.Register(() => cancelled.TrySetResult());
            await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
            return request;
        };
        await using var outer = await ProbeServer.StartAsync(configure: builder =>
            builder.Services.AddGrpcClient<Probe.ProbeClient>(options => options.Address = inner.Address).EnableCallContextPropagation());
        outer.Script.One = async (request, context) =>
            await context.GetHttpContext().RequestServices.GetRequiredService<Probe.ProbeClient>().OneAsync(request);
        using var stop = new CancellationTokenSource();
        var limit = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5);
        using var call = outer.Client.OneAsync(new Note(), deadline: limit, cancellationToken: stop.Token);
        await Eventually.SeesAsync(() => deadline, found => found != DateTime.MaxValue);
        deadline.ShouldBe(limit, TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task Propagation_without_a_call_being_served_throws_unless_declared_harmless()
    {
        await using var server = await ProbeServer.StartAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddGrpcClient<Probe.ProbeClient>("strict", options => options.Address = server.Address).EnableCallContextPropagation();
        services.AddGrpcClient<Probe.ProbeClient>("loose", options => options.Address = server.Address)
            .EnableCallContextPropagation(options => options.SuppressContextNotFoundErrors = true);
        await using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<GrpcClientFactory>();
        Should.Throw<InvalidOperationException>(() => factory.CreateClient<Probe.ProbeClient>("strict").OneAsync(new Note()));
        (await factory.CreateClient<Probe.ProbeClient>("loose").OneAsync(new Note { Number = 6 })).Number.ShouldBe(6);
    }
}
