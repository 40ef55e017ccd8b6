using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Platform.V1;
using Kind = Inkoop.Wire.Platform.V1.FieldRule.Types.Kind;

namespace Inkoop.Wire;

/// <summary>What holds for a field of any request by its kind in the protos: what a text may hold, between which years a day lies. What a field means
/// is judged by the service that knows it.</summary>
public static partial class FieldRules
{
    /// <summary>No text of a request is longer, in characters; fields say smaller limits of their own.</summary>
    public const int LongestText = 20_000;

    /// <summary>The years that a day or moment may lie in.</summary>
    public const int FirstYear = 1900, LastYear = 2199;

    private static readonly long firstSecond = new DateTimeOffset(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private static readonly long endSecond = new DateTimeOffset(LastYear + 1, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    // A descriptor gives a copy of its options every time that it is asked.
    private static readonly ConcurrentDictionary<MessageDescriptor, IReadOnlyList<(FieldDescriptor Field, Kind Kind)>> judged = new();

    /// <summary>Throws <see cref="Invalid"/> with every fault of the message and the messages in it.</summary>
    public static void Judge(IMessage message)
    {
        var check = new Check();
        Judge(message, "", check);
        check.ThrowIfAny();
    }

    private static void Judge(IMessage message, string path, Check check)
    {
        foreach (var (field, kind) in judged.GetOrAdd(message.Descriptor, Judged))
        {
            var name = path + field.Name;
            var value = field.Accessor.GetValue(message);
            if (value is IDictionary map)
            {
                foreach (DictionaryEntry entry in map)
                    JudgeOne(kind, entry.Value, $"{name}[{entry.Key}]", check);
            }
            else if (value is IList list)
            {
                for (var i = 0; i < list.Count; i++)
                    JudgeOne(kind, list[i], string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]"), check);
            }
            else
            {
                JudgeOne(kind, value, name, check);
            }
        }
    }

    private static IReadOnlyList<(FieldDescriptor Field, Kind Kind)> Judged(MessageDescriptor message) =>
    [
        .. message.Fields.InDeclarationOrder().Where(field => field.FieldType is FieldType.String or FieldType.Message)
            .Select(field => (field, field.GetOptions()?.GetExtension(OptionsExtensions.Rule)?.Kind ?? Kind.Text)),
    ];

    private static void JudgeOne(Kind kind, object? value, string name, Check check)
    {
        switch (value)
        {
            case string { Length: > 0 } text:
                JudgeText(text, kind, name, check);
                break;
            case Timestamp moment:
                check.That(moment.Seconds >= firstSecond && moment.Seconds < endSecond && moment.Nanos is >= 0 and < 1_000_000_000, name, "out_of_range",
                    $"Een moment van {FirstYear} tot en met {LastYear}.");
                break;
            case IMessage message:
                Judge(message, name + ".", check);
                break;
        }
    }

    private static void JudgeText(string text, Kind kind, string name, Check check)
    {
        check.That(text.Length <= LongestText, name, "too_long", $"Maximaal {LongestText} tekens.");
        check.That(!HoldsUnfit(text), name, "control_character", "Bevat een teken dat niet is toegestaan.");
        if (kind == Kind.Date)
            check.That(!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is >= FirstYear and <= LastYear,
                name, "out_of_range", $"Een dag van {FirstYear} tot en met {LastYear}.");
        if (kind == Kind.Text)
            check.That(!HoldsBsn(text), name, "bsn_in_text", "Een burgerservicenummer hoort hier niet: het staat alleen bij de jeugdige.");
    }

    // Controls but the ends of lines and tabs, and the last two of every plane of Unicode, which are no characters: XML carries none of them.
    private static bool HoldsUnfit(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t') || (rune.Value & 0xFFFE) == 0xFFFE)
                return true;
        }

        return false;
    }

    /// <summary>Whether a text holds nine digits by themselves that could be a citizen service number (burgerservicenummer) by its eleven-test; also when
    /// dots or spaces part them.</summary>
    public static bool HoldsBsn(string text)
    {
        foreach (var match in NineDigits().EnumerateMatches(text))
        {
            var (weight, sum) = (9, 0);
            foreach (var digit in text.AsSpan(match.Index, match.Length))
            {
                if (!char.IsAsciiDigit(digit))
                    continue;
                sum += (digit - '0') * (weight == 1 ? -1 : weight);
                weight--;
            }

            if (sum != 0 && sum % 11 == 0)
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])[0-9](?:[. ]?[0-9]){8}(?![\p{L}\p{Nd}])", RegexOptions.CultureInvariant)]
    private static partial Regex NineDigits();
}
