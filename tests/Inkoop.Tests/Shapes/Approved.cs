using System.Runtime.CompilerServices;
using Shouldly;

namespace Inkoop.Tests.Shapes;

/// <summary>Compares with a file beside the tests that a person has looked at. INKOOP_APPROVE=1 writes it anew, to be looked at in the diff.</summary>
public static class Approved
{
    public static void ShouldMatch(string actual, string file, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "..", file);
        if (Environment.GetEnvironmentVariable("INKOOP_APPROVE") == "1")
            File.WriteAllText(path, actual);
        actual.ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"), $"What crosses a process boundary changed: {file}. Additive only.");
    }
}
