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

    /// <summary>A message from JSON as <see cref="Of(IMessage)"/> writes it.</summary>
    /// <exception cref="InvalidProtocolBufferException">A field or value that the message does not have.</exception>
    public static T Parse<T>(JsonObject json) where T : IMessage<T>, new() => JsonParser.Default.Parse<T>(Named(json.DeepClone(), new T().Descriptor).ToJsonString());

    /// <summary>Names of enumerations as protobuf reads them.</summary>
    private static JsonNode Named(JsonNode json, MessageDescriptor type)
    {
        foreach (var field in json is JsonObject members ? type.Fields.InDeclarationOrder().Where(field => members.ContainsKey(field.Name)) : [])
        {
            var value = json[field.Name];
            if (field.FieldType == FieldType.Message && field.MessageType.File.Package != "google.protobuf")
                foreach (var part in value is JsonArray list ? list.OfType<JsonObject>() : value is JsonObject one ? [one] : Enumerable.Empty<JsonObject>())
                    Named(part, field.MessageType);
            else if (field.FieldType == FieldType.Enum && value is JsonValue named && named.TryGetValue<string>(out var name))
                json[field.Name] = Prefix(field.EnumType) + name.ToUpperInvariant();
        }
        return json;
    }

    /// <summary>CONTRACT_STATUS_DRAFT becomes draft.</summary>
    private static string EnumName(EnumDescriptor type, int number)
    {
        if (type.FindValueByNumber(number) is not { } value)
            return number.ToString(CultureInfo.InvariantCulture);
        var prefix = Prefix(type);
        return (value.Name.StartsWith(prefix, StringComparison.Ordinal) ? value.Name[prefix.Length..] : value.Name).ToLowerInvariant();
    }

    private static string Prefix(EnumDescriptor type) =>
        string.Concat(type.Name.Select((letter, index) => char.IsAsciiLetterUpper(letter) && index > 0 ? "_" + letter : char.ToUpperInvariant(letter).ToString())) + "_";
}
