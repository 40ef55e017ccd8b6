using System.Globalization;
using System.Text;
using Inkoop.Wire.Faults;

namespace Inkoop.Platform.Rpc;

/// <summary>Opaque page tokens: callers get them, give them back and read nothing in them.</summary>
public static class PageToken
{
    public const int DefaultSize = 50;
    public const int MaximumSize = 200;

    /// <summary>How many rows to skip; a token that we did not make is refused.</summary>
    public static int Read(string token)
    {
        if (token.Length == 0)
            return 0;
        try
        {
            var text = Encoding.ASCII.GetString(Convert.FromBase64String(token));
            if (text.StartsWith("p1:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var skip))
                return skip;
        }
        catch (FormatException)
        {
            // falls through to the refusal below: text that is not base64 is no token either
        }

        throw new Invalid("page_token", "page_token_invalid", "Dit is geen bladwijzer die hier is uitgegeven.");
    }

    public static int Size(int asked) => asked switch
    {
        0 => DefaultSize,
        >= 1 and <= MaximumSize => asked,
        _ => throw new Invalid("page_size", "out_of_range", $"Tussen 1 en {MaximumSize}."),
    };

    /// <summary>Ask the database for one row more than <paramref name="take"/>; when it came there is a next page.</summary>
    public static string Next(int skip, int take, int returnedCount) =>
        returnedCount <= take ? "" : Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"p1:{skip + take}")));
}
