namespace Inkoop.Ijw;

/// <summary>
/// The one spelling of what providers and municipalities call things by: product code (JZ21), ReferentieNummer (TR314), Identificatie (TR056)
/// and DeclaratieNummer (TR333). People and programs type one identifier with and without capitals and outer spaces; it stays one.
/// Letters outside a to z keep their case, as both databases do where they bring older rows to this spelling.
/// </summary>
public static class Keys
{
    public static string Of(string typed)
    {
        var text = typed.Trim();
        return text.AsSpan().ContainsAnyInRange('a', 'z') ? string.Create(text.Length, text, Fill) : text;
    }

    /// <summary>The line as it is judged and kept. What is answered to the sender repeats the line as it was sent (IV028).</summary>
    public static DeclarationLine Of(DeclarationLine line)
    {
        var (reference, previous, code) = (Of(line.Reference), line.PreviousReference is { } sent ? Of(sent) : null, Of(line.Code));
        return reference == line.Reference && previous == line.PreviousReference && code == line.Code
            ? line
            : line with { Reference = reference, PreviousReference = previous, Code = code };
    }

    private static void Fill(Span<char> span, string text)
    {
        for (var i = 0; i < span.Length; i++) span[i] = text[i] is >= 'a' and <= 'z' ? (char)(text[i] - 32) : text[i];
    }
}
