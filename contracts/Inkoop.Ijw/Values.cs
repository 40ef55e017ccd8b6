using System.Buffers;
using System.Globalization;

namespace Inkoop.Ijw;

/// <summary>The lexical forms of values in iJw, each recognised in one pass over the text.</summary>
internal static class Values
{
    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\r\n");

    /// <summary>White space as XML knows it: what is dropped around numbers, dates and times, and nothing else.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim(" \t\r\n");

    /// <summary>Sign and any number of digits, leading zeros included. What exceeds 18 digits is reported as <see cref="long.MaxValue"/> or its negative.</summary>
    public static bool TryInteger(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        var negative = text is ['-', ..];
        if (text is ['-' or '+', ..]) text = text[1..];
        if (text.IsEmpty) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return false;
            value = value > 99_999_999_999_999_999 ? long.MaxValue : value * 10 + (c - '0');
        }

        if (negative) value = -value;
        return true;
    }

    /// <summary>yyyy-MM-dd, years 0001 to 9999.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    /// <summary>HH:mm:ss with an optional fraction of any length, of which 100 ns are kept. 24:00:00 is not accepted.</summary>
    public static bool TryTime(ReadOnlySpan<char> text, out TimeOnly value)
    {
        value = default;
        if (text.Length < 8 || !TimeOnly.TryParseExact(text[..8], "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out value)) return false;
        if (text.Length == 8) return true;
        var fraction = text[9..];
        if (text[8] != '.' || fraction.IsEmpty || fraction.ContainsAnyExceptInRange('0', '9')) return false;
        long ticks = 0;
        for (var i = 0; i < 7; i++) ticks = ticks * 10 + (i < fraction.Length ? fraction[i] - '0' : 0);
        value = value.Add(TimeSpan.FromTicks(ticks));
        return true;
    }

    public static bool HasForm(ReadOnlySpan<char> text, TextForm form) => form switch
    {
        TextForm.Line => !text.ContainsAny(LineBreaks) && !text.IsWhiteSpace(),
        TextForm.Lines => !text.IsWhiteSpace(),
        TextForm.Digits => !text.ContainsAnyExceptInRange('0', '9'),
        TextForm.LettersAndDigits => All(text, char.IsAsciiLetterOrDigit),
        TextForm.Initials => All(text, static c => char.IsAsciiLetter(c) || c is >= '\u00C0' and <= '\u1EF3'),
        TextForm.Version => IsVersion(text),
        _ => true,
    };

    private static bool All(ReadOnlySpan<char> text, Func<char, bool> allowed)
    {
        foreach (var c in text)
            if (!allowed(c)) return false;
        return true;
    }

    private static bool IsVersion(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (part.IsEmpty || part.ContainsAnyExceptInRange('0', '9') || part is ['0', _, ..]) return false;
            parts++;
        }

        return parts == 3;
    }
}
