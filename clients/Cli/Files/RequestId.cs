using System.Security.Cryptography;
using System.Text;

namespace Inkoop.Cli.Files;

/// <summary>Request ids made of what is sent: sending the same again changes nothing and gets the same answer.</summary>
internal static class RequestId
{
    public static string Of(string kind, params ReadOnlySpan<string> content)
    {
        // Each part with its length, so that no two lists of parts run together.
        var text = new StringBuilder(kind);
        foreach (var part in content)
            text.Append('|').Append(part.Length).Append(':').Append(part);
        return $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))}";
    }

    public static string Of(string kind, ReadOnlySpan<byte> content) => $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(content))}";
}
