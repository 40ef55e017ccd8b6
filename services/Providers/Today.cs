namespace Inkoop.Providers;

/// <summary>The calendar day in the Netherlands: just after midnight there it is still yesterday in UTC.</summary>
public static class Today
{
    private static readonly TimeZoneInfo netherlands = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static DateOnly Of(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, netherlands).DateTime);
}
