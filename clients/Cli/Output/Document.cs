using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Inkoop.Cli.Output;

/// <summary>
/// Messages as JSON: names as in the proto, every field present, numbers as numbers and enumerations as their lower-case
/// names. Protobuf's own mapping writes 64-bit numbers as text, which no shell script expects of an amount in cents.
/// </summary>
internal static class Document
{
    public static JsonObject Of(IMessage message)
    {
        var json = new JsonObject();
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.RealContainingOneof is { } oneof && oneof.Accessor.GetCaseFieldDescriptor(message) != field)
                continue;
            var value = field.Accessor.GetValue(message);
            json[field.Name] = field.IsRepeated
                ? new JsonArray([.. ((IEnumerable)value).Cast<object>().Select(item => Value(field, item))])
                : Value(field, value);
        }

        return json;
    }

    public static JsonArray Of(IEnumerable<IMessage> messages) => new([.. messages.Select(Of)]);

    private static JsonNode? Value(FieldDescriptor field, object? value) => value switch
    {
        null => null,
        Timestamp moment => moment.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        IMessage message => Of(message),
        string text => text,
        bool truth => truth,
        ByteString bytes => bytes.ToBase64(),
        System.Enum => EnumName(field.EnumType, Convert.ToInt32(value, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };

    /// <summary>CONTRACT_STATUS_DRAFT becomes draft.</summary>
    private static string EnumName(EnumDescriptor type, int number)
    {
        if (type.FindValueByNumber(number) is not { } value)
            return number.ToString(CultureInfo.InvariantCulture);
        var prefix = string.Concat(type.Name.Select((letter, index) => char.IsAsciiLetterUpper(letter) && index > 0 ? "_" + letter : char.ToUpperInvariant(letter).ToString())) + "_";
        return (value.Name.StartsWith(prefix, StringComparison.Ordinal) ? value.Name[prefix.Length..] : value.Name).ToLowerInvariant();
    }
}
