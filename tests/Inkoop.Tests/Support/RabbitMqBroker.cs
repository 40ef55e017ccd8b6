using System.Diagnostics;
using System.Net.Sockets;

namespace Inkoop.Tests.Support;

/// <summary>A RabbitMQ of this test's own, on loopback and in a folder of its own; stopped by process id.</summary>
public sealed class RabbitMqBroker
{
    private readonly string folder = Directory.CreateTempSubdirectory("inkoop-rabbit-").FullName;
    private readonly int port = SeparateProcesses.FreePort();
    private readonly string node = $"inkoop{Guid.CreateVersion7():N}@localhost";
    private Process? process;

    public string Address => $"amqp://guest:guest@127.0.0.1:{port}";

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Program()) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["RABBITMQ_NODENAME"] = node;
        start.Environment["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1";
        start.Environment["RABBITMQ_NODE_PORT"] = port.ToString();
        start.Environment["RABBITMQ_DIST_PORT"] = SeparateProcesses.FreePort().ToString();
        start.Environment["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia");
        start.Environment["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log");
        start.Environment["RABBITMQ_PID_FILE"] = Path.Combine(folder, "pid");
        start.Environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins");
        start.Environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+S 1:1";
        start.Environment["HOME"] = folder;
        await File.WriteAllTextAsync(Path.Combine(folder, "plugins"), "[].");
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.GetsAsync(AnswersAsync, answers => answers, TimeSpan.FromSeconds(90));
    }

    public async Task StopAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            process = null;
        }
    }

    /// <summary>The end of what the broker logged, over all its starts.</summary>
    public IReadOnlyList<string> LastWords(int count) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, "log"), "*.log").Order().SelectMany(ReadShared).TakeLast(count)];

    private static string[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(stream).ReadToEnd().Split('\n');
    }

    // Debian's script on the path changes to the user rabbitmq, who may not write in a test's folder; the one behind it does not.
    private static string Program() => File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server") ? "/usr/lib/rabbitmq/bin/rabbitmq-server" : Tools.Find("rabbitmq-server")!;

    private async Task<bool> AnswersAsync()
    {
        try
        {
            // A protocol header that the broker does not speak is answered with the one it does: more than an open port says.
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            await client.GetStream().WriteAsync("AMQP\0\0\u0009\u0002"u8.ToArray());
            var answer = new byte[8];
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            return await client.GetStream().ReadAtLeastAsync(answer, 4, throwOnEndOfStream: false, patience.Token) >= 4;
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
