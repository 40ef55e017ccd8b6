using System.Diagnostics;
using System.Text.Json;
using Inkoop.Tests.Support;
using Xunit;

namespace Inkoop.Tests.GrpcCalls;

/// <summary>A test with a client of another make: skipped, and said so, where that is not installed.</summary>
internal sealed class OtherLanguageTheoryAttribute : TheoryAttribute
{
    public OtherLanguageTheoryAttribute() => Skip = OtherLanguages.WhyAbsent.Value;
}

/// <summary>Clients of other makes: grpc-js on node, grpcio on Debian's Python, each with stubs from the protos alone.</summary>
internal static class OtherLanguages
{
    // The Python that Debian's packages belong to, whatever else is on the path.
    private const string Python = "/usr/bin/python3";
    private const string PythonPlugin = "/usr/bin/grpc_python_plugin";

    public static readonly Lazy<string?> WhyAbsent = new(() =>
        !Tools.Exists("node") || !Tools.Exists("npm") ? "node or npm is not installed"
        : !File.Exists(Python) || !Imports() ? "python3-grpcio is not installed"
        : !File.Exists(PythonPlugin) || !Tools.Exists("protoc") ? "protobuf-compiler-grpc is not installed" : null);

    private static string Folder => Path.Combine(Repository.Root, "tests/Inkoop.Tests/Grpc");

    public static string Protos => Path.Combine(Repository.Root, "contracts/Inkoop.Wire");

    /// <summary>What the client in <paramref name="language"/> saw.</summary>
    public static async Task<JsonElement> AskAsync(string language, object question)
    {
        var input = JsonSerializer.Serialize(question);
        var (exit, output, error) = language == "node"
            ? await NodeProgram.RunAsync(Path.Combine(Folder, "node/calls.js"), [], input)
            : await RunAsync(Python, [Path.Combine(Folder, "python/calls.py"), await StubsAsync()], input);
        return exit == 0 ? JsonDocument.Parse(output).RootElement : throw new InvalidOperationException($"{language}: {error}{output}");
    }

    private static async Task<string> StubsAsync()
    {
        var stubs = Path.Combine(AppContext.BaseDirectory, "grpc-python");
        var inputs = Directory.CreateDirectory(Path.Combine(stubs, "protos")).FullName;
        var published = await NodeProgram.PackagesAsync();
        File.Copy(Path.Combine(published, "grpc-health-check/proto/health/v1/health.proto"), Path.Combine(inputs, "health.proto"), overwrite: true);
        File.Copy(Path.Combine(published, "@grpc/reflection/build/proto/grpc/reflection/v1/reflection.proto"), Path.Combine(inputs, "reflection.proto"), overwrite: true);
        File.Copy(Path.Combine(Folder, "details.proto"), Path.Combine(inputs, "details.proto"), overwrite: true);
        var own = Directory.EnumerateFiles(Protos, "*.proto", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Protos, file));
        var (exit, output, error) = await RunAsync(Tools.Find("protoc")!,
        [
            $"--plugin=protoc-gen-grpc_python={PythonPlugin}", $"--python_out={stubs}", $"--grpc_python_out={stubs}",
            $"-I{inputs}", $"-I{Protos}", $"-I{Path.Combine(AppContext.BaseDirectory, "protos")}", "health.proto", "reflection.proto", "details.proto", .. own,
        ]);
        return exit == 0 ? stubs : throw new InvalidOperationException(output + error);
    }

    private static bool Imports()
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import grpc, google.protobuf"]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string program, IEnumerable<string> arguments, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
