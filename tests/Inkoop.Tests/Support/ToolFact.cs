using Xunit;

namespace Inkoop.Tests.Support;

/// <summary>A test that needs a program on this machine; skipped with the reason when it is absent.</summary>
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] programs)
    {
        var missing = programs.Where(program => !Tools.Exists(program)).ToList();
        if (missing.Count > 0)
            Skip = $"Not on this machine: {string.Join(", ", missing)}.";
    }
}

/// <summary>Programs on the path.</summary>
public static class Tools
{
    public static bool Exists(string program) => Find(program) is not null;

    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
