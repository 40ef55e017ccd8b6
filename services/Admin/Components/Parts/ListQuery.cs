using System.Globalization;

namespace Inkoop.Admin.Components.Parts;

/// <summary>
/// A question to a list as its address carries it: the filters, and the tokens of the pages passed so far (lists page by opaque token, so
/// going back needs the earlier ones). Only filters without personal data come here.
/// </summary>
public sealed class ListQuery(IQueryCollection query, string path, params string[] filters)
{
    private const string PageKey = "blad";

    private readonly string[] tokens = query[PageKey].ToString() is { Length: > 0 } given ? given.Split(',') : [];

    public string this[string filter] => query[filter].ToString().Trim();

    public string Token => tokens.Length == 0 ? "" : tokens[^1];
    public int PagesBefore => tokens.Length;
    public bool IsFiltered => filters.Any(filter => this[filter].Length > 0);

    /// <summary>The page as a token list, for a list whose question travels in a form.</summary>
    public string NextHref(string nextToken) => Href([.. tokens, nextToken]);

    public string PreviousHref => Href(tokens[..^1]);

    public string ExportHref(string list, string extension, string extra = "") =>
        "/export/" + list + "." + extension + Join([.. filters.Select(filter => (filter, this[filter])), .. extra.Length > 0 ? new[] { (extra.Split('=')[0], extra.Split('=')[1]) } : []]);

    public static int PageSize => 50;

    public string Position(int count, long total) =>
        total == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{PagesBefore * PageSize + 1}-{PagesBefore * PageSize + count}");

    private string Href(string[] pages) => path + Join([.. filters.Select(filter => (filter, this[filter])), (PageKey, string.Join(',', pages))]);

    private static string Join((string Name, string Value)[] parts)
    {
        var filled = parts.Where(part => part.Value.Length > 0).ToList();
        return filled.Count == 0 ? "" : "?" + string.Join('&', filled.Select(part => part.Name + "=" + Uri.EscapeDataString(part.Value)));
    }
}
