using Inkoop.AllInOne;
using Inkoop.Demo.Plan;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Inkoop.Tests.Support;

/// <summary>
/// The whole product in this process on free ports and a folder of its own. A logged error that a test did not declare
/// fails it when the app is disposed.
/// </summary>
public class InkoopApp : InkoopSystem, IAsyncLifetime
{
    private readonly LoggedLines logged = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("inkoop-test-").FullName;

    public AllInOneHost Host { get; private set; } = null!;

    public override Uri Pages => Host.Pages;

    public override Uri AddressOf(string service) => Host.Grpc;

    public Uri GrpcAddress => Host.Grpc;

    public IServiceProvider Services => Host.App.Services;

    /// <summary>Settings beside the defaults; set before the app starts.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>A demo region to load; set before the app starts.</summary>
    public DemoRegion? DemoRegion { get; set; }

    /// <summary>More to register, through the logging of the host; set before the app starts.</summary>
    protected Action<ILoggingBuilder>? OnLogging { get; set; }

    /// <summary>Parts of error messages that the test expects.</summary>
    public ICollection<string> ExpectedErrors { get; } = new List<string>();

    /// <summary>Keeps all that is logged, not warnings alone; set before the app starts.</summary>
    public void KeepAllLines()
    {
        Settings["Logging:LogLevel:Default"] = "Debug";
        logged.Least = LogLevel.Debug;
    }

    public IEnumerable<string> Logged => logged.Lines.Select(line => line.Text);

    public virtual Task InitializeAsync() => StartAsync();

    public async Task StartAsync() =>
        Host = await AllInOneHost.StartAsync(new AllInOneOptions
        {
            Data = Folder,
            Port = 0,
            GrpcPort = 0,
            Demo = "none",
            Region = DemoRegion,
            Settings = Settings,
            Logging = logging =>
            {
                logging.ClearProviders().AddProvider(logged);
                OnLogging?.Invoke(logging);
            },
        });

    /// <summary>Stops and starts again on the same data, on other ports.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public virtual async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
        ThrowIfUnexpected();
        GC.SuppressFinalize(this);
    }

    public async Task StopAsync()
    {
        await CloseChannelsAsync();
        await Host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private void ThrowIfUnexpected()
    {
        var unexpected = logged.Lines
            .Where(line => line.Level >= LogLevel.Error && !ExpectedErrors.Any(part => line.Text.Contains(part, StringComparison.Ordinal)))
            .Select(line => line.Text).ToList();
        unexpected.ForEach(Console.Error.WriteLine);
        if (unexpected.Count > 0)
            throw new InvalidOperationException("The services logged errors that the test did not declare:\n" + string.Join("\n", unexpected.Take(5)));
    }
}
