using System.Net;
using System.Text.RegularExpressions;
using Inkoop.Tests.Admin;

namespace Inkoop.Tests.Docs;

/// <summary>What of a page, a file or a table a person reads, and what in it was meant for programs.</summary>
internal static partial class ShownText
{
    /// <summary>The text of a page with the attributes that are read out or drawn: names, hints, figures of charts.</summary>
    public static string Of(string html)
    {
        var shown = Programs().Replace(html, " ");
        var spoken = Spoken().Matches(shown).Select(match => WebUtility.HtmlDecode(match.Groups[2].Value));
        // Of a chart the names; its figures are drawn by a program that writes them as people do.
        var drawn = Charts().Matches(shown).Select(match => Figures().Replace(WebUtility.HtmlDecode(match.Groups[1].Value), " "));
        return Visitor.Text(shown) + " " + string.Join(' ', spoken.Concat(drawn));
    }

    /// <summary>Each thing in <paramref name="text"/> that is not for people, with the kind of it before it.</summary>
    public static IEnumerable<string> Faults(string text) =>
        Guids().Matches(text).Select(match => "id " + Around(text, match))
            .Concat(Codes().Matches(text).Where(match => !IsFileOrAddress(text, match)).Select(match => "code " + Around(text, match)))
            .Concat(Keys().Matches(text).Select(match => "key " + Around(text, match)))
            .Concat(WireNumbers().Matches(text).Select(match => "number " + Around(text, match)));

    private static bool IsFileOrAddress(string text, Match match) =>
        match.Index > 0 && text[match.Index - 1] is '/' or '@' || (match.Index + match.Length < text.Length && text[match.Index + match.Length] == '.' && match.Index + match.Length + 1 < text.Length && char.IsLetter(text[match.Index + match.Length + 1]));

    private static string Around(string text, Match match) =>
        $"«{match.Value}» in …{text[Math.Max(0, match.Index - 40)..Math.Min(text.Length, match.Index + match.Length + 20)].ReplaceLineEndings(" ")}…";

    // What stands as program text is for who reads that: the content of an event, the tables of a projection.
    [GeneratedRegex("<(script|style|template|head|pre|code)\\b.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Programs();

    [GeneratedRegex("\\s(title|aria-label|alt|placeholder)=\"([^\"]*)\"")]
    private static partial Regex Spoken();

    [GeneratedRegex("\\sdata-chart=\"([^\"]*)\"")]
    private static partial Regex Charts();

    [GeneratedRegex("\"(values|norm)\":(\\[[^\\]]*\\]|[\\d.]+)")]
    private static partial Regex Figures();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex Guids();

    // English codes as programs compare them: words joined by underscores.
    [GeneratedRegex("(?<![\\w-])[a-z][a-z0-9]*(_[a-z0-9]+)+(?![\\w])")]
    private static partial Regex Codes();

    [GeneratedRegex("\\b(line|part|budget|discount|stay|outcome|subsidy|fact|lot)/[\\w-]+")]
    private static partial Regex Keys();

    // A Dutch text, but for the numbers of articles and protocols, separates decimals by a comma and thousands in threes.
    [GeneratedRegex("(?<![\\d.,:/v-]|criterium |art\\. |artikel |protocol |outcome )\\d+\\.(\\d{1,2}|\\d{4,})(?![\\d.])(?! of)")]
    private static partial Regex WireNumbers();
}
