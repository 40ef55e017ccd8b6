// grpc-message: UTF-8 with everything outside 0x20..0x7E, and the percent sign, as %XX. Decoding never fails.

using System.Buffers;
using System.Text;

namespace Grpc.Wire;

internal static class PercentCoding
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(Enumerable.Range(0x20, 0x7F - 0x20).Select(c => (char)c).Where(c => c != '%').ToArray());

    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return text;
        var bytes = Encoding.UTF8.GetBytes(text);
        var encoded = new StringBuilder(bytes.Length + 16);
        foreach (var b in bytes)
            if (b is >= 0x20 and <= 0x7E and not (byte)'%')
                encoded.Append((char)b);
            else
                encoded.Append('%').Append("0123456789ABCDEF"[b >> 4]).Append("0123456789ABCDEF"[b & 15]);
        return encoded.ToString();
    }

    /// <summary>A broken escape stands as it came; bytes that are not UTF-8 become the replacement character.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;
        var decoded = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                decoded[length++] = (byte)(HexValue(text[i + 1]) << 4 | HexValue(text[i + 2]));
                i += 2;
            }
            else
            {
                // A surrogate pair is one code point: both halves go into the encoder together.
                var count = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                length += Encoding.UTF8.GetBytes(text.AsSpan(i, count), decoded.AsSpan(length));
                i += count - 1;
            }
        }

        return Encoding.UTF8.GetString(decoded, 0, length);
    }

    private static int HexValue(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
}
