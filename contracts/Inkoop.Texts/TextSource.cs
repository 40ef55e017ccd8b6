using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inkoop.Texts;

/// <summary>
/// Texts by key, from the resource files (<c>.resx</c>) of one namespace: Dutch in the file itself, another language in <c>.en.resx</c> and so on. The language is that of
/// <see cref="CultureInfo.CurrentUICulture"/>. A text that lacks a translation is said in Dutch, and a key that lacks a text as it is: a visible gap and never an empty label.
/// </summary>
public sealed class TextSource
{
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> tables = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<IStringLocalizer> files;

    private TextSource(IReadOnlyList<IStringLocalizer> files) => this.files = files;

    /// <summary>All resource files of <paramref name="assembly"/> that stand in <paramref name="folder"/>, a namespace.</summary>
    public static TextSource Of(Assembly assembly, string folder)
    {
        const string Extension = ".resources";
        var cache = new ResourceNamesCache();
        return new TextSource([.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + ".", StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal)).Select(name => name[..^Extension.Length])
            .Select(name => new ResourceManagerStringLocalizer(new ResourceManager(name, assembly), assembly, name, cache, NullLogger.Instance))]);
    }

    /// <summary>The text under <paramref name="key"/>; null when there is none.</summary>
    public string? Find(string key) => Table().GetValueOrDefault(key);

    public string Say(string key) => Find(key) ?? key;

    /// <summary>With <paramref name="arguments"/> for its {0}, {1}.</summary>
    public string Say(string key, params ReadOnlySpan<object?> arguments) => string.Format(CultureInfo.CurrentCulture, Say(key), arguments);

    /// <summary>What a code is called: the text under <paramref name="kind"/>.<paramref name="code"/>; null when it has no name.</summary>
    public string? Named(string kind, string code) => Find($"{kind}.{code}");

    // Read once for each language: a page looks up thousands of texts.
    private FrozenDictionary<string, string> Table() => tables.GetOrAdd(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, static (_, files) =>
        files.SelectMany(file => file.GetAllStrings(includeParentCultures: true)).ToFrozenDictionary(text => text.Name, text => text.Value, StringComparer.Ordinal), files);
}
