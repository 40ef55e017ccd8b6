using System.Globalization;
using Inkoop.Wire;

namespace Inkoop.Dispositions;

/// <summary>Days and instants as the wire and the standard write them.</summary>
public static class Iso
{
    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Local time in the Netherlands: what Dagtekening, Toewijzingsdatum and Toewijzingstijd mean.</summary>
    public static DateTime DutchTime(DateTimeOffset instant) => DutchDay.Local(instant).DateTime;
}
