using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;
using Xunit;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Inkoop.Tests.GrpcRuntime;

public class HealthTests
{
    private static Task<ProbeServer> StartAsync(Func<HealthCheckResult> store) => ProbeServer.StartAsync(
        configure: builder => builder.Services
            .AddGrpcHealthChecks(options => options.Services.Map("inkoop.tests.Probe", check => check.Tags.Contains("probe")))
            .AddCheck("store", () => store(), ["probe"])
            .AddCheck("other", () => HealthCheckResult.Degraded()),
        map: app =>
        {
            app.MapGrpcService<ProbeService>();
            app.MapGrpcHealthChecksService();
        });

    [Fact]
    public async Task The_server_and_its_services_say_whether_they_serve()
    {
        var result = HealthCheckResult.Healthy();
        await using var server = await StartAsync(() => result);
        var client = new Health.HealthClient(server.Channel);
        (await client.CheckAsync(new HealthCheckRequest())).Status.ShouldBe(ServingStatus.Serving);
        result = HealthCheckResult.Unhealthy();
        (await client.CheckAsync(new HealthCheckRequest { Service = "inkoop.tests.Probe" })).Status.ShouldBe(ServingStatus.NotServing);
        (await client.CheckAsync(new HealthCheckRequest())).Status.ShouldBe(ServingStatus.NotServing);
    }

    [Fact]
    public async Task A_check_that_is_not_mapped_to_a_service_does_not_count_for_it()
    {
        await using var server = await ProbeServer.StartAsync(
            configure: builder => builder.Services
                .AddGrpcHealthChecks(options => options.Services.Map("inkoop.tests.Probe", check => check.Tags.Contains("probe")))
                .AddCheck("store", () => HealthCheckResult.Healthy(), ["probe"])
                .AddCheck("other", () => HealthCheckResult.Unhealthy()),
            map: app => app.MapGrpcHealthChecksService());
        var client = new Health.HealthClient(server.Channel);
        (await client.CheckAsync(new HealthCheckRequest { Service = "inkoop.tests.Probe" })).Status.ShouldBe(ServingStatus.Serving);
        (await client.CheckAsync(new HealthCheckRequest())).Status.ShouldBe(ServingStatus.NotServing);
        var statuses = server.Services.GetRequiredService<HealthServiceImpl>();
        var report = await server.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        await server.Services.GetServices<IHealthCheckPublisher>().Single().PublishAsync(report, default);
        using var watch = client.Watch(new HealthCheckRequest { Service = "inkoop.tests.Probe" });
        (await watch.ResponseStream.MoveNext()).ShouldBeTrue();
        watch.ResponseStream.Current.Status.ShouldBe(ServingStatus.Serving);
        statuses.SetStatus("inkoop.tests.Probe", ServingStatus.NotServing);
        (await watch.ResponseStream.MoveNext()).ShouldBeTrue();
    }

    [Fact]
    public async Task An_unknown_service_is_not_found()
    {
        await using var server = await StartAsync(() => HealthCheckResult.Healthy());
        var client = new Health.HealthClient(server.Channel);
        (await Should.ThrowAsync<RpcException>(async () => await client.CheckAsync(new HealthCheckRequest { Service = "nobody" }))).StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task A_watcher_hears_the_status_now_and_every_change()
    {
        await using var server = await StartAsync(() => HealthCheckResult.Healthy());
        using var watch = new Health.HealthClient(server.Channel).Watch(new HealthCheckRequest { Service = "inkoop.tests.Probe" });
        (await watch.ResponseStream.MoveNext()).ShouldBeTrue();
        watch.ResponseStream.Current.Status.ShouldBe(ServingStatus.Serving);
        server.Services.GetRequiredService<HealthServiceImpl>().SetStatus("inkoop.tests.Probe", ServingStatus.NotServing);
        (await watch.ResponseStream.MoveNext()).ShouldBeTrue();
        watch.ResponseStream.Current.Status.ShouldBe(ServingStatus.NotServing);
        server.Services.GetRequiredService<HealthServiceImpl>().ClearAll();
        (await watch.ResponseStream.MoveNext()).ShouldBeTrue();
        watch.ResponseStream.Current.Status.ShouldBe(ServingStatus.ServiceUnknown);
    }

    [Fact]
    public async Task A_watch_ends_when_the_host_stops()
    {
        var server = await StartAsync(() => HealthCheckResult.Healthy());
        using var watch = new Health.HealthClient(server.Channel).Watch(new HealthCheckRequest());
        (await watch.ResponseStream.MoveNext()).ShouldBeTrue();
        var end = watch.ResponseStream.MoveNext();
        server.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().StopApplication();
        (await end.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeFalse();
        await server.DisposeAsync();
    }
}
