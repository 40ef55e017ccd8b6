using System.Globalization;

namespace Inkoop.Admin;

/// <summary>Quarters as the wire names them: 2026-Q1.</summary>
public static class Quarters
{
    public static string Of(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}-Q{(day.Month + 2) / 3}");

    public static bool IsValid(string? text) => text is [>= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', '-', 'Q', >= '1' and <= '4'];

    public static string Before(string quarter)
    {
        var year = int.Parse(quarter.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
        return quarter[6] == '1' ? string.Create(CultureInfo.InvariantCulture, $"{year - 1}-Q4") : string.Create(CultureInfo.InvariantCulture, $"{year}-Q{quarter[6] - '1'}");
    }

    /// <summary>The quarter that <paramref name="today"/> is in and the seven before it, newest first.</summary>
    public static IReadOnlyList<string> Recent(DateOnly today, int count = 8)
    {
        var list = new List<string> { Of(today) };
        while (list.Count < count)
            list.Add(Before(list[^1]));
        return list;
    }
}
