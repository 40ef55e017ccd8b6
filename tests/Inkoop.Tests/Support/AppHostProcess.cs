using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Inkoop.Tests.Support;

/// <summary>deploy/AppHost as a person starts it: everything in processes of its own, found by what it says when it is ready.</summary>
public sealed class AppHostProcess : InkoopSystem
{
    private readonly ConcurrentQueue<string> output = new();
    private readonly Dictionary<string, (int Pid, Uri Pages, Uri Grpc)> hosts = [];
    private Process? process;

    public string Folder { get; } = Directory.CreateTempSubdirectory("inkoop-apphost-").FullName;

    public override Uri Pages => hosts["admin"].Pages;

    public override Uri AddressOf(string service) => hosts[service].Grpc;

    public IReadOnlyCollection<string> Output => output;

    public IEnumerable<string> Hosts => hosts.Keys;

    /// <summary>Processes that work in this folder, or watch over the AppHost: what must not be left behind.</summary>
    public IReadOnlyList<string> Running() =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Select(Describe).OfType<string>(),
    ];

    /// <param name="path">Where it looks for programs; null for as it is here.</param>
    public static Process Start(string? path, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Tools.Find("dotnet")!, [BuiltProject.PathOf("Inkoop.AppHost"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in new[] { "INKOOP_AUTHORITY", "Inkoop__Bus" })
            start.Environment.Remove(name);
        if (path is not null)
            start.Environment["PATH"] = path;
        return Process.Start(start)!;
    }

    public async Task StartAsync(params IEnumerable<string> arguments)
    {
        process = Start(null, ["--data", Folder, .. arguments]);
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await SaysAsync("Klaar.", TimeSpan.FromMinutes(5));
        foreach (var words in output.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length == 4 && words[3].StartsWith("http", StringComparison.Ordinal)))
            hosts[words[0]] = (int.Parse(words[1]), new Uri(words[2]), new Uri(words[3]));
    }

    public Task SaysAsync(string text, TimeSpan within) => Eventually.GetsAsync(
        () => process!.HasExited
            ? throw new InvalidOperationException($"The AppHost ended:\n{string.Join("\n", output.TakeLast(30))}")
            : Task.FromResult(string.Join("\n", output)),
        said => said.Contains(text, StringComparison.Ordinal), within);

    /// <summary>SIGKILL, by the process id that the AppHost told.</summary>
    public void Kill(string host)
    {
        using var one = Process.GetProcessById(hosts[host].Pid);
        one.Kill();
    }

    public async Task ReadyAsync(string host)
    {
        using var http = new HttpClient { BaseAddress = hosts[host].Pages };
        await Eventually.GetsAsync(async () =>
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
                return answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                return HttpStatusCode.ServiceUnavailable;
            }
        }, status => status == HttpStatusCode.OK, TimeSpan.FromMinutes(2));
    }

    /// <summary>SIGTERM, as a service manager or a closing terminal sends it; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await CloseChannelsAsync();
        using (var kill = Process.Start("kill", ["-TERM", process!.Id.ToString()]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>Whatever happened: nothing of it goes on.</summary>
    public async Task CleanUpAsync()
    {
        if (process is { HasExited: false })
            await StopAsync();
        process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private string? Describe(string folder)
    {
        try
        {
            var words = File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
            var works = File.ResolveLinkTarget(Path.Combine(folder, "cwd"), returnFinalTarget: false)?.FullName.StartsWith(Folder, StringComparison.Ordinal) == true;
            return works || words.Contains($"--monitor {process!.Id} ", StringComparison.Ordinal) ? $"{Path.GetFileName(folder)} {words}" : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // it ended while it was looked at
        }
    }
}
