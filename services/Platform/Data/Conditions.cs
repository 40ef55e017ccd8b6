namespace Inkoop.Platform.Data;

/// <summary>A WHERE of what was asked only: a condition that holds for everything keeps every index from being used.</summary>
public static class Conditions
{
    /// <summary>Those that are asked, all of which must hold; empty when none is.</summary>
    public static string Where(params ReadOnlySpan<(bool IsAsked, string Condition)> conditions)
    {
        var asked = new List<string>();
        foreach (var (isAsked, condition) in conditions)
            if (isAsked)
                asked.Add(condition);
        return asked.Count == 0 ? "" : "WHERE " + string.Join(" AND ", asked);
    }
}
