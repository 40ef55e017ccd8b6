using System.Globalization;
using Inkoop.Wire.Faults;

namespace Inkoop.Platform.Rpc;

/// <summary>
/// What is told of a refusal fits in the headers that it travels in: clients take 8 KiB of them, and one answer that is larger ends the connection
/// with every other call on it. The first faults are named whole; of the rest it is told how many there are.
/// </summary>
internal static class FittingFaults
{
    private const int MostText = 800;
    private const int MostPerFault = 240;

    /// <summary>Bytes of names, codes and sentences together; each travels up to three times, in base64 and escaped.</summary>
    private const int MostBytes = 3_000;

    public static (IReadOnlyList<FieldFault> Named, int Others) Of(IReadOnlyList<FieldFault> faults)
    {
        var (named, bytes) = (new List<FieldFault>(), 0);
        foreach (var fault in faults)
        {
            var one = new FieldFault(Clip(fault.Field, MostPerFault / 2), Clip(fault.Code, MostPerFault / 4), Clip(fault.Text, MostPerFault));
            bytes += (2 * Size(one.Field)) + (2 * Size(one.Code)) + Size(one.Text);
            if (bytes > MostBytes && named.Count > 0)
                break;
            named.Add(one);
        }

        return (named, faults.Count - named.Count);
    }

    /// <summary>The sentence of a refusal of fields, with the count of those that it does not name.</summary>
    public static string Text(IReadOnlyList<FieldFault> named, int rest) =>
        Text(string.Join(" ", named.Select(fault => $"{fault.Field}: {fault.Text}")), rest == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" En nog {rest} {(rest == 1 ? "fout" : "fouten")}."));

    /// <summary>A sentence may repeat what the caller sent, and that may be long.</summary>
    public static string Text(string text, string end = "") => Clip(text, MostText) + end;

    private static string Clip(string text, int most) =>
        text.Length <= most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1), "…");

    private static int Size(string text) => System.Text.Encoding.UTF8.GetByteCount(text);
}
