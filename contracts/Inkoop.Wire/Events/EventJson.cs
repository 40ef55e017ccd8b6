using System.Text.Json;

namespace Inkoop.Wire.Events;

/// <summary>How events are written in the log: camelCase, additive, unknown members ignored.</summary>
public static class EventJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);
}
