using Google.Protobuf.WellKnownTypes;

namespace Inkoop.Wire.Faults;

/// <summary>Reads moments of a request: a message can hold some that no calendar has.</summary>
public static class Moments
{
    private const long FirstSecond = -62_135_596_800; // 0001-01-01
    private const long LastSecond = 253_402_300_799; // 9999-12-31

    /// <summary>Null where none was given.</summary>
    /// <exception cref="Invalid">It lies outside the calendar.</exception>
    public static DateTimeOffset? Read(Timestamp? asked, string field) =>
        asked is null ? null
        : asked is { Seconds: >= FirstSecond and <= LastSecond, Nanos: >= 0 and <= 999_999_999 } ? asked.ToDateTimeOffset()
        : throw new Invalid(field, "moment_invalid", "Geen geldig moment: geef er een van het jaar 1 tot en met het jaar 9999.");
}
