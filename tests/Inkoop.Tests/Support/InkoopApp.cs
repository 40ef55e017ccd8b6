using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Inkoop.AllInOne;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Inkoop.Tests.Support;

/// <summary>
/// The whole product in this process on free ports and a folder of its own. Tests use generated clients with tokens of
/// the demo issuer; a logged error that a test did not declare fails it when the app is disposed.
/// </summary>
public class InkoopApp : IAsyncLifetime
{
    private readonly ConcurrentDictionary<(string Role, string Provider, string Municipality), Task<GrpcChannel>> channels = new();
    private readonly CollectedErrors errors = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("inkoop-test-").FullName;

    public AllInOneHost Host { get; private set; } = null!;

    public Uri Pages => Host.Pages;

    public Uri GrpcAddress => Host.Grpc;

    public IServiceProvider Services => Host.App.Services;

    /// <summary>Settings beside the defaults; set before the app starts.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>Parts of error messages that the test expects.</summary>
    public ICollection<string> ExpectedErrors => errors.Expected;

    public virtual async Task InitializeAsync() => await StartAsync();

    public async Task StartAsync() =>
        Host = await AllInOneHost.StartAsync(new AllInOneOptions
        {
            Data = Folder,
            Port = 0,
            GrpcPort = 0,
            Demo = "none",
            Settings = Settings,
            Logging = logging => logging.ClearProviders().AddProvider(errors),
        });

    /// <summary>Stops and starts again on the same data, on other ports.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
        errors.ThrowIfUnexpected();
    }

    /// <summary>A client with a token of <paramref name="role"/>; a provider's is bound to <paramref name="provider"/> (id or AGB code).</summary>
    public TClient Client<TClient>(string role, string provider = "", string municipality = "") where TClient : ClientBase =>
        (TClient)Activator.CreateInstance(typeof(TClient), Invoker(role, provider, municipality))!;

    /// <summary>A client without a token.</summary>
    public TClient AnonymousClient<TClient>() where TClient : ClientBase =>
        (TClient)Activator.CreateInstance(typeof(TClient), GrpcChannel.ForAddress(GrpcAddress).CreateCallInvoker())!;

    /// <summary>A token of the demo issuer, as the command line gets it.</summary>
    public async Task<string> TokenAsync(string role, string provider = "", string municipality = "")
    {
        using var http = new HttpClient { BaseAddress = Pages };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "urn:inkoop:demo",
            ["role"] = role,
            ["provider"] = provider,
            ["municipality"] = municipality,
        });
        using var response = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private CallInvoker Invoker(string role, string provider, string municipality) =>
        new TokenInvoker(() => channels.GetOrAdd((role, provider, municipality), async key =>
        {
            var token = await TokenAsync(key.Role, key.Provider, key.Municipality);
            var credentials = CallCredentials.FromInterceptor((_, metadata) =>
            {
                metadata.Add("authorization", "Bearer " + token);
                return Task.CompletedTask;
            });
            return GrpcChannel.ForAddress(GrpcAddress, new GrpcChannelOptions
            {
                Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, credentials),
                UnsafeUseInsecureChannelCallCredentials = true,
                HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true },
            });
        })).Open();

    private async Task StopAsync()
    {
        foreach (var channel in channels.Values)
            (await channel).Dispose();
        channels.Clear();
        await Host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    // Getting a token is asynchronous while a client wants its invoker at once; the test thread may wait for loopback.
    private sealed class TokenInvoker(Func<Task<GrpcChannel>> channel)
    {
        public CallInvoker Open() => Task.Run(channel).GetAwaiter().GetResult().CreateCallInvoker();
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
