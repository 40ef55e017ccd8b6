using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace Inkoop.Tests.Interop;

/// <summary>A case against a peer of another make: skipped, and said so, where that peer is not installed.</summary>
internal sealed class PeerTheoryAttribute : TheoryAttribute
{
    public PeerTheoryAttribute(string peer) => Skip = Peers.WhyAbsent(peer);
}

internal sealed class PeerFactAttribute : FactAttribute
{
    public PeerFactAttribute(string peer) => Skip = Peers.WhyAbsent(peer);
}

/// <summary>The peers: grpc-js on node, grpcio on Debian's Python.</summary>
internal static class Peers
{
    private const string Python = "/usr/bin/python3";
    private const string PythonPlugin = "/usr/bin/grpc_python_plugin";

    private static readonly Lazy<string?> NoNode = new(() =>
        OnPath("node") is null ? "node is not installed" : OnPath("npm") is null && !Directory.Exists(Modules) ? "npm is not installed" : null);

    private static readonly Lazy<string?> NoPython = new(() =>
        !File.Exists(Python) || !Run(Python, ["-c", "import grpc, google.protobuf"]).Ok ? "python3-grpcio is not installed"
        : !File.Exists(PythonPlugin) || OnPath("protoc") is null ? "protobuf-compiler-grpc is not installed" : null);

    private static readonly Lazy<string> NodeReady = new(() =>
    {
        if (!File.Exists(Path.Combine(Modules, ".package-lock.json")))
            Must(Run(OnPath("npm")!, ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], NodeFolder));
        return NodeFolder;
    });

    private static readonly Lazy<string> PythonStubs = new(() =>
    {
        var stubs = Path.Combine(AppContext.BaseDirectory, "interop-python");
        Generate(stubs, Folder, "interop.proto");
        // Health and reflection as others published them, when they are there; else our own description of them.
        var published = WhyAbsent("node") is null ? Path.Combine(NodeReady.Value, "node_modules") : null;
        var own = Path.Combine(Folder, "..", "..", "..", "..", "contracts", "Inkoop.Grpc", "Protos", "grpc");
        Generate(stubs, published is null ? $"{own}/health/v1" : $"{published}/grpc-health-check/proto/health/v1", "health.proto");
        foreach (var version in new[] { "v1", "v1alpha" })
        {
            // Python knows a file by its name: the two versions need two names.
            var name = $"reflection_{version}.proto";
            File.Copy(published is null ? $"{own}/reflection/{version}/reflection.proto" : $"{published}/@grpc/reflection/build/proto/grpc/reflection/{version}/reflection.proto",
                Path.Combine(stubs, name), overwrite: true);
            Generate(stubs, stubs, name);
        }

        return stubs;
    });

    private static string Folder => Here();
    private static string NodeFolder => Path.Combine(Folder, "node");
    private static string Modules => Path.Combine(NodeFolder, "node_modules");

    public static string? WhyAbsent(string peer) => peer == "node" ? NoNode.Value : NoPython.Value;

    /// <summary>Starts a peer: <c>server</c>, <c>client PORT</c> or <c>inspect PORT SERVICE</c>.</summary>
    public static Process Start(string peer, params string[] arguments) => peer == "node"
        ? Launch("node", [Path.Combine(NodeReady.Value, $"{arguments[0]}.js"), .. arguments[1..]])
        : Launch(Python, [Path.Combine(Folder, "python", "interop.py"), PythonStubs.Value, .. arguments]);

    /// <summary>What a peer printed, by the first word of each line.</summary>
    public static async Task<Dictionary<string, string>> TellAsync(string peer, params string[] arguments)
    {
        using var process = Start(peer, arguments);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
                if (line.Split(' ', 2) is [var name, var rest])
                    said[name] = rest;
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        said["stderr"] = await errors;
        return said;
    }

    private static void Generate(string to, string from, string proto)
    {
        Directory.CreateDirectory(to);
        Must(Run(OnPath("protoc")!, [$"--plugin=protoc-gen-grpc_python={PythonPlugin}", $"--python_out={to}", $"--grpc_python_out={to}", $"-I{from}", proto]));
    }

    private static Process Launch(string program, IEnumerable<string> arguments, string? folder = null) => Process.Start(
        new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" })!;

    private static (bool Ok, string Said) Run(string program, IEnumerable<string> arguments, string? folder = null)
    {
        using var process = Launch(program, arguments, folder);
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode == 0, said + errors.GetAwaiter().GetResult());
    }

    private static void Must((bool Ok, string Said) run)
    {
        if (!run.Ok)
            throw new InvalidOperationException(run.Said);
    }

    private static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
