using System.Globalization;

namespace Inkoop.Dispositions;

/// <summary>Days and instants as the wire and the standard write them.</summary>
public static class Iso
{
    private static readonly TimeZoneInfo dutch = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Local time in the Netherlands: what Dagtekening, Toewijzingsdatum and Toewijzingstijd mean.</summary>
    public static DateTime DutchTime(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, dutch).DateTime;
}
