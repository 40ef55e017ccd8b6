// Header names of the protocol, which of them applications never see, and -bin values as base64.

using System.Buffers.Text;
using System.Text;
using Grpc.Core;

namespace Grpc.Wire;

internal static class HeaderNames
{
    public const string ContentType = "application/grpc";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";

    /// <summary>Metadata of our own: which encoding the sender of it wants for this call. Never sent.</summary>
    public const string EncodingRequest = "grpc-internal-encoding-request";

    /// <summary>Names that belong to the protocol: hidden from applications, and dropped when they set them.</summary>
    public static bool IsReserved(string name) => name.Length > 0 && name[0] switch
    {
        ':' => true,
        'g' => name is Status or Message or Timeout or Encoding or AcceptEncoding or EncodingRequest,
        'c' => name is "content-type" or "content-length" or "connection",
        't' => name is "te" or "transfer-encoding" or "trailer",
        'h' => name is "host",
        'a' => name is "accept-encoding",
        'u' => name is "upgrade",
        _ => false,
    };

    /// <summary>Whether a content type is gRPC with protobuf or an unnamed serialisation, not gRPC-Web.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is '+' or ';');

    /// <summary>Adds what one received header holds: joined -bin values are several, padded or not; junk in them is dropped.</summary>
    public static void AddTo(Metadata metadata, string name, string value)
    {
        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal))
        {
            metadata.Add(new Metadata.Entry(name, value, null));
            return;
        }

        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
            if (TryDecode(part, out var bytes))
                metadata.Add(new Metadata.Entry(name, null, bytes));
    }

    /// <summary>What stands on the wire for an entry: text as it is, bytes as base64 without padding.</summary>
    /// <exception cref="RpcException">The text has a character that no HTTP header may carry.</exception>
    public static string WireValue(Metadata.Entry entry)
    {
        if (entry.IsBinary)
            return Convert.ToBase64String(entry.RawBytes).TrimEnd('=');
        foreach (var c in entry.Value)
            if (c is < ' ' or > '~')
                throw new RpcException(new Status(StatusCode.Internal, $"The value of metadata '{entry.Key}' has a character outside printable ASCII."));
        return entry.Value;
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        var length = text.AsSpan().TrimEnd('=').Length;
        var padded = text.AsSpan(0, length).ToString().PadRight((length + 3) / 4 * 4, '=');
        var buffer = new byte[Base64.GetMaxDecodedFromUtf8Length(padded.Length)];
        var ok = Convert.TryFromBase64String(padded, buffer, out var count);
        bytes = ok ? buffer[..count] : [];
        return ok;
    }
}
