using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Inkoop.Tests.GrpcCalls;

/// <summary>Requests of any message type with values that nobody means well with, the same for the same seed.</summary>
internal sealed class HostileRequests(int seed, IReadOnlyDictionary<string, string> real)
{
    private const int DeepestMessage = 4;
    private readonly Random random = new(seed);

    private static readonly string[] texts =
    [
        "", " ", "\t\n", "0", "-1", "1e308", "NaN", "999999999999999999", "99999999999999999999.99999999", "0.00000001", "0001-01-01", "9999-12-31", "2026-02-30", "2026-13-01",
        "0001-01", "9999-12", "2026-Q0", "2026-Q5", "0000-Q1", "9999-Q4", "10000-Q1", "\0", "\u0001\u0002", "\uffff", "\uffff\ufffe", "\ufdd0", "e\u0301\u202e", "😀😀", "%_[", "'; DROP TABLE event; --", "=1+1", "../../etc/passwd",
        "<a>&amp;</a>", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "not-an-id", "cDE6OTk5OTk5OTk5OTk=", "cDE6MjE0NzQ4MzY0Nw==", "0957", "9999", "99990001",
        new('x', 101), new('é', 5_000), new('ز', 60_000), string.Concat(Enumerable.Repeat("=A1 ", 4_000)),
    ];

    private static readonly long[] numbers = [0, 1, -1, 2, 12, 13, 99, 2025, 2026, 9999, 10_000, int.MaxValue, int.MinValue, 10_000_000_000_000, long.MaxValue, long.MinValue];

    public IMessage Next(MessageDescriptor type) => Fill(type, DeepestMessage);

    private IMessage Fill(MessageDescriptor type, int depth)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        // Sometimes all fields, sometimes half of them: a later one is reached only where an earlier one was let through.
        var share = random.Next(3) switch { 0 => 1.0, 1 => 0.7, _ => 0.3 };
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (random.NextDouble() > share || (field.FieldType == FieldType.Message && depth == 0))
                continue;
            if (field.IsMap)
                continue; // no request has one
            if (!field.IsRepeated)
            {
                field.Accessor.SetValue(message, Value(field, depth));
                continue;
            }

            var list = (System.Collections.IList)field.Accessor.GetValue(message);
            for (var i = random.Next(4) == 0 ? random.Next(60) : random.Next(3); i > 0; i--)
                list.Add(Value(field, depth));
        }

        return message;
    }

    private object Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.String => Text(field.Name),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, random.Next(4) == 0 ? (int)Number(int.MaxValue) : field.EnumType.Values[random.Next(field.EnumType.Values.Count)].Number),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)Number(int.MaxValue),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Number(long.MaxValue),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)Math.Abs(Number(int.MaxValue - 1)),
        FieldType.UInt64 or FieldType.Fixed64 => (ulong)Math.Abs(Number(int.MaxValue - 1)),
        FieldType.Double => new[] { 0, -1, double.NaN, double.PositiveInfinity, double.MaxValue, double.Epsilon }[random.Next(6)],
        FieldType.Float => new[] { 0, float.NaN, float.MaxValue }[random.Next(3)],
        FieldType.Bytes => ByteString.CopyFrom(new byte[random.Next(2_000)]),
        FieldType.Message => Fill(field.MessageType, depth - 1),
        _ => throw new InvalidOperationException($"{field.FullName} is a {field.FieldType}: what would be hostile?"),
    };

    private long Number(long most) => numbers.Where(number => number <= most && number >= -most - 1).ElementAt(random.Next(numbers.Count(number => number <= most && number >= -most - 1)));

    // What exists, and what a reader of the field takes, three times of four: whoever is stopped at the first field never reaches the next.
    private string Text(string field) => random.Next(4) == 0 ? texts[random.Next(texts.Length)]
        : real.TryGetValue(field, out var known) ? known
        : field.EndsWith("request_id", StringComparison.Ordinal) ? $"fuzz-{random.Next()}"
        : field.Contains("quarter", StringComparison.Ordinal) ? "2026-Q1"
        : field.Contains("month", StringComparison.Ordinal) ? "2026-01"
        : field.Contains("municipality", StringComparison.Ordinal) ? "0957"
        : field.EndsWith("_on", StringComparison.Ordinal) || field.Contains("until", StringComparison.Ordinal) || field.Contains("from", StringComparison.Ordinal) ? new[] { "2026-01-01", "2026-03-31", "0001-01-01", "9999-12-31" }[random.Next(4)]
        : field.EndsWith("_eur", StringComparison.Ordinal) || field.Contains("share", StringComparison.Ordinal) ? "0.5"
        : random.Next(2) == 0 ? "x" : texts[random.Next(texts.Length)];
}
