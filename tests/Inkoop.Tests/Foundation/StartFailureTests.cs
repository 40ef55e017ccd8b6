using System.Net;
using System.Net.Sockets;
using Dapper;
using Inkoop.AllInOne;
using Inkoop.Platform.Hosting;
using Inkoop.Tests.Support;
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

        var logged = new LoggedLines();

        var sentence = await ExplainAsync(new AllInOneOptions { Data = folder, Port = port, GrpcPort = 0 }, logged);

        sentence.ShouldContain(port.ToString());
        sentence.ShouldContain("andere poort");
        // One sentence and nothing beside it: work that waited for the start ends quietly.
        logged.Lines.Where(line => line.Level >= LogLevel.Warning && !line.Text.Contains("Hosting failed to start", StringComparison.Ordinal)).ShouldBeEmpty();
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
    public async Task a_connection_string_with_a_typo_is_refused_before_anything_is_made()
    {
        var sentence = await ExplainAsync(new AllInOneOptions { Data = folder, Port = 0, GrpcPort = 0, Settings = new Dictionary<string, string?> { ["Inkoop:Database"] = "Sever=sql;Database=inkoop_{service};Password=geheim" } });

        sentence.ShouldContain("Inkoop:Database");
        sentence.ShouldNotContain("geheim");
        Directory.GetFiles(folder, "*.db").ShouldBeEmpty();
    }

    [Fact]
    public async Task a_database_of_a_newer_program_is_named_and_no_database_is_touched()
    {
        await using (await AllInOneHost.StartAsync(new AllInOneOptions { Data = folder, Port = 0, GrpcPort = 0, Logging = logging => logging.ClearProviders() }))
        {
        }

        await ExecuteAsync("reviews", "INSERT INTO migration (name, checksum, applied_at) VALUES ('Inkoop.Reviews/9999_later', '', '')");
        await ExecuteAsync("providers", "DELETE FROM migration WHERE name = 'Inkoop.Providers/0001_register'"); // pending: would be applied first, and fail

        var sentence = await ExplainAsync(new AllInOneOptions { Data = folder, Port = 0, GrpcPort = 0 });

        sentence.ShouldContain("nieuwere versie");
        sentence.ShouldContain("Inkoop.Reviews/9999_later");
        Directory.GetFiles(folder, "*.bak").ShouldBeEmpty();
    }

    [Fact]
    public async Task a_file_that_is_no_database_is_named_with_what_to_do()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "contracts.db"), [.. Enumerable.Repeat((byte)'x', 4096)]);

        var sentence = await ExplainAsync(new AllInOneOptions { Data = folder, Port = 0, GrpcPort = 0 });

        sentence.ShouldContain("contracts.db");
        sentence.ShouldContain("reservekopie");
    }

    [Fact]
    public async Task the_demo_issuer_is_refused_anywhere_but_on_loopback()
    {
        var sentence = await ExplainAsync(new AllInOneOptions { Data = folder, Port = 0, GrpcPort = 0, Settings = new Dictionary<string, string?> { ["Inkoop:Address"] = "0.0.0.0", ["Identity:Demo"] = "true" } });

        sentence.ShouldContain("loopback");
    }

    [Theory]
    [InlineData("Identity:Authority", "http://login.example.nl", "https://")]
    [InlineData("Identity:Authority", "login.example.nl", "https://")]
    [InlineData("Identity:Roles:inkopers", "inkoper", "procurement_officer")]
    [InlineData("Identity:Certificates:Header", "X-Client-Cert", "Identity:Certificates:Proxies")]
    [InlineData("Identity:Certificates:Providers:0:Provider", "12", "AGB-code")]
    [InlineData("Identity:Certificates:Authorities", "/bestaat/niet.pem", "PEM-bestand")]
    [InlineData("Identity:ServiceSecret", "kort", "ten minste 16 tekens")]
    [InlineData("Identity:ClientSecret", "  ", "te kort")]
    [InlineData("Inkoop:Limits:Calls", "0", "vanaf 1")]
    [InlineData("Inkoop:Limits:Uploads", "veel", "vanaf 1")]
    [InlineData("Inkoop:Tls:Certificate", "/bestaat/niet.pfx", "Inkoop:Tls:Key")]
    public async Task a_setting_about_identity_that_is_certainly_wrong_is_named_with_what_to_do(string setting, string value, string part)
    {
        var sentence = await ExplainAsync(new AllInOneOptions { Data = folder, Port = 0, GrpcPort = 0, Settings = new Dictionary<string, string?> { [setting] = value } });

        sentence.ShouldContain(setting.Split(":0:")[0].Replace(":Roles:inkopers", ":Roles", StringComparison.Ordinal));
        sentence.ShouldContain(part);
        Directory.EnumerateFiles(folder, "*.db").ShouldBeEmpty();
    }

    [Fact]
    public async Task an_expired_certificate_of_the_host_is_named_with_what_to_do()
    {
        using var expired = Identity.TlsApp.SelfSigned("CN=localhost", -1, "1.3.6.1.5.5.7.3.1");
        var path = Path.Combine(folder, "server.pfx");
        await File.WriteAllBytesAsync(path, expired.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pfx));

        var sentence = await ExplainAsync(new AllInOneOptions { Data = folder, Port = 0, GrpcPort = 0, Settings = new Dictionary<string, string?> { ["Inkoop:Tls:Certificate"] = path } });

        sentence.ShouldContain("verlopen");
    }

    private async Task ExecuteAsync(string service, string sql)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, service + ".db")};Pooling=False");
        await connection.ExecuteAsync(sql);
    }

    private static async Task<string> ExplainAsync(AllInOneOptions options, ILoggerProvider? logged = null)
    {
        var exception = await Should.ThrowAsync<Exception>(async () =>
        {
            await using var host = await AllInOneHost.StartAsync(options with
            {
                Logging = logging =>
                {
                    logging.ClearProviders();
                    if (logged is not null)
                        logging.AddProvider(logged);
                },
            });
        });
        return StartFailure.Explain(exception).ShouldNotBeNull(exception.ToString());
    }
}
