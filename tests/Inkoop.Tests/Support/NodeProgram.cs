using System.Diagnostics;

namespace Inkoop.Tests.Support;

/// <summary>Node programs of the tests, with the pinned packages beside the calls of other languages.</summary>
public static class NodeProgram
{
    private static readonly string packages = Path.Combine(Repository.Root, "tests/Inkoop.Tests/Grpc/node");
    private static readonly SemaphoreSlim once = new(1, 1);

    public static async Task<(int Exit, string Output, string Error)> RunAsync(string script, IReadOnlyList<string> arguments, string input = "")
    {
        await InstallAsync();
        return await RunAsync(Tools.Find("node")!, [script, .. arguments], Path.GetDirectoryName(script)!, input);
    }

    /// <summary>The folder of the installed packages.</summary>
    public static async Task<string> PackagesAsync()
    {
        await InstallAsync();
        return Path.Combine(packages, "node_modules");
    }

    private static async Task InstallAsync()
    {
        await once.WaitAsync();
        try
        {
            if (File.Exists(Path.Combine(packages, "node_modules", ".package-lock.json")))
                return;
            var (exit, output, error) = await RunAsync(Tools.Find("npm")!, ["ci", "--no-audit", "--no-fund"], packages, "");
            if (exit != 0)
                throw new InvalidOperationException($"npm ci failed: {output}{error}");
        }
        finally
        {
            once.Release();
        }
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string program, IReadOnlyList<string> arguments, string folder, string input)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NODE_PATH"] = Path.Combine(packages, "node_modules");
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
