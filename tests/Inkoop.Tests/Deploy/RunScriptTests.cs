using System.Diagnostics;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Deploy;

/// <summary>deploy/run.sh: starts everything by itself, says where it is, and leaves nothing behind.</summary>
[Collection(nameof(SeparateProcesses))]
public sealed class RunScriptTests
{
    [ToolFact("bash")]
    public async Task wrong_words_are_answered_with_the_usage()
    {
        var (exitCode, _, error) = await EndAsync(Start("--port-from", "1"));

        exitCode.ShouldBe(1);
        error.ShouldContain("--ports-from N");
    }

    [ToolFact("bash", "rabbitmq-server")]
    public async Task everything_starts_answers_and_stops_and_one_death_ends_all()
    {
        var folder = Directory.CreateTempSubdirectory("inkoop-run-").FullName;
        try
        {
            using var script = Start(folder);
            var lines = await UntilReadyAsync(script);
            lines.ShouldContain(line => line.StartsWith("RabbitMQ started"));
            var pids = lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length == 4 && words[3].StartsWith("http"))
                .ToDictionary(words => words[0], words => (Pid: int.Parse(words[1]), Pages: new Uri(words[2])));
            pids.Keys.ShouldBe([.. SeparateProcesses.ServiceNames, "admin"], ignoreOrder: true);
            using (var http = new HttpClient())
                (await http.GetStringAsync(new Uri(pids["admin"].Pages, "/.well-known/openid-configuration"))).ShouldContain("token_endpoint");

            using (var one = Process.GetProcessById(pids["indicators"].Pid))
                one.Kill();
            var (exitCode, _, error) = await EndAsync(script);
            exitCode.ShouldBe(1);
            error.ShouldContain("indicators ended");
            pids.Values.ShouldAllBe(host => !Directory.Exists($"/proc/{host.Pid}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string folder) =>
        Start("--no-build", "--configuration", new DirectoryInfo(AppContext.BaseDirectory).Name.Split('_')[0], "--data", folder, "--ports-from", FreePorts().ToString());

    private static Process Start(params string[] args)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Inkoop.sln")))
            root = root.Parent!;
        var start = new ProcessStartInfo("bash", [Path.Combine(root.FullName, "deploy", "run.sh"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["INKOOP_BUS"] = $"amqp://guest:guest@127.0.0.1:{SeparateProcesses.FreePort()}";
        start.Environment.Remove("INKOOP_AUTHORITY");
        return Process.Start(start)!;
    }

    /// <summary>32 ports in a row, of which the first are free; below the range that the system hands out itself.</summary>
    private static int FreePorts()
    {
        for (var from = 21_000; from < 32_000; from += 32)
        {
            if (Enumerable.Range(from, 32).All(IsFree))
                return from;
        }

        throw new InvalidOperationException("No free ports.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static async Task<List<string>> UntilReadyAsync(Process script)
    {
        var lines = new List<string>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (await script.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("Ready.", StringComparison.Ordinal))
                return lines;
        }

        throw new InvalidOperationException($"run.sh ended:\n{string.Join('\n', lines)}\n{await script.StandardError.ReadToEndAsync(patience.Token)}");
    }

    private static async Task<(int ExitCode, string Output, string Error)> EndAsync(Process script)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = script.StandardOutput.ReadToEndAsync(patience.Token);
        var error = script.StandardError.ReadToEndAsync(patience.Token);
        await script.WaitForExitAsync(patience.Token);
        return (script.ExitCode, await output, await error);
    }
}
