using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Platform.V1;
using Kind = Inkoop.Wire.Platform.V1.FieldRule.Types.Kind;

namespace Inkoop.Wire;

/// <summary>What holds for a field of any request by its kind in the protos: what a text may hold, between which years a day lies. What a field means is judged by the
/// service that knows it.</summary>
public static partial class FieldRules
{
    /// <summary>No text of a request is longer, in characters; fields say smaller limits of their own.</summary>
    public const int LongestText = 20_000;

    /// <summary>The years that a day or moment may lie in.</summary>
    public const int FirstYear = 1900, LastYear = 2199;

    /// <summary>Throws <see cref="Invalid"/> with every fault of the message and the messages in it.</summary>
    public static void Judge(IMessage message)
    {
        var check = new Check();
        Judge(message, "", check);
        check.ThrowIfAny();
    }

    private static void Judge(IMessage message, string path, Check check)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.FieldType is not (FieldType.String or FieldType.Message))
                continue;
            var name = path + field.Name;
            var value = field.Accessor.GetValue(message);
            if (field.IsMap)
            {
                foreach (DictionaryEntry entry in (IDictionary)value)
                    JudgeOne(field, entry.Value, $"{name}[{entry.Key}]", check);
            }
            else if (field.IsRepeated)
            {
                var index = 0;
                foreach (var one in (IList)value)
                    JudgeOne(field, one, string.Create(CultureInfo.InvariantCulture, $"{name}[{index++}]"), check);
            }
            else
            {
                JudgeOne(field, value, name, check);
            }
        }
    }

    private static void JudgeOne(FieldDescriptor field, object? value, string name, Check check)
    {
        switch (value)
        {
            case string text:
                JudgeText(text, field.GetOptions()?.GetExtension(OptionsExtensions.Rule)?.Kind ?? Kind.Text, name, check);
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
        check.That(!text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t') || c is '\uFFFE' or '\uFFFF' || char.IsSurrogate(c) && IsNonCharacter(text)),
            name, "control_character", "Bevat een teken dat niet is toegestaan.");
        if (kind == Kind.Date)
            check.That(!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is >= FirstYear and <= LastYear,
                name, "out_of_range", $"Een dag van {FirstYear} tot en met {LastYear}.");
        if (kind == Kind.Text)
            check.That(!HoldsBsn(text), name, "bsn_in_text", "Een burgerservicenummer hoort hier niet: het staat alleen bij de jeugdige.");
    }

    /// <summary>Whether a text holds nine digits by themselves that could be a citizen service number (burgerservicenummer) by its eleven-test; also when dots or spaces part them.</summary>
    public static bool HoldsBsn(string text) => text.Length >= 9 && NineDigits().EnumerateMatches(text) is var matches && AnyPasses(text, matches);

    private static bool AnyPasses(string text, Regex.ValueMatchEnumerator matches)
    {
        foreach (var match in matches)
        {
            var weight = 9;
            var sum = 0;
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

    // The last two characters of every plane of Unicode are none, and XML carries none of them.
    private static bool IsNonCharacter(string text) => text.EnumerateRunes().Any(rune => (rune.Value & 0xFFFE) == 0xFFFE);

    private static readonly long firstSecond = new DateTimeOffset(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private static readonly long endSecond = new DateTimeOffset(LastYear + 1, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])[0-9](?:[. ]?[0-9]){8}(?![\p{L}\p{Nd}])", RegexOptions.CultureInvariant)]
    private static partial Regex NineDigits();
}
