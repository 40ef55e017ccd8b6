using System.Text.RegularExpressions;
using Inkoop.Tests.Support;

namespace Inkoop.Tests.Docs;

/// <summary>A line of a fenced block that a reader can copy, and where it stands.</summary>
public sealed record DocumentedCommand(string Document, int Line, string Text)
{
    public override string ToString() => $"{Document}:{Line} {Text}";
}

/// <summary>What README.md and the guides tell a reader to do.</summary>
internal static partial class Documents
{
    public static IReadOnlyList<string> Guides { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs/guides"), "*.md").Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> All { get; } = ["README.md", .. Guides];

    public static string Read(string document) => File.ReadAllText(Path.Combine(Repository.Root, document));

    /// <summary>Every line of every fenced block but those in a language, such as json; in the order of reading. A line that ends in a backslash goes on in the next.</summary>
    public static IReadOnlyList<DocumentedCommand> Commands { get; } = [.. All.SelectMany(CommandsOf)];

    /// <summary>What stands in bold in a guide: a text on the screen.</summary>
    public static IEnumerable<string> ScreenTexts(string guide) => Bold().Matches(Read(guide)).Select(match => match.Groups[1].Value).Where(text => text != "vet").Distinct();

    private static IEnumerable<DocumentedCommand> CommandsOf(string document)
    {
        var (inside, copied, begun, number) = (false, false, "", 0);
        foreach (var line in Read(document).Split('\n'))
        {
            number++;
            if (line.StartsWith("```", StringComparison.Ordinal))
                (inside, copied) = (!inside, !inside && line.TrimEnd() is "```" or "```sh" or "```bash");
            else if (copied && line.EndsWith('\\'))
                begun += line[..^1].Trim() + " ";
            else if (copied && line.Trim() is { Length: > 0 } text && !text.StartsWith('#') && !Assignment().IsMatch(text))
            {
                yield return new DocumentedCommand(document, number, begun + text);
                begun = "";
            }
        }
    }

    // A setting for the environment of a host, not something to type.
    [GeneratedRegex(@"^\w+__\S+=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\*\*([^*\n]+)\*\*")]
    private static partial Regex Bold();
}
