using System.Collections.Concurrent;
using Inkoop.AllInOne;
using Inkoop.AllInOne.Demo.Plan;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Inkoop.Tests.Support;

/// <summary>
/// The whole product in this process on free ports and a folder of its own. A logged error that a test did not declare
/// fails it when the app is disposed.
/// </summary>
public class InkoopApp : InkoopSystem, IAsyncLifetime
{
    private readonly CollectedErrors errors = new();

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

    /// <summary>Parts of error messages that the test expects.</summary>
    public ICollection<string> ExpectedErrors => errors.Expected;

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
            Logging = logging => logging.ClearProviders().AddProvider(errors),
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
        errors.ThrowIfUnexpected();
        GC.SuppressFinalize(this);
    }

    public async Task StopAsync()
    {
        await CloseChannelsAsync();
        await Host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private sealed class CollectedErrors : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> seen = new();

        public ICollection<string> Expected { get; } = new List<string>();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                seen.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }

        public void ThrowIfUnexpected()
        {
            var unexpected = seen.Where(error => !Expected.Any(part => error.Contains(part, StringComparison.Ordinal))).ToList();
            if (unexpected.Count > 0)
                throw new InvalidOperationException("The services logged errors that the test did not declare:\n" + string.Join("\n", unexpected.Take(5)));
        }
    }
}
