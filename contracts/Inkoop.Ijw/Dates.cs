namespace Inkoop.Ijw;

/// <summary>The first and the last of some days.</summary>
public static class Dates
{
    public static DateOnly Earliest(params ReadOnlySpan<DateOnly> days)
    {
        var earliest = days[0];
        foreach (var day in days)
            if (day < earliest) earliest = day;
        return earliest;
    }

    public static DateOnly Latest(params ReadOnlySpan<DateOnly> days)
    {
        var latest = days[0];
        foreach (var day in days)
            if (day > latest) latest = day;
        return latest;
    }
}
