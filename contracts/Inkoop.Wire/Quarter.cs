using System.Globalization;

namespace Inkoop.Wire;

/// <summary>A calendar quarter (kwartaal) as it travels: <c>yyyy-Qn</c>. That text sorts as time does, so it is also the stored form.</summary>
public readonly record struct Quarter : IComparable<Quarter>
{
    /// <summary>The Jeugdwet came into force in 2015: a quarter before that year is a typing error.</summary>
    public const int FirstYear = 2015;
    public const int LastYear = 2099;

    private Quarter(int year, int number) => (Year, Number) = (year, number);

    public int Year { get; }
    /// <summary>1 to 4.</summary>
    public int Number { get; }

    public DateOnly FirstDay => new(Year, 3 * Number - 2, 1);
    public DateOnly LastDay => FirstDay.AddMonths(3).AddDays(-1);
    /// <summary>Last day on which what a provider owes for the quarter is on time: 15 April, 15 July, 15 October, 15 January.</summary>
    public DateOnly DueOn => LastDay.AddDays(15);
    public Quarter Previous => Plus(-1);
    public Quarter Next => Plus(1);

    public static Quarter Of(DateOnly day) => new(day.Year, (day.Month + 2) / 3);

    public Quarter Plus(int quarters) => Of(FirstDay.AddMonths(3 * quarters));

    /// <summary>False for anything but <c>yyyy-Q1</c> to <c>yyyy-Q4</c>, 2015 to 2099, exactly so spelled.</summary>
    public static bool TryParse(string? text, out Quarter quarter)
    {
        quarter = default;
        if (text is not { Length: 7 } || text[4] != '-' || text[5] != 'Q' || text[6] is < '1' or > '4')
            return false;
        if (!int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < FirstYear or > LastYear)
            return false;
        quarter = new Quarter(year, text[6] - '0');
        return true;
    }

    /// <exception cref="FormatException">The text is no quarter.</exception>
    public static Quarter Parse(string text) =>
        TryParse(text, out var quarter) ? quarter : throw new FormatException($"'{text}' is no quarter such as 2026-Q1.");

    public bool Overlaps(DateOnly from, DateOnly? until) => from <= LastDay && (until is null || until >= FirstDay);

    public int CompareTo(Quarter other) => (Year, Number).CompareTo((other.Year, other.Number));
    public static bool operator <(Quarter left, Quarter right) => left.CompareTo(right) < 0;
    public static bool operator >(Quarter left, Quarter right) => left.CompareTo(right) > 0;
    public static bool operator <=(Quarter left, Quarter right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Quarter left, Quarter right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-Q{Number}");
}

/// <summary>The calendar day in the Netherlands: a deadline of 15 April ends at Dutch midnight, not at UTC's.</summary>
public static class DutchDay
{
    private static readonly TimeZoneInfo amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    public static DateOnly Today(TimeProvider clock) => Of(clock.GetUtcNow());

    /// <summary>The same instant as a clock on the wall here shows it.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, amsterdam);

    /// <summary>The last instant of a day here: what was known at the end of it.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => At(day.AddDays(1).ToDateTime(TimeOnly.MinValue)).AddTicks(-1);

    /// <summary>The instant at which a clock here shows <paramref name="wall"/>.</summary>
    public static DateTimeOffset At(DateTime wall) => new(TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(wall, DateTimeKind.Unspecified), amsterdam), TimeSpan.Zero);
}
