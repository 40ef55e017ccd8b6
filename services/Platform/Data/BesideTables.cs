using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Inkoop.Platform.Data;

/// <summary>
/// Tables that are filled beside the live ones of the same name: the texts that write the live ones write these. Whoever fills them changes nothing
/// else, so that a rebuild has no effect before it is whole.
/// </summary>
public sealed partial class BesideTables(Dialect dialect, IReadOnlyCollection<string> tables)
{
    private readonly ConcurrentDictionary<string, string> texts = new();

    // A table stands behind one of these words; a column of the same name never does.
    private readonly Regex names = new($@"\b(from|join|into|update)(\s+)({string.Join('|', tables)})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The table beside <paramref name="table"/>, to be written.</summary>
    public string Name(string table) => tables.Contains(table) ? dialect.Beside(table) : throw Strange(table);

    /// <summary>A text about the live tables as one about those beside them.</summary>
    public string Text(string sql) => texts.GetOrAdd(sql, Redirect);

    private string Redirect(string sql)
    {
        foreach (Match written in Written().Matches(sql))
        {
            if (!tables.Contains(written.Groups[1].Value))
                throw Strange(written.Groups[1].Value);
        }

        return names.Replace(sql, match => match.Groups[1].Value + match.Groups[2].Value + dialect.Beside(match.Groups[3].Value));
    }

    private static InvalidOperationException Strange(string table) =>
        new($"A rebuild fills the tables of its projection and nothing else, not {table}: what follows from them comes when they take their place.");

    [GeneratedRegex(@"\b(?:into|update|delete\s+from)\s+(\w+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
