using System.Text.Json;
using Inkoop.Cli;
using Inkoop.Tests.Support;

namespace Inkoop.Tests.CommandLine;

/// <summary>One run of the command line in this process: what it wrote and how it ended.</summary>
public sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>The one document of a run with --json.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Runs without a server, with no environment but what is given.</summary>
    public static Task<CommandRun> OfAsync(params string[] args) => OfAsync(new Dictionary<string, string>(), "", args);

    public static async Task<CommandRun> OfAsync(IReadOnlyDictionary<string, string> environment, string input, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = await InkoopCommand.RunAsync(args, output, error, new StringReader(input), environment.GetValueOrDefault);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs against a running Inkoop.</summary>
    public static Task<CommandRun> OnAsync(InkoopSystem system, string role, string input, params string[] args) =>
        OfAsync(new Dictionary<string, string>
        {
            ["INKOOP_URL"] = string.Join(',', SeparateProcesses.ServiceNames.Select(service => $"{service}={system.AddressOf(service)}")),
            ["INKOOP_IDENTITY_URL"] = system.Pages.ToString(),
        }, input, [.. args, "--as", role]);

    public override string ToString() => $"exit {ExitCode}\n{Output}\n{Error}";
}

/// <summary>A folder for the files of one test.</summary>
public sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("inkoop-cli-").FullName;

    public string File(string name, string text) => File(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string File(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
