using System.Net;
using System.Net.Sockets;
using Inkoop.AllInOne;
using Inkoop.Platform.Hosting;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

public sealed class StartFailureTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("inkoop-start-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task a_port_in_use_is_named_with_what_to_do()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var sentence = await ExplainAsync(new AllInOneOptions { Data = folder, Port = port, GrpcPort = 0 });

        sentence.ShouldContain(port.ToString());
        sentence.ShouldContain("andere poort");
    }

    [Fact]
    public async Task a_folder_that_cannot_be_written_is_named_with_what_to_do()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "");

        var sentence = await ExplainAsync(new AllInOneOptions { Data = Path.Combine(file, "data"), Port = 0, GrpcPort = 0 });

        sentence.ShouldContain(file);
        sentence.ShouldContain("--data");
    }
    [Fact]
    public async Task the_demo_issuer_is_refused_anywhere_but_on_loopback()
    {
        var sentence = await ExplainAsync(new AllInOneOptions { Data = folder, Port = 0, GrpcPort = 0, Settings = new Dictionary<string, string?> { ["Inkoop:Address"] = "0.0.0.0", ["Identity:Demo"] = "true" } });

        sentence.ShouldContain("loopback");
    }

    private static async Task<string> ExplainAsync(AllInOneOptions options)
    {
        var exception = await Should.ThrowAsync<Exception>(async () =>
        {
            await using var host = await AllInOneHost.StartAsync(options with { Logging = logging => logging.ClearProviders() });
        });
        return StartFailure.Explain(exception).ShouldNotBeNull(exception.ToString());
    }
}
