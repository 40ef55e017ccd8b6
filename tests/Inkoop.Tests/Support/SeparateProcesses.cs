using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Inkoop.Wire.Events;
using Xunit;

namespace Inkoop.Tests.Support;

/// <summary>Every service and the admin UI as a process of its own, with a RabbitMQ of their own, on free ports and one folder.</summary>
public sealed class SeparateProcesses : InkoopSystem, IAsyncLifetime
{
    public static IReadOnlyList<string> ServiceNames => EventCatalog.Services;
    private readonly Dictionary<string, (int Http, int Grpc)> ports = [];
    private readonly Dictionary<string, Process> processes = [];
    private readonly ConcurrentQueue<string> output = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("inkoop-many-").FullName;

    public RabbitMqBroker Broker { get; } = new();

    public override Uri Pages => new($"http://127.0.0.1:{ports["admin"].Http}");

    public override Uri AddressOf(string service) => new($"http://127.0.0.1:{ports[service].Grpc}");

    /// <summary>What the processes wrote, errors included.</summary>
    public IReadOnlyCollection<string> Output => output;

    public async Task InitializeAsync()
    {
        await Broker.StartAsync();
        await StartAllAsync();
    }

    /// <summary>Every process, whether or not the broker is there.</summary>
    public async Task StartAllAsync()
    {
        foreach (var name in ServiceNames.Append("admin"))
            ports[name] = (FreePort(), FreePort());
        foreach (var name in ports.Keys)
            Start(name);
        foreach (var name in ports.Keys)
            await ReadyAsync(name);
    }

    public async Task DisposeAsync()
    {
        await CloseChannelsAsync();
        foreach (var name in processes.Keys.ToList())
            Kill(name);
        await Broker.StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>SIGKILL: no chance to tidy up.</summary>
    public void Kill(string name)
    {
        var process = processes[name];
        processes.Remove(name);
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    public void Start(string name)
    {
        var project = "Inkoop." + char.ToUpperInvariant(name[0]) + name[1..];
        var start = new ProcessStartInfo("dotnet", [BuiltProject.PathOf(project)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Inkoop__Data"] = Folder;
        start.Environment["Inkoop__Bus"] = Broker.Address;
        start.Environment["Inkoop__HttpPort"] = ports[name].Http.ToString();
        start.Environment["Inkoop__GrpcPort"] = ports[name].Grpc.ToString();
        start.Environment["Identity__Demo"] = "true";
        start.Environment["Identity__Authority"] = Pages.ToString().TrimEnd('/');
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var service in ServiceNames)
            start.Environment["Inkoop__Services__" + service] = AddressOf(service).ToString();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => output.Enqueue($"{name}: {line.Data}");
        process.ErrorDataReceived += (_, line) => output.Enqueue($"{name}: {line.Data}");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        processes[name] = process;
    }

    public async Task ReadyAsync(string name)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports[name].Http}") };
        await Eventually.GetsAsync(async () =>
        {
            if (processes[name].HasExited)
                throw new InvalidOperationException($"{name} ended:\n{string.Join("\n", output.Where(line => line.StartsWith(name + ":", StringComparison.Ordinal)).TakeLast(30))}");
            try
            {
                using var answer = await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
                return answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                return HttpStatusCode.ServiceUnavailable;
            }
        }, status => status == HttpStatusCode.OK, TimeSpan.FromSeconds(90));
    }

    private static int lastPort = Random.Shared.Next(20_000, 26_000);

    /// <summary>
    /// A port that nobody listens on, from below those that the system gives to who asks for any: between the asking and the listening another
    /// test would be given it.
    /// </summary>
    internal static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref lastPort);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // somebody listens there: the next one
            }
        }
    }
}

/// <summary>The built assembly of a project of this checkout, in the configuration that the tests were built in.</summary>
public static class BuiltProject
{
    public static string PathOf(string project)
    {
        // artifacts/bin/Inkoop.Tests/debug/ -> artifacts/bin/<project>/debug/<assembly>.dll
        var configuration = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(configuration.Parent!.Parent!.FullName, project, configuration.Name, project + ".dll");
    }
}
