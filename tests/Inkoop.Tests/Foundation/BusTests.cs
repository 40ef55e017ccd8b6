using MassTransit;
using MassTransit.UsageTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

public sealed class BusTests
{
    [Fact]
    public void the_bus_reports_its_usage_to_nobody()
    {
        var services = new ServiceCollection().AddLogging();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Inkoop:Bus"] = "amqp://guest:guest@127.0.0.1:1" }).Build();

        global::Inkoop.Platform.Hosting.Bus.Add(services, configuration, AllInOne.AllInOneHost.Modules());

        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled.ShouldBeFalse();
    }
}
