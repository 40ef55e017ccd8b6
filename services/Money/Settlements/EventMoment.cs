using System.Buffers.Binary;

namespace Inkoop.Money.Settlements;

/// <summary>When an event was made, for those of before they told it themselves: a version 7 id begins with its milliseconds.</summary>
public static class EventMoment
{
    public static DateTimeOffset Of(Guid eventId)
    {
        Span<byte> bytes = stackalloc byte[16];
        eventId.TryWriteBytes(bytes, bigEndian: true, out _);
        return eventId.Version == 7 ? DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16) : DateTimeOffset.UnixEpoch;
    }
}
