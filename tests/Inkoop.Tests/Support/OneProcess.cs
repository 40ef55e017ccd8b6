using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Xunit;

namespace Inkoop.Tests.Support;

/// <summary>AllInOne as a process of its own, to be killed and started again on the same folder and ports.</summary>
public sealed class OneProcess : InkoopSystem, IAsyncLifetime
{
    private readonly ConcurrentQueue<string> output = new();
    private readonly int pages = SeparateProcesses.FreePort();
    private readonly int grpc = SeparateProcesses.FreePort();
    private Process? process;

    public string Folder { get; } = Directory.CreateTempSubdirectory("inkoop-kill-").FullName;

    public override Uri Pages => new($"http://127.0.0.1:{pages}");

    public override Uri AddressOf(string service) => new($"http://127.0.0.1:{grpc}");

    /// <summary>What the process wrote over all its lives.</summary>
    public IReadOnlyCollection<string> Output => output;

    public async Task InitializeAsync() => await StartAsync();

    public async Task DisposeAsync()
    {
        await CloseChannelsAsync();
        Kill();
        Directory.Delete(Folder, recursive: true);
    }

    public async Task StartAsync()
    {
        Launch();
        await ReadyAsync();
    }

    /// <summary>Starts without waiting for anything.</summary>
    public void Launch()
    {
        var start = new ProcessStartInfo("dotnet", [BuiltProject.PathOf("Inkoop.AllInOne"), "--data", Folder, "--port", pages.ToString(), "--grpc-port", grpc.ToString(), "--demo", "none"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Pages };
        await Eventually.GetsAsync(async () =>
        {
            if (process is not { HasExited: false })
                throw new InvalidOperationException($"The process ended:\n{string.Join("\n", output.TakeLast(30))}");
            try
            {
                using var answer = await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
                return answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                return HttpStatusCode.ServiceUnavailable;
            }
        }, status => status == HttpStatusCode.OK, TimeSpan.FromSeconds(60));
    }

    /// <summary>SIGKILL: no chance to tidy up.</summary>
    public void Kill()
    {
        if (process is null)
            return;
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }
}
