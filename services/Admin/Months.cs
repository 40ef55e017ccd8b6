using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Admin.Texts;
using Inkoop.Wire;

namespace Inkoop.Admin;

/// <summary>Whole months and moments in addresses: a period is chosen by month, so that it cannot begin in the middle of one.</summary>
public static class Months
{
    /// <summary>The first day of the month that <paramref name="text"/> (yyyy-MM or a day in it) names, as yyyy-MM-dd; the text itself when it names none.</summary>
    public static string FirstDay(string text) => Parse(text) is { } month ? Iso(month) : text;

    /// <summary>The last day of that month.</summary>
    public static string LastDay(string text) => Parse(text) is { } month ? Iso(month.AddMonths(1).AddDays(-1)) : text;

    /// <summary>How many months lie from one day up to and including another; 0 when either is none.</summary>
    public static int Count(string from, string until) => (Parse(from), Parse(until)) is ({ } first, { } last) ? (last.Year - first.Year) * 12 + last.Month - first.Month + 1 : 0;

    public static string Of(string text) => text.Length > 7 ? text[..7] : text;

    public static IEnumerable<(string Value, string Text)> Choices(int firstYear, int lastYear)
    {
        for (var year = lastYear; year >= firstYear; year--)
            for (var month = 1; month <= 12; month++)
                yield return (string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00}"), $"{Words.Common.MonthName(month)} {year}");
    }

    /// <summary>The end of a calendar day in the Netherlands; null for a text that is no day.</summary>
    public static Timestamp? EndOfDay(string iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue
            && day.Year > 1 ? DutchDay.EndOf(day).ToTimestamp()
            : null;

    /// <summary>A moment to the tick, so that a tree that is opened step by step stays the same tree.</summary>
    public static string Exact(Timestamp? at) => at is null ? "" : at.ToDateTimeOffset().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static Timestamp? ReadExact(string text) =>
        DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToTimestamp() : null;

    private static DateOnly? Parse(string text) =>
        text.Length >= 7 && DateOnly.TryParseExact(text[..7] + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first : null;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
