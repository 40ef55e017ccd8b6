using System.Text.RegularExpressions;

namespace Inkoop.Tests.Docs;

/// <summary>Where a document leads inside the checkout.</summary>
internal static partial class DocumentLinks
{
    /// <summary>Targets of links and pictures, without those that lead outside.</summary>
    public static IEnumerable<string> Of(string markdown) => Links().Matches(markdown).Select(match => match.Groups[1].Value.Split('#')[0])
        .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal));

    /// <summary>Paths from the top of the checkout that stand in the text.</summary>
    public static IEnumerable<string> Paths(string markdown) => Named().Matches(markdown).Select(match => match.Value.TrimEnd('.', '/')).Distinct();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<![\w/.])docs/[\w./-]+")]
    private static partial Regex Named();
}
