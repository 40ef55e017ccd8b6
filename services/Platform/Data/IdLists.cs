namespace Inkoop.Platform.Data;

/// <summary>Ids for an <c>IN @ids</c> list.</summary>
public static class IdLists
{
    /// <summary>Dapper hands the members of a list to the provider without asking its type handlers, so the ids go as the text they are stored as.</summary>
    public static string[] InList(this IEnumerable<Guid> ids) => [.. ids.Select(id => id.ToString("D"))];
}
